/** Who may touch what: row-level security for every tenant-owned table, write-once triggers, grants per role. */
export const access = /* sql */ `
-- The setting is '' after a commit on the same connection, which a bare cast would reject with an error.
do $$
declare
  owned text;
begin
  for owned in
    select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname = 'tenant_id' and not a.attisdropped
  loop
    execute format('alter table %I enable row level security', owned);
    execute format('alter table %I force row level security', owned);
    execute format($policy$create policy tenant_isolation on %I
      using (tenant_id = nullif(current_setting('assay.tenant', true), '')::uuid)
      with check (tenant_id = nullif(current_setting('assay.tenant', true), '')::uuid)$policy$, owned);
  end loop;
end $$;

alter table tenant enable row level security;
alter table tenant force row level security;
create policy tenant_isolation on tenant
  using (id = nullif(current_setting('assay.tenant', true), '')::uuid)
  with check (id = nullif(current_setting('assay.tenant', true), '')::uuid);

do $$
declare
  written_once text;
begin
  foreach written_once in array array[
    'role_profile', 'role_profile_version', 'exercise', 'exercise_version', 'rubric_version', 'file_set', 'revision',
    'submission', 'attempt_event', 'attempt_extension', 'case_result', 'rating', 'scorecard', 'decision', 'audit_event',
    'audit_seal'
  ] loop
    execute format('create trigger written_once before update or delete on %I for each row execute function refuse_change()',
      written_once);
    execute format('create trigger never_emptied before truncate on %I for each statement execute function refuse_change()',
      written_once);
  end loop;
end $$;

revoke all on all tables in schema public from public;
revoke all on all functions in schema public from public;
revoke all on schema public from public;
grant usage on schema public to assay_app, assay_retention;

-- Written once.
grant select, insert on
  role_profile, role_profile_version, exercise, exercise_version, rubric_version, file_set, revision, submission,
  attempt_event, attempt_extension, case_result, rating, scorecard, decision, audit_event, audit_seal
  to assay_app;

-- Changed in place.
grant select on tenant to assay_app;
grant select, insert, update on
  staff, staff_session, api_key, hiring_loop, assessment, assessment_version, candidate, candidate_identity, invitation,
  candidate_session, attempt, grading_job, review, review_draft
  to assay_app;
grant select, insert, delete on staff_role, audit_pending to assay_app;
grant select, insert on loop_assessment to assay_app;
grant select, insert, update, delete on assessment_exercise, worker_status to assay_app;

-- Erasure: what a candidate wrote and who they are. Never the chain.
grant select on tenant, attempt, invitation to assay_retention;
grant select, update on candidate to assay_retention;
grant select, delete on
  candidate_identity, candidate_session, file_set, revision, submission, case_result, attempt_event
  to assay_retention;

grant execute on function
  locate_staff(text, text), locate_staff_session(text), locate_api_key(text), locate_invitation(text),
  locate_candidate_session(text), locate_overdue_attempts(integer),
  locate_grading_jobs_to_requeue(double precision, integer), locate_tenants_with_unsealed_events()
  to assay_app;
`;
