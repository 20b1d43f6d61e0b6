import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestDatabase } from '@assay/testing';
import { openTestDatabase } from '@assay/testing';
import { openDataSource } from '../data-source.js';
import { migrate } from './migrate.js';
import { bootstrapRoles, databaseRoles, roleName, urlForRole } from './roles.js';
import { assertTenancy, findTenancyFaults } from './tenancy.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  await db.close();
});

describe('the roles', () => {
  it('only the owner bypasses row-level security, nobody is a superuser', async () => {
    const roles = await db.asOwner(
      `select rolname as name, rolbypassrls as bypasses, rolsuper or rolcreatedb or rolcreaterole or rolreplication as powerful
       from pg_roles where rolname like 'assay\\_%' order by 1`,
    );
    expect(roles).toEqual([
      { name: 'assay_app', bypasses: false, powerful: false },
      { name: 'assay_owner', bypasses: true, powerful: false },
      { name: 'assay_queue', bypasses: false, powerful: false },
      { name: 'assay_retention', bypasses: false, powerful: false },
    ]);
  });

  it("the product's role owns nothing", async () => {
    const owned = await db.asOwner(
      `select objid from pg_shdepend where refobjid = 'assay_app'::regrole and deptype = 'o' and dbid in (0, (select oid from pg_database where datname = current_database()))`,
    );
    expect(owned).toEqual([]);
  });

  it("the queue's role owns its schema and reaches no table of the product", async () => {
    const queue = await db.connect('queue');
    await queue.query('create table bullmq.probe (id integer)');
    await queue.query('drop table bullmq.probe');
    await expect(queue.query('select from public.staff')).rejects.toMatchObject({ code: '42501' });
  });

  it('are made again without harm, and their passwords open the database', async () => {
    const passwords = {
      owner: 'assay-test-owner',
      app: 'assay-test-app',
      queue: 'assay-test-queue',
      retention: 'assay-test-retention',
    };
    await Promise.all([bootstrapRoles(db.urls.superuser, passwords), bootstrapRoles(db.urls.superuser, passwords)]);
    for (const role of databaseRoles) {
      const source = await openDataSource({ url: urlForRole(db.urls.superuser, role, passwords[role]) });
      expect(await source.query('select current_user as name')).toEqual([{ name: roleName(role) }]);
      await source.destroy();
    }
    await expect(openDataSource({ url: urlForRole(db.urls.superuser, 'app', 'wrong') })).rejects.toMatchObject({
      code: 'database-unavailable',
    });
  });

  it('a URL without the rights to make roles is refused with a sentence', async () => {
    const passwords = { owner: 'a', app: 'b', queue: 'c', retention: 'd' };
    await expect(bootstrapRoles(db.urls.app, passwords)).rejects.toMatchObject({
      code: 'set-up-failed',
      message: expect.stringContaining('has to name a superuser'),
    });
  });
});

describe('migrating', () => {
  it('a second time changes nothing, also when two start at once', async () => {
    expect(await Promise.all([migrate(db.urls.owner), migrate(db.urls.owner)])).toEqual([[], []]);
  });

  it('of an empty database by two at once is done by one of them', async () => {
    const empty = `${new URL(db.urls.superuser).pathname.slice(1)}_empty`;
    const superuser = await db.connect('superuser');
    await superuser.query(`create database ${empty} owner assay_owner`);
    try {
      const ownerUrl = new URL(db.urls.owner);
      ownerUrl.pathname = `/${empty}`;
      const ran = await Promise.all([migrate(ownerUrl.href), migrate(ownerUrl.href)]);
      expect(ran.flat()).toEqual(['Foundation1764000000000']);
    } finally {
      await superuser.query(`drop database ${empty} with (force)`);
    }
  });

  it('where no database answers is refused with a sentence', async () => {
    await expect(migrate('postgres://assay_owner:x@127.0.0.1:9/none')).rejects.toMatchObject({
      code: 'database-unavailable',
      message: expect.stringContaining('check that it runs'),
    });
  });
});

describe('the check of the walls between tenants', () => {
  it('finds nothing in the schema as it is', async () => {
    expect(await findTenancyFaults(db.urls.owner)).toEqual([]);
  });

  it.each([
    {
      planted: 'a table without tenant',
      sql: 'create table planted (id uuid primary key)',
      fault: 'planted has no tenant_id, and is not known as a table without tenant',
    },
    {
      planted: 'a table without policy',
      sql: 'create table planted (tenant_id uuid, id uuid, primary key (tenant_id, id))',
      fault: 'planted has row-level security off, or not forced',
    },
    {
      planted: 'a primary key without the tenant',
      sql: 'create table planted (tenant_id uuid not null, id uuid primary key)',
      fault: 'planted needs a primary key that starts with tenant_id',
    },
    {
      planted: 'a tenant that may be absent',
      sql: 'create table planted (tenant_id uuid, id uuid primary key)',
      fault: 'planted.tenant_id has to be a uuid that is never null',
    },
    {
      planted: 'row-level security that the owner escapes',
      sql: 'alter table rating no force row level security',
      fault: 'rating has row-level security off, or not forced',
    },
    {
      planted: 'a second, wider policy',
      sql: 'create policy wide on rating for select using (true)',
      fault: "rating needs exactly one policy, the tenant's, for every command and role",
    },
    {
      planted: 'a policy that checks reads only',
      sql: `drop policy tenant_isolation on rating;
        create policy tenant_isolation on rating using (tenant_id = nullif(current_setting('assay.tenant', true), '')::uuid) with check (true)`,
      fault: "rating needs exactly one policy, the tenant's, for every command and role",
    },
    {
      planted: 'a reference without the tenant',
      sql: `alter table candidate add constraint loose unique (id);
        alter table attempt add constraint attempt_loose_fkey foreign key (candidate_id) references candidate (id)`,
      fault: 'attempt refers to candidate without the tenant (attempt_loose_fkey)',
    },
    {
      planted: "a view with its owner's rights",
      sql: 'create view everyone as select * from candidate_identity',
      fault: "everyone is a view that does not ask for its caller's rights (security_invoker)",
    },
    {
      planted: "a function with its owner's rights",
      sql: 'create function peek() returns bigint language sql security definer as $$ select count(*) from public.staff $$',
      fault: "peek runs with its owner's rights: only locators may, with a pinned search_path and no rights for PUBLIC",
    },
    {
      planted: 'a company table open to all',
      sql: 'drop policy tenant_isolation on tenant; create policy tenant_isolation on tenant using (true)',
      fault: "tenant needs exactly one policy, the tenant's, for every command and role",
    },
  ])('finds $planted', async ({ sql, fault }) => {
    const spoilt = await openTestDatabase();
    try {
      await spoilt.asOwner(sql);
      expect(await findTenancyFaults(spoilt.urls.owner)).toContain(fault);
      await expect(assertTenancy(spoilt.urls.owner)).rejects.toMatchObject({ code: 'set-up-failed' });
      await expect(migrate(spoilt.urls.owner)).rejects.toMatchObject({ message: expect.stringContaining(fault) });
    } finally {
      await spoilt.close();
    }
  });
});
