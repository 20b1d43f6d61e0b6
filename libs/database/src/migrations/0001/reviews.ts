/** Reviews with drafts, ratings, scorecards and decisions. */
export const reviews = /* sql */ `
-- A slot for one rater at one exercise of an attempt; two are opened per submitted exercise.
create table review (
  tenant_id           uuid not null,
  id                  uuid not null,
  attempt_id          uuid not null,
  exercise_version_id uuid not null,
  submission_id       uuid not null,
  rubric_version_id   uuid not null,
  slot                integer not null check (slot > 0),
  opened_at           timestamptz not null default now(),
  due_at              timestamptz not null,
  rater_id            uuid,
  claimed_at          timestamptz,
  claim_expires_at    timestamptz,
  submitted_at        timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, attempt_id, exercise_version_id, slot),
  unique (tenant_id, attempt_id, exercise_version_id, rater_id),
  unique (tenant_id, id, rater_id),
  foreign key (tenant_id, attempt_id, exercise_version_id, submission_id)
    references submission (tenant_id, attempt_id, exercise_version_id, id),
  foreign key (tenant_id, exercise_version_id, rubric_version_id)
    references rubric_version (tenant_id, exercise_version_id, id),
  foreign key (tenant_id, rater_id) references staff (tenant_id, id),
  check (submitted_at is null or rater_id is not null)
);
create index review_by_due on review (tenant_id, due_at);
create index review_by_rater on review (tenant_id, rater_id);
create trigger submitted_is_final before update or delete on review
  for each row execute function refuse_change_once_set('submitted_at');

-- What a rater has so far on one exercise of an attempt. It outlives the claim and follows the rater to another slot.
create table review_draft (
  tenant_id           uuid not null,
  attempt_id          uuid not null,
  exercise_version_id uuid not null,
  rater_id            uuid not null,
  draft               jsonb not null,
  revision            integer not null default 1 check (revision > 0),
  saved_at            timestamptz not null default now(),
  primary key (tenant_id, attempt_id, exercise_version_id, rater_id),
  foreign key (tenant_id, attempt_id) references attempt (tenant_id, id),
  foreign key (tenant_id, exercise_version_id) references exercise_version (tenant_id, id),
  foreign key (tenant_id, rater_id) references staff (tenant_id, id)
);

create table rating (
  tenant_id uuid not null,
  id        uuid not null,
  review_id uuid not null,
  rater_id  uuid not null,
  criterion text not null,
  level     integer not null check (level between 1 and 4),
  evidence  jsonb not null default '[]',
  reason    text not null default '',
  at        timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, review_id, criterion),
  foreign key (tenant_id, review_id, rater_id) references review (tenant_id, id, rater_id)
);

-- Recomputed whenever its inputs changed; the newest number of a candidate in a loop is the current one.
create table scorecard (
  tenant_id    uuid not null,
  id           uuid not null,
  loop_id      uuid not null,
  candidate_id uuid not null,
  attempt_id   uuid not null,
  number       integer not null check (number > 0),
  inputs_hash  sha256_hex not null,
  data         jsonb not null,
  computed_at  timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, loop_id, candidate_id, number),
  unique (tenant_id, loop_id, candidate_id, id),
  foreign key (tenant_id, loop_id) references hiring_loop (tenant_id, id),
  foreign key (tenant_id, attempt_id, candidate_id) references attempt (tenant_id, id, candidate_id)
);

create table decision (
  tenant_id    uuid not null,
  id           uuid not null,
  loop_id      uuid not null,
  candidate_id uuid not null,
  scorecard_id uuid not null,
  outcome      text not null check (outcome in ('move-forward', 'hold', 'do-not-move-forward')),
  reason       text not null,
  competencies text[] not null default '{}',
  decided_by   uuid not null,
  at           timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, loop_id, candidate_id, scorecard_id) references scorecard (tenant_id, loop_id, candidate_id, id),
  foreign key (tenant_id, decided_by) references staff (tenant_id, id)
);
create index decision_by_loop on decision (tenant_id, loop_id, at desc);
`;
