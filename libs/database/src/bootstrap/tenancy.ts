import { AssayError } from '@assay/platform';
import { Client } from 'pg';

/** Tables of the installation, which hold nothing of a tenant. Whatever else has no `tenant_id` is a fault. */
const withoutTenant = ['schema_migration', 'worker_status'];

/** The one policy that a tenant-owned table has, as PostgreSQL prints it. */
const policyOn = (column: string) => `(${column} = (NULLIF(current_setting('assay.tenant'::text, true), ''::text))::uuid)`;

/** Finds what would let a row cross a tenant; each row answered is one fault in words. */
const faultQueries: { sql: string; parameters: readonly unknown[] }[] = [
  {
    parameters: [withoutTenant, policyOn('COLUMN')],
    sql: `
  -- Ordinary and partitioned tables: a tenant column, row-level security forced, one policy and no other.
  with tables as (
    select c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity,
      case when c.relname = 'tenant' then 'id' else 'tenant_id' end as key
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relname = any($1::text[])
  ), columned as (
    select t.*, a.attnum, a.atttypid = 'uuid'::regtype and a.attnotnull as sound
    from tables t left join pg_attribute a on a.attrelid = t.oid and a.attname = t.key and not a.attisdropped
  )
  select relname || ' has no tenant_id, and is not known as a table without tenant' as fault from columned where attnum is null
  union all
  select relname || '.' || key || ' has to be a uuid that is never null' from columned where attnum is not null and not sound
  union all
  select relname || ' has row-level security off, or not forced'
  from columned where attnum is not null and not (relrowsecurity and relforcerowsecurity)
  union all
  select relname || ' needs exactly one policy, the tenant''s, for every command and role'
  from columned where attnum is not null and (
    select count(*) <> 1 or not bool_and(
      p.polpermissive and p.polcmd = '*' and p.polroles = '{0}'
      and pg_get_expr(p.polqual, p.polrelid) = replace($2, 'COLUMN', key)
      and pg_get_expr(p.polwithcheck, p.polrelid) = replace($2, 'COLUMN', key))
    from pg_policy p where p.polrelid = columned.oid)
  union all
  select relname || ' needs a primary key that starts with ' || key
  from columned where attnum is not null and not exists (
    select from pg_constraint k where k.conrelid = columned.oid and k.contype = 'p' and k.conkey[1] = columned.attnum)`,
  },
  {
    parameters: [withoutTenant],
    sql: `
  -- A reference to another tenant-owned row has to carry the tenant along.
  select c.conrelid::regclass || ' refers to ' || c.confrelid::regclass || ' without the tenant (' || c.conname || ')' as fault
  from pg_constraint c
  join pg_class target on target.oid = c.confrelid
  where c.contype = 'f' and c.connamespace = 'public'::regnamespace and not target.relname = any($1::text[])
    and not exists (
      select from unnest(c.conkey, c.confkey) as pair (mine, theirs)
      join pg_attribute m on m.attrelid = c.conrelid and m.attnum = pair.mine and m.attname = 'tenant_id'
      join pg_attribute t on t.attrelid = c.confrelid and t.attnum = pair.theirs
        and t.attname = case when target.relname = 'tenant' then 'id' else 'tenant_id' end)`,
  },
  {
    parameters: [],
    sql: `
  -- Views run with their owner's rights unless told otherwise, and materialised ones keep what the owner saw.
  select c.relname || ' is a view that does not ask for its caller''s rights (security_invoker)' as fault
  from pg_class c
  where c.relnamespace = 'public'::regnamespace
    and (c.relkind = 'm' or c.relkind = 'v' and not coalesce('security_invoker=true' = any(c.reloptions), false))`,
  },
  {
    parameters: [],
    sql: `
  -- Functions with the owner's rights: locators only, with a pinned search path, for nobody but the product's role.
  select p.proname || ' runs with its owner''s rights: only locators may, with a pinned search_path and no rights for PUBLIC' as fault
  from pg_proc p
  where p.pronamespace = 'public'::regnamespace and p.prosecdef
    and not (p.proname like 'locate\\_%' and coalesce(p.proconfig::text, '') like '%search_path=pg_catalog, public, pg_temp%'
      and not exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g where g.grantee = 0))`,
  },
  {
    parameters: [],
    sql: `
  -- The roles that serve requests.
  select r.rolname || ' may bypass row-level security, or is a superuser' as fault
  from pg_roles r where r.rolname in ('assay_app', 'assay_retention', 'assay_queue') and (r.rolbypassrls or r.rolsuper)
  union all
  select r.rolname || ' is a member of assay_owner' from pg_roles r
  where r.rolname in ('assay_app', 'assay_retention', 'assay_queue') and pg_has_role(r.rolname, 'assay_owner', 'member')
  union all
  select c.relname || ' is owned by ' || r.rolname || ', who may therefore change its rules'
  from pg_class c join pg_roles r on r.oid = c.relowner
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and r.rolname in ('assay_app', 'assay_retention', 'assay_queue')`,
  },
];

/**
 * Reads the catalogue of PostgreSQL and answers what in the schema would let a row cross a tenant, in words; nothing when all
 * is walled off.
 */
export async function findTenancyFaults(ownerUrl: string): Promise<string[]> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'assay-tenancy', connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const faults: string[] = [];
    for (const { sql, parameters } of faultQueries) {
      const { rows } = await client.query<{ fault: string }>(sql, [...parameters]);
      faults.push(...rows.map((row) => row.fault));
    }
    return faults.sort();
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Refuses a schema in which a row could cross a tenant: a table without tenant or without its policy, a reference without the
 * tenant, a view or function with the owner's rights, a serving role with too many rights.
 *
 * @throws AssayError `set-up-failed` naming every fault.
 */
export async function assertTenancy(ownerUrl: string): Promise<void> {
  const faults = await findTenancyFaults(ownerUrl);
  if (faults.length > 0) {
    throw new AssayError('set-up-failed', `The database would let rows cross tenants: ${faults.join('; ')}.`, {
      issues: faults.map((message) => ({ path: 'schema', message })),
    });
  }
}
