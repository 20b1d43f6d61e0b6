import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestDatabase } from '@assay/testing';
import { openTestDatabase } from '@assay/testing';
import { AssayError, newId } from '@assay/platform';
import { openDataSource } from './data-source.js';
import type { Transaction } from './transaction.js';
import { UnitOfWork } from './unit-of-work.js';

let db: TestDatabase;
let tenantId: string;

const addCandidate = (tx: Transaction, id: string) =>
  tx.execute('insert into candidate (tenant_id, id) values ($1, $2)', [tx.tenantId, id]);
const candidates = () => db.asOwner<{ id: string }>('select id from candidate where tenant_id = $1 order by id', [tenantId]);

/** Ends the connection of a transaction as a restart of the server does. */
async function cut(tx: Transaction): Promise<void> {
  const [backend] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid');
  const superuser = await db.connect('superuser');
  await superuser.query('select pg_terminate_backend($1, 5000)', [backend?.pid]);
}

beforeAll(async () => {
  db = await openTestDatabase();
});
beforeEach(async () => {
  tenantId = await db.make.tenant();
});
afterAll(async () => {
  await db.close();
});

describe('a unit of work', () => {
  it('keeps all it wrote and answers what the work answers', async () => {
    const id = newId();
    expect(await db.unitOfWork.run(tenantId, (tx) => addCandidate(tx, id))).toBe(1);
    expect(await candidates()).toEqual([{ id }]);
  });

  it('undoes all of it when the work fails, and tells the failure unchanged', async () => {
    const failure = new AssayError('attempt-closed', 'The time is over.');
    const run = db.unitOfWork.run(tenantId, async (tx) => {
      await addCandidate(tx, newId());
      throw failure;
    });
    await expect(run).rejects.toBe(failure);
    expect(await candidates()).toEqual([]);
  });

  it('undoes all of it when a statement fails', async () => {
    const id = newId();
    const run = db.unitOfWork.run(tenantId, async (tx) => {
      await addCandidate(tx, id);
      await addCandidate(tx, id);
    });
    await expect(run).rejects.toMatchObject({ driverError: { code: '23505' } });
    expect(await candidates()).toEqual([]);
  });

  it('leaves no tenant on the connection it gives back', async () => {
    const source = await openDataSource({ url: db.urls.app, poolSize: 1 });
    try {
      await new UnitOfWork(source).run(tenantId, (tx) => addCandidate(tx, newId()));
      expect(await source.query(`select nullif(current_setting('assay.tenant', true), '') as tenant`)).toEqual([
        { tenant: null },
      ]);
    } finally {
      await source.destroy();
    }
  });

  it('knows when its first statement reached the database, however long it waits for a lock', async () => {
    const [before] = await db.asOwner<{ at: Date }>('select clock_timestamp() as at');
    const { receivedAt, later } = await db.unitOfWork.run(tenantId, async (tx) => {
      await tx.query('select pg_sleep(0.02)');
      const [row] = await tx.query<{ later: Date }>('select statement_timestamp() as later');
      return { receivedAt: tx.receivedAt, later: row?.later };
    });
    expect(receivedAt.getTime()).toBeGreaterThanOrEqual(before?.at.getTime() ?? Infinity);
    expect((later?.getTime() ?? 0) - receivedAt.getTime()).toBeGreaterThanOrEqual(19);
  });
});

describe('when the database is lost', () => {
  it('in the middle of the work: unavailable, nothing stays, and the next unit of work succeeds', async () => {
    const run = db.unitOfWork.run(tenantId, async (tx) => {
      await addCandidate(tx, newId());
      await cut(tx);
      await addCandidate(tx, newId());
    });
    await expect(run).rejects.toMatchObject({ code: 'unavailable', retryAfter: 2 });
    expect(await candidates()).toEqual([]);
    const id = newId();
    await db.unitOfWork.run(tenantId, (tx) => addCandidate(tx, id));
    expect(await candidates()).toEqual([{ id }]);
  });

  it('just before the commit: unavailable', async () => {
    const run = db.unitOfWork.run(tenantId, async (tx) => {
      await addCandidate(tx, newId());
      await cut(tx);
    });
    await expect(run).rejects.toMatchObject({ code: 'unavailable' });
    expect(await candidates()).toEqual([]);
  });

  it('with every connection taken: unavailable instead of waiting without end', async () => {
    const source = await openDataSource({ url: db.urls.app, poolSize: 1, connectTimeoutMs: 100 });
    const unitOfWork = new UnitOfWork(source);
    try {
      const waiting = unitOfWork.run(tenantId, () => unitOfWork.run(tenantId, (tx) => addCandidate(tx, newId())));
      await expect(waiting).rejects.toMatchObject({ code: 'unavailable', retryAfter: 2 });
    } finally {
      await source.destroy();
    }
  });

  it('at the start of the process: one sentence that says what to do, without the password', async () => {
    const url = 'postgres://assay_app:very-secret@127.0.0.1:9/none';
    const opened = openDataSource({ url });
    await expect(opened).rejects.toMatchObject({
      code: 'database-unavailable',
      message: expect.stringContaining('check that it runs'),
    });
    await expect(opened).rejects.not.toMatchObject({ message: expect.stringContaining('very-secret') });
  });

  it('a statement that takes too long is cancelled and told as unavailable', async () => {
    const source = await openDataSource({ url: db.urls.app, statementTimeoutMs: 50 });
    try {
      const run = new UnitOfWork(source).run(tenantId, (tx) => tx.query('select pg_sleep(5)'));
      await expect(run).rejects.toMatchObject({ code: 'unavailable' });
    } finally {
      await source.destroy();
    }
  });
});

describe('two that lock the same rows in opposite order', () => {
  async function crossing(retry: boolean) {
    const staff = [await db.make.staff(tenantId), await db.make.staff(tenantId)];
    const rename = (tx: Transaction, id: string | undefined) =>
      tx.execute(`update staff set name = name || '!' where tenant_id = $1 and id = $2`, [tx.tenantId, id]);
    const bothHold = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    const cross = (own: 0 | 1) =>
      db.unitOfWork.run(
        tenantId,
        async (tx) => {
          await rename(tx, staff[own]);
          bothHold[own]?.resolve(undefined);
          await Promise.all(bothHold.map(({ promise }) => promise));
          await rename(tx, staff[1 - own]);
        },
        { retry },
      );
    return Promise.allSettled([cross(0), cross(1)]);
  }

  it('both succeed where the work may run again', async () => {
    expect((await crossing(true)).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    expect(await db.asOwner('select name from staff where tenant_id = $1', [tenantId])).toEqual([
      { name: 'Ada Author!!' },
      { name: 'Ada Author!!' },
    ]);
  });

  it('one is asked to try again where it may not', async () => {
    const outcomes = await crossing(false);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'unavailable', retryAfter: 1 },
    });
  });
});
