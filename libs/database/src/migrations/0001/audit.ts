/** Audit events, the list of those not yet sealed, and the chain. */
export const audit = /* sql */ `
create table audit_event (
  tenant_id uuid not null references tenant (id),
  id        uuid not null,
  at        timestamptz not null default clock_timestamp(),
  action    text not null,
  actor     text not null,
  subject   text not null,
  payload   jsonb not null default '{}',
  primary key (tenant_id, id)
);
create index audit_event_by_actor on audit_event (tenant_id, actor, at desc);
create index audit_event_newest on audit_event (tenant_id, at desc, id desc);

-- What the sealer has to chain. Rows appear as transactions commit, so an event that commits late is sealed late: never
-- skipped, never put in front of what was already sealed. The trigger runs at the commit, not at the insert: of two
-- events that one sealing finds, the one whose transaction ended first comes first, whichever began first.
create table audit_pending (
  tenant_id uuid not null,
  event_id  uuid not null,
  noted_at  timestamptz not null default clock_timestamp(),
  primary key (tenant_id, event_id),
  foreign key (tenant_id, event_id) references audit_event (tenant_id, id)
);
create function note_unsealed_event() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into public.audit_pending (tenant_id, event_id) values (new.tenant_id, new.id);
  return null;
end $$;
create constraint trigger awaits_seal after insert on audit_event deferrable initially deferred
  for each row execute function note_unsealed_event();

-- hash = SHA-256 of the canonical JSON of seq, previous hash and event; see audit-chain.
create table audit_seal (
  tenant_id     uuid not null,
  seq           integer not null check (seq > 0),
  event_id      uuid not null,
  previous_hash sha256_hex,
  hash          sha256_hex not null,
  sealed_at     timestamptz not null default now(),
  primary key (tenant_id, seq),
  unique (tenant_id, event_id),
  foreign key (tenant_id, event_id) references audit_event (tenant_id, id),
  check ((seq = 1) = (previous_hash is null))
);
`;
