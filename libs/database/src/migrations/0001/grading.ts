/** Grading jobs (gradings of submissions and trial runs of revisions) and what they found. */
export const grading = /* sql */ `
-- The row is the outbox: whatever has no finished_at, no attention_at and no live lease is wanted by the queue.
create table grading_job (
  tenant_id           uuid not null,
  id                  uuid not null,
  purpose             text not null check (purpose in ('grading', 'trial')),
  attempt_id          uuid not null,
  exercise_version_id uuid not null,
  submission_id       uuid,
  revision_id         uuid,
  files_hash          sha256_hex not null,
  client_id           uuid,
  epoch               integer not null default 1 check (epoch > 0),
  requested_by        text not null,
  reason              text,
  requested_at        timestamptz not null,
  available_at        timestamptz not null,
  fence               integer not null default 0,
  tries               integer not null default 0,
  claimed_at          timestamptz,
  lease_until         timestamptz,
  worker_id           text,
  attention_at        timestamptz,
  finished_at         timestamptz,
  last_fault          jsonb,
  verdict             text,
  score               double precision check (score between 0 and 1),
  report              jsonb,
  primary key (tenant_id, id),
  unique (tenant_id, submission_id, epoch),
  unique (tenant_id, attempt_id, client_id),
  foreign key (tenant_id, attempt_id, exercise_version_id, submission_id)
    references submission (tenant_id, attempt_id, exercise_version_id, id),
  foreign key (tenant_id, attempt_id, exercise_version_id, revision_id, files_hash)
    references revision (tenant_id, attempt_id, exercise_version_id, id, files_hash),
  foreign key (tenant_id, attempt_id) references attempt (tenant_id, id),
  foreign key (tenant_id, exercise_version_id) references exercise_version (tenant_id, id),
  foreign key (tenant_id, files_hash) references file_set (tenant_id, hash),
  check (purpose = 'grading' and submission_id is not null and revision_id is null
      or purpose = 'trial' and submission_id is null and revision_id is not null),
  check (finished_at is null or report is not null)
);
create index grading_job_open on grading_job (available_at) where finished_at is null and attention_at is null;
create index grading_job_by_attempt on grading_job (tenant_id, attempt_id, exercise_version_id, requested_at);
create trigger finished_is_final before update or delete on grading_job
  for each row execute function refuse_change_once_set('finished_at');

-- One row per test case of a finished job, for drill-downs and item analysis; the report holds the same, whole.
create table case_result (
  tenant_id      uuid not null,
  grading_job_id uuid not null,
  group_id       text not null,
  case_id        text not null,
  position       integer not null,
  outcome        text not null,
  requirements   text[] not null default '{}',
  message        text,
  expected       text,
  actual         text,
  stdout         text,
  duration_ms    double precision,
  primary key (tenant_id, grading_job_id, group_id, case_id),
  foreign key (tenant_id, grading_job_id) references grading_job (tenant_id, id)
);
`;
