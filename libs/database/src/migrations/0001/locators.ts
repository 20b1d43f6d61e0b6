/**
 * The only ways to look across tenants. Owned by assay_owner, who bypasses row-level security; each answers ids and
 * tenants and nothing else, so what it finds is then read under its tenant like everything.
 */
export const locators = /* sql */ `
create function locate_staff(wanted_email text, wanted_tenant text)
returns table (tenant_id uuid, staff_id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select s.tenant_id, s.id from public.staff s join public.tenant t on t.id = s.tenant_id
  where s.email = lower(wanted_email) and s.disabled_at is null and (wanted_tenant is null or t.slug = wanted_tenant)
$$;

create function locate_staff_session(wanted_hash text)
returns table (tenant_id uuid, session_id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select s.tenant_id, s.id from public.staff_session s where s.token_hash = wanted_hash
$$;

create function locate_api_key(wanted_prefix text)
returns table (tenant_id uuid, api_key_id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select k.tenant_id, k.id from public.api_key k where k.prefix = wanted_prefix
$$;

create function locate_invitation(wanted_hash text)
returns table (tenant_id uuid, invitation_id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select i.tenant_id, i.id from public.invitation i where i.token_hash = wanted_hash
$$;

create function locate_candidate_session(wanted_hash text)
returns table (tenant_id uuid, session_id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select s.tenant_id, s.id from public.candidate_session s where s.token_hash = wanted_hash
$$;

-- Attempts past deadline and grace that nobody closed, the longest overdue first.
create function locate_overdue_attempts(most integer)
returns table (tenant_id uuid, attempt_id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select a.tenant_id, a.id from public.attempt a
  where a.closed_at is null and a.deadline + make_interval(secs => a.grace_seconds) < statement_timestamp()
  order by a.deadline limit most
$$;

-- Jobs that nobody holds: never claimed, or the lease lapsed. Fence and purpose are what the queue's job id and
-- priority are made of.
create function locate_grading_jobs_to_requeue(older_than_seconds double precision, most integer)
returns table (tenant_id uuid, grading_job_id uuid, fence integer, purpose text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select j.tenant_id, j.id, j.fence, j.purpose from public.grading_job j
  where j.finished_at is null and j.attention_at is null
    and j.available_at < statement_timestamp() - make_interval(secs => older_than_seconds)
    and (j.lease_until is null or j.lease_until < statement_timestamp())
  order by j.purpose, j.available_at limit most
$$;

create function locate_tenants_with_unsealed_events()
returns table (tenant_id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select distinct p.tenant_id from public.audit_pending p
$$;
`;
