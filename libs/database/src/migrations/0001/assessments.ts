/** Assessments, the hiring loops they belong to, candidates and their invitations. */
export const assessments = /* sql */ `
create table hiring_loop (
  tenant_id               uuid not null,
  id                      uuid not null,
  title                   text not null,
  role_profile_version_id uuid not null,
  created_by              uuid not null,
  created_at              timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, role_profile_version_id) references role_profile_version (tenant_id, id),
  foreign key (tenant_id, created_by) references staff (tenant_id, id)
);

create table assessment (
  tenant_id               uuid not null,
  id                      uuid not null,
  role_profile_version_id uuid not null,
  created_by              uuid not null,
  created_at              timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, role_profile_version_id) references role_profile_version (tenant_id, id),
  foreign key (tenant_id, created_by) references staff (tenant_id, id)
);

create table loop_assessment (
  tenant_id     uuid not null,
  loop_id       uuid not null,
  assessment_id uuid not null,
  position      integer not null default 1,
  primary key (tenant_id, loop_id, assessment_id),
  unique (tenant_id, assessment_id),
  foreign key (tenant_id, loop_id) references hiring_loop (tenant_id, id),
  foreign key (tenant_id, assessment_id) references assessment (tenant_id, id)
);

create table assessment_version (
  tenant_id     uuid not null,
  id            uuid not null,
  assessment_id uuid not null,
  number        integer not null check (number > 0),
  title         text not null,
  rules         text not null default '',
  revision      integer not null default 1,
  saved_by      uuid not null,
  saved_at      timestamptz not null default now(),
  published_by  uuid,
  published_at  timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, assessment_id, number),
  unique (tenant_id, assessment_id, id),
  foreign key (tenant_id, assessment_id) references assessment (tenant_id, id),
  foreign key (tenant_id, saved_by) references staff (tenant_id, id),
  foreign key (tenant_id, published_by) references staff (tenant_id, id),
  check ((published_at is null) = (published_by is null))
);
create unique index one_draft_per_assessment on assessment_version (tenant_id, assessment_id) where published_at is null;
create trigger published_is_final before update or delete on assessment_version
  for each row execute function refuse_change_once_set('published_at');

create table assessment_exercise (
  tenant_id             uuid not null,
  assessment_version_id uuid not null,
  position              integer not null check (position > 0),
  exercise_version_id   uuid not null,
  primary key (tenant_id, assessment_version_id, position),
  unique (tenant_id, assessment_version_id, exercise_version_id),
  foreign key (tenant_id, assessment_version_id) references assessment_version (tenant_id, id),
  foreign key (tenant_id, exercise_version_id) references exercise_version (tenant_id, id)
);

-- A published version's exercises are as final as the version. The share lock waits for a publication under way.
create function refuse_change_of_published_exercises() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  touched record;
  published timestamptz;
begin
  touched := case when tg_op = 'DELETE' then old else new end;
  select v.published_at into published from public.assessment_version v
    where v.tenant_id = touched.tenant_id and v.id = touched.assessment_version_id for share;
  if published is not null then
    raise exception 'This assessment version is published: its exercises are final.' using errcode = 'insufficient_privilege';
  end if;
  return touched;
end $$;
create trigger published_is_final before insert or update or delete on assessment_exercise
  for each row execute function refuse_change_of_published_exercises();

-- The pseudonymous row everything refers to; who it is stands in candidate_identity and can be erased.
create table candidate (
  tenant_id  uuid not null references tenant (id),
  id         uuid not null,
  created_at timestamptz not null default now(),
  erased_at  timestamptz,
  primary key (tenant_id, id)
);

create table candidate_identity (
  tenant_id    uuid not null,
  candidate_id uuid not null,
  name         text not null,
  email        text not null check (email = lower(email)),
  primary key (tenant_id, candidate_id),
  unique (tenant_id, email),
  foreign key (tenant_id, candidate_id) references candidate (tenant_id, id)
);

create table invitation (
  tenant_id             uuid not null,
  id                    uuid not null,
  assessment_id         uuid not null,
  assessment_version_id uuid not null,
  candidate_id          uuid not null,
  token_hash            sha256_hex not null unique,
  time_factor           double precision not null default 1 check (time_factor in (1, 1.25, 1.5, 2)),
  created_by            uuid not null,
  created_at            timestamptz not null default now(),
  expires_at            timestamptz not null,
  opened_at             timestamptz,
  revoked_at            timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, assessment_version_id, candidate_id, id),
  foreign key (tenant_id, assessment_id, assessment_version_id) references assessment_version (tenant_id, assessment_id, id),
  foreign key (tenant_id, candidate_id) references candidate (tenant_id, id),
  foreign key (tenant_id, created_by) references staff (tenant_id, id)
);
create index invitation_by_assessment on invitation (tenant_id, assessment_id, created_at);
create index invitation_by_candidate on invitation (tenant_id, candidate_id);

-- The cookie that an opened link becomes. It reaches one invitation's attempt and nothing else.
create table candidate_session (
  tenant_id     uuid not null,
  id            uuid not null,
  invitation_id uuid not null,
  token_hash    sha256_hex not null unique,
  created_at    timestamptz not null default now(),
  expires_at    timestamptz not null,
  ended_at      timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, invitation_id) references invitation (tenant_id, id)
);
`;
