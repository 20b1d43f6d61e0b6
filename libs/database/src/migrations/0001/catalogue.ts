/** Role profiles, exercises and their rubrics: published once, then only replaced by newer versions. */
export const catalogue = /* sql */ `
create table role_profile (
  tenant_id uuid not null references tenant (id),
  id        uuid not null,
  slug      text not null,
  primary key (tenant_id, id),
  unique (tenant_id, slug)
);

create table role_profile_version (
  tenant_id       uuid not null,
  id              uuid not null,
  role_profile_id uuid not null,
  version         integer not null check (version > 0),
  manifest        jsonb not null,
  hash            sha256_hex not null,
  published_at    timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, role_profile_id, version),
  foreign key (tenant_id, role_profile_id) references role_profile (tenant_id, id)
);

create table exercise (
  tenant_id uuid not null references tenant (id),
  id        uuid not null,
  slug      text not null,
  code      text not null,
  primary key (tenant_id, id),
  unique (tenant_id, slug)
);

create table exercise_version (
  tenant_id    uuid not null,
  id           uuid not null,
  exercise_id  uuid not null,
  version      integer not null check (version > 0),
  package      jsonb not null,
  hash         sha256_hex not null,
  published_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, exercise_id, version),
  foreign key (tenant_id, exercise_id) references exercise (tenant_id, id)
);

-- The rubric that ratings of this exercise version are given against.
create table rubric_version (
  tenant_id           uuid not null,
  id                  uuid not null,
  exercise_version_id uuid not null,
  version             integer not null check (version > 0),
  manifest            jsonb not null,
  primary key (tenant_id, id),
  unique (tenant_id, exercise_version_id),
  unique (tenant_id, exercise_version_id, id),
  foreign key (tenant_id, exercise_version_id) references exercise_version (tenant_id, id)
);
`;
