/** One candidate's sitting: its clock, saved states, submissions and events. */
export const attempts = /* sql */ `
-- Made when the candidate starts. Deadline is absolute and already holds time factor, extensions and credits.
create table attempt (
  tenant_id             uuid not null,
  id                    uuid not null,
  invitation_id         uuid not null,
  assessment_version_id uuid not null,
  candidate_id          uuid not null,
  time_factor           double precision not null default 1,
  started_at            timestamptz not null,
  deadline              timestamptz not null check (deadline > started_at),
  grace_seconds         integer not null default 5 check (grace_seconds >= 0),
  time_credit_seconds   integer not null default 0 check (time_credit_seconds >= 0),
  closed_at             timestamptz,
  closed_how            text check (closed_how in ('handed-in', 'deadline')),
  last_event            integer not null default 0,
  primary key (tenant_id, id),
  unique (tenant_id, invitation_id),
  unique (tenant_id, id, candidate_id),
  foreign key (tenant_id, assessment_version_id, candidate_id, invitation_id)
    references invitation (tenant_id, assessment_version_id, candidate_id, id),
  check ((closed_at is null) = (closed_how is null))
);
create index attempt_open_by_deadline on attempt (deadline) where closed_at is null;
create index attempt_by_candidate on attempt (tenant_id, candidate_id);

create table attempt_extension (
  tenant_id  uuid not null,
  id         uuid not null,
  attempt_id uuid not null,
  seconds    integer not null check (seconds > 0),
  kind       text not null check (kind in ('accommodation', 'time-credit')),
  reason     text not null,
  granted_by uuid not null,
  granted_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, attempt_id) references attempt (tenant_id, id),
  foreign key (tenant_id, granted_by) references staff (tenant_id, id)
);
create index attempt_extension_by_attempt on attempt_extension (tenant_id, attempt_id, granted_at);

-- Files by content: [{path, content}], kept once however often they are saved.
create table file_set (
  tenant_id  uuid not null references tenant (id),
  hash       sha256_hex not null,
  files      jsonb not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, hash)
);

create table revision (
  tenant_id           uuid not null,
  id                  uuid not null,
  attempt_id          uuid not null,
  exercise_version_id uuid not null,
  seq                 integer not null check (seq > 0),
  client_id           uuid not null,
  files_hash          sha256_hex not null,
  label               text,
  saved_at            timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, attempt_id, client_id),
  unique (tenant_id, attempt_id, exercise_version_id, seq),
  unique (tenant_id, attempt_id, exercise_version_id, id, files_hash),
  foreign key (tenant_id, attempt_id) references attempt (tenant_id, id),
  foreign key (tenant_id, exercise_version_id) references exercise_version (tenant_id, id),
  foreign key (tenant_id, files_hash) references file_set (tenant_id, hash)
);

-- The reference to the revision includes its hash: what was handed in cannot drift from what was saved.
create table submission (
  tenant_id           uuid not null,
  id                  uuid not null,
  attempt_id          uuid not null,
  exercise_version_id uuid not null,
  revision_id         uuid not null,
  files_hash          sha256_hex not null,
  idempotency_key     uuid not null,
  automatic           boolean not null default false,
  received_at         timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, attempt_id, idempotency_key),
  unique (tenant_id, attempt_id, exercise_version_id, id),
  foreign key (tenant_id, attempt_id, exercise_version_id, revision_id, files_hash)
    references revision (tenant_id, attempt_id, exercise_version_id, id, files_hash)
);
create index submission_newest on submission (tenant_id, attempt_id, exercise_version_id, received_at desc, id desc);

-- seq is taken from attempt.last_event under the attempt's row lock, so a reader never sees a gap filled later.
create table attempt_event (
  tenant_id  uuid not null,
  attempt_id uuid not null,
  seq        integer not null check (seq > 0),
  at         timestamptz not null,
  event      jsonb not null,
  primary key (tenant_id, attempt_id, seq),
  foreign key (tenant_id, attempt_id) references attempt (tenant_id, id)
);
`;
