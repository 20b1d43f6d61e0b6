/** What every table builds on: the hash type and the two kinds of immutability. */
export const ground = /* sql */ `
create domain sha256_hex as text check (value ~ '^[0-9a-f]{64}$');

-- Rows that are written once. Grants say the same; this holds for roles with wider grants too.
-- Erasure is the one exception, and only by deleting.
create function refuse_change() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'DELETE' and current_user = 'assay_retention' then
    return old;
  end if;
  raise exception 'Rows of % are written once: % is refused.', tg_table_name, lower(tg_op)
    using errcode = 'insufficient_privilege';
end $$;

-- Rows that are edited until the instant in the named column is set, and never after.
create function refuse_change_once_set() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if to_jsonb(old) ->> tg_argv[0] is not null then
    raise exception 'This row of % is final since % was set: % is refused.', tg_table_name, tg_argv[0], lower(tg_op)
      using errcode = 'insufficient_privilege';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;

-- The living workers of this installation and whether they can grade. Belongs to no tenant.
create table worker_status (
  worker_id    text primary key,
  started_at   timestamptz not null default now(),
  seen_at      timestamptz not null default now(),
  availability jsonb not null
);
`;
