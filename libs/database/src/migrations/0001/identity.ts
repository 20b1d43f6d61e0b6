/** Companies, their staff, and how people and machines prove who they are. */
export const identity = /* sql */ `
create table tenant (
  id               uuid primary key,
  slug             text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
  name             text not null,
  retention_months integer not null default 12 check (retention_months > 0),
  created_at       timestamptz not null default now()
);

create table staff (
  tenant_id     uuid not null references tenant (id),
  id            uuid not null,
  email         text not null check (email = lower(email)),
  name          text not null,
  password_hash text,
  created_at    timestamptz not null default now(),
  disabled_at   timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, email)
);
create index staff_by_email on staff (email);

create table staff_role (
  tenant_id uuid not null,
  staff_id  uuid not null,
  role      text not null check (role in ('admin', 'author', 'interviewer', 'hiring-manager')),
  primary key (tenant_id, staff_id, role),
  foreign key (tenant_id, staff_id) references staff (tenant_id, id)
);

-- The cookie holds the token; only its hash is kept.
create table staff_session (
  tenant_id    uuid not null,
  id           uuid not null,
  staff_id     uuid not null,
  token_hash   sha256_hex not null unique,
  created_at   timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at   timestamptz not null,
  ended_at     timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, staff_id) references staff (tenant_id, id)
);

create table api_key (
  tenant_id    uuid not null,
  id           uuid not null,
  name         text not null,
  prefix       text not null unique,
  secret_hash  sha256_hex not null,
  scopes       text[] not null check (cardinality(scopes) > 0),
  created_by   uuid not null,
  created_at   timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at   timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, created_by) references staff (tenant_id, id)
);
`;
