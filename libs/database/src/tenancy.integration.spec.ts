import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SubmittedWorld, TestDatabase } from '@assay/testing';
import { openTestDatabase } from '@assay/testing';
import { newId } from '@assay/platform';
import type { Client } from 'pg';

let db: TestDatabase;
let app: Client;
let mine: SubmittedWorld;
let theirs: SubmittedWorld;

const enter = 'select set_config($1, $2, true)';

/** Raw SQL as the product's role, inside a transaction of one tenant that is undone afterwards. */
async function asTenant<T>(tenantId: string, work: () => Promise<T>): Promise<T> {
  await app.query('begin');
  try {
    await app.query(enter, ['assay.tenant', tenantId]);
    return await work();
  } finally {
    await app.query('rollback');
  }
}

async function tablesOfTenants(): Promise<string[]> {
  const rows = await db.asOwner<{ name: string }>(
    `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'tenant_id' order by 1`,
  );
  return rows.map((row) => row.name);
}

beforeAll(async () => {
  db = await openTestDatabase();
  app = await db.connect('app');
  mine = await db.make.submittedWork();
  theirs = await db.make.submittedWork();
  for (const world of [mine, theirs]) {
    await db.make.gradingJob(world);
  }
});
afterAll(async () => {
  await db.close();
});

describe('a company reads', () => {
  it('its own rows', async () => {
    const { rows } = await asTenant(mine.tenantId, () => app.query('select distinct tenant_id from submission'));
    expect(rows).toEqual([{ tenant_id: mine.tenantId }]);
  });

  it('no row of another company, in any table', async () => {
    const tables = await tablesOfTenants();
    expect(tables.length).toBeGreaterThan(30);
    for (const table of tables) {
      const seen = await asTenant(mine.tenantId, () => app.query(`select from ${table} where tenant_id <> $1`, [mine.tenantId]));
      expect([table, seen.rowCount]).toEqual([table, 0]);
    }
  });

  it('no other company', async () => {
    const { rows } = await asTenant(mine.tenantId, () => app.query('select id from tenant'));
    expect(rows).toEqual([{ id: mine.tenantId }]);
  });
});

describe('a connection without tenant sees nothing', () => {
  it('before any tenant was set', async () => {
    const fresh = await db.connect('app');
    for (const table of ['tenant', ...(await tablesOfTenants())]) {
      expect([table, (await fresh.query(`select from ${table}`)).rowCount]).toEqual([table, 0]);
    }
  });

  it('after a commit on the same connection, when the setting is the empty text', async () => {
    const fresh = await db.connect('app');
    await fresh.query('begin');
    await fresh.query(enter, ['assay.tenant', mine.tenantId]);
    expect((await fresh.query('select from submission')).rowCount).toBe(1);
    await fresh.query('commit');
    expect((await fresh.query(`select current_setting('assay.tenant', true) as setting`)).rows).toEqual([{ setting: '' }]);
    expect((await fresh.query('select from submission')).rowCount).toBe(0);
  });

  it('and writes nothing', async () => {
    await expect(
      app.query(`insert into candidate (tenant_id, id) values ($1, $2)`, [mine.tenantId, newId()]),
    ).rejects.toMatchObject({ code: '42501' });
  });
});

describe('a company cannot write', () => {
  it('a row into another company', async () => {
    const insert = asTenant(mine.tenantId, () =>
      app.query('insert into candidate (tenant_id, id) values ($1, $2)', [theirs.tenantId, newId()]),
    );
    await expect(insert).rejects.toMatchObject({ code: '42501' });
  });

  it('a row of its own into another company, by changing the tenant', async () => {
    const move = asTenant(mine.tenantId, () => app.query('update invitation set tenant_id = $1', [theirs.tenantId]));
    await expect(move).rejects.toMatchObject({ code: '42501' });
  });

  it("another company's row", async () => {
    const changed = await asTenant(mine.tenantId, () =>
      app.query(`update attempt set deadline = deadline + interval '1 day' where id = $1`, [theirs.attemptId]),
    );
    expect(changed.rowCount).toBe(0);
  });

  it("a child of another company's row under its own name", async () => {
    const child = asTenant(mine.tenantId, () =>
      app.query(
        `insert into candidate_session (tenant_id, id, invitation_id, token_hash, expires_at) values ($1, $2, $3, repeat('a', 64), now())`,
        [mine.tenantId, newId(), theirs.invitationId],
      ),
    );
    await expect(child).rejects.toMatchObject({ code: '23503' });
  });

  it("a child of another company's row under that company's name", async () => {
    const child = asTenant(mine.tenantId, () =>
      app.query(
        `insert into candidate_session (tenant_id, id, invitation_id, token_hash, expires_at) values ($1, $2, $3, repeat('b', 64), now())`,
        [theirs.tenantId, newId(), theirs.invitationId],
      ),
    );
    await expect(child).rejects.toMatchObject({ code: '42501' });
  });

  it('a company', async () => {
    const made = asTenant(mine.tenantId, () =>
      app.query(`insert into tenant (id, slug, name) values ($1, 'own-made', 'Own made')`, [mine.tenantId]),
    );
    await expect(made).rejects.toMatchObject({ code: '42501' });
  });
});

describe('the product cannot lift the rules', () => {
  it.each([
    'alter table staff disable row level security',
    'alter table staff no force row level security',
    'drop policy tenant_isolation on staff',
    'create policy everything on staff using (true)',
    'alter table audit_event disable trigger all',
    `set role assay_owner`,
    'set session_replication_role = replica',
    'create table public.own (id integer)',
    'create function public.own() returns integer language sql as $$ select 1 $$',
    'create temporary table own (id integer)',
  ])('%s', async (sql) => {
    await expect(asTenant(mine.tenantId, () => app.query(sql))).rejects.toMatchObject({ code: '42501' });
  });

  it('row_security = off makes a query fail instead of widening it', async () => {
    const widened = asTenant(mine.tenantId, async () => {
      await app.query('set local row_security = off');
      return app.query('select from staff');
    });
    await expect(widened).rejects.toMatchObject({ code: '42501' });
  });
});
