import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestDatabase } from '@assay/testing';
import { openTestDatabase } from '@assay/testing';
import { Locators } from '../locators.js';
import { AuditStore } from '../stores/audit.store.js';
import { AuditChain } from './audit-chain.js';

const audit = new AuditStore();
let db: TestDatabase;
let chain: AuditChain;
let tenantId: string;

const event = (action: string) => ({
  action,
  actor: 'system',
  subject: 'attempt:1',
  payload: { nested: { b: 1, a: [true, null] } },
});
const append = (action: string) => db.unitOfWork.run(tenantId, (tx) => audit.append(tx, event(action)));

/** A transaction that has appended its event and commits when told to. */
async function begin(action: string) {
  const appended = Promise.withResolvers<undefined>();
  const mayCommit = Promise.withResolvers<undefined>();
  const committed = db.unitOfWork.run(tenantId, async (tx) => {
    await audit.append(tx, event(action));
    appended.resolve(undefined);
    await mayCommit.promise;
  });
  await appended.promise;
  return {
    commit: async () => {
      mayCommit.resolve(undefined);
      await committed;
    },
  };
}

async function sealed(): Promise<string[]> {
  const rows = await db.asOwner<{ action: string }>(
    `select e.action from audit_seal s join audit_event e on e.tenant_id = s.tenant_id and e.id = s.event_id
     where s.tenant_id = $1 order by s.seq`,
    [tenantId],
  );
  return rows.map((row) => row.action);
}

/** Changes what is written once, as somebody with the owner's password could. */
async function tamper(sql: string): Promise<void> {
  await db.asOwner('alter table audit_event disable trigger user; alter table audit_seal disable trigger user');
  await db.asOwner(sql);
  await db.asOwner('alter table audit_event enable trigger user; alter table audit_seal enable trigger user');
}

beforeAll(async () => {
  db = await openTestDatabase();
  chain = new AuditChain(db.unitOfWork);
});
beforeEach(async () => {
  tenantId = await db.make.tenant();
});
afterAll(async () => {
  await db.close();
});

describe('sealing', () => {
  it('chains what was appended, once, and says what is left', async () => {
    await append('first');
    await append('second');
    expect(await chain.verify(tenantId)).toMatchObject({ intact: true, events: 0, unsealed: 2, head: null });
    expect(await new Locators(db.unitOfWork).tenantsWithUnsealedEvents()).toContain(tenantId);
    expect(await chain.seal(tenantId)).toBe(2);
    expect(await chain.seal(tenantId)).toBe(0);
    expect(await new Locators(db.unitOfWork).tenantsWithUnsealedEvents()).not.toContain(tenantId);
    expect(await sealed()).toEqual(['first', 'second']);
    expect(await chain.verify(tenantId)).toMatchObject({ intact: true, events: 2, unsealed: 0, broken: null });
  });

  it('leaves out what was rolled back', async () => {
    const undone = db.unitOfWork.run(tenantId, async (tx) => {
      await audit.append(tx, event('undone'));
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await chain.seal(tenantId)).toBe(0);
  });

  it('a transaction under way is neither waited for nor skipped', async () => {
    const early = await begin('began first, commits last');
    await append('began last, commits first');
    expect(await chain.seal(tenantId)).toBe(1);
    await early.commit();
    expect(await chain.seal(tenantId)).toBe(1);
    expect(await sealed()).toEqual(['began last, commits first', 'began first, commits last']);
    expect(await chain.verify(tenantId)).toMatchObject({ intact: true, events: 2, unsealed: 0 });
  });

  it('of events found together, the one that was committed first comes first', async () => {
    const first = await begin('appended first');
    const second = await begin('appended second');
    const third = await begin('appended third');
    await third.commit();
    await first.commit();
    await second.commit();
    expect(await chain.seal(tenantId)).toBe(3);
    expect(await sealed()).toEqual(['appended third', 'appended first', 'appended second']);
  });

  it('follows the order of commits while many commit and several seal at once', async () => {
    const { attemptId } = await db.make.runningAttempt(tenantId);
    const order = new Map<number, string>();
    const work = Array.from({ length: 60 }, (_, index) =>
      db.unitOfWork.run(tenantId, async (tx) => {
        const name = `work ${index}`;
        await audit.append(tx, event(name));
        // Whoever holds the row commits before the next one takes its number: the numbers are the order of commits.
        const [row] = await tx.query<{ place: number }>(
          'update attempt set last_event = last_event + 1 where tenant_id = $1 and id = $2 returning last_event as place',
          [tenantId, attemptId],
        );
        order.set(row?.place ?? 0, name);
      }),
    );
    const sealings = Array.from({ length: 6 }, () => chain.seal(tenantId));
    await Promise.all([...work, ...sealings]);
    await chain.seal(tenantId);
    expect(await sealed()).toEqual(Array.from({ length: 60 }, (_, index) => order.get(index + 1)));
    expect(await chain.verify(tenantId)).toMatchObject({ intact: true, events: 60, unsealed: 0 });
  });

  it('copes with more events than one page', async () => {
    await db.asOwner(
      `insert into audit_event (tenant_id, id, action, actor, subject) select $1, gen_random_uuid(), 'many', 'system', 'x:' || n from generate_series(1, 1203) n`,
      [tenantId],
    );
    expect(await chain.seal(tenantId)).toBe(1203);
    expect(await chain.verify(tenantId)).toMatchObject({ intact: true, events: 1203, unsealed: 0 });
  });

  it('keeps one chain per company', async () => {
    await append('mine');
    await chain.seal(tenantId);
    const mine = await chain.verify(tenantId);
    const other = await db.make.tenant();
    await db.unitOfWork.run(other, (tx) => audit.append(tx, event('theirs')));
    await chain.seal(other);
    expect(await chain.verify(other)).toMatchObject({ intact: true, events: 1 });
    expect(await chain.verify(tenantId)).toEqual(mine);
  });
});

describe('verifying names the first event that does not fit', () => {
  beforeEach(async () => {
    for (const action of ['one', 'two', 'three', 'four']) {
      await append(action);
    }
    await chain.seal(tenantId);
  });
  const of = (seq: number) => `(select event_id from audit_seal where tenant_id = '${tenantId}' and seq = ${seq})`;

  it.each([
    { change: 'payload', set: `payload = '{"nested": {"a": [true, null], "b": 2}}'` },
    { change: 'actor', set: `actor = 'staff:other'` },
    { change: 'time by a microsecond', set: `at = at + interval '1 microsecond'` },
  ])('a changed $change', async ({ set }) => {
    await tamper(`update audit_event set ${set} where tenant_id = '${tenantId}' and id = ${of(3)}`);
    const check = await chain.verify(tenantId);
    expect(check).toMatchObject({
      intact: false,
      events: 2,
      broken: { seq: 3, why: 'The event is not as it was when it was sealed.' },
    });
    const [third] = await db.asOwner<{ id: string }>(`select event_id as id from audit_seal where tenant_id = $1 and seq = 3`, [
      tenantId,
    ]);
    expect(check.broken?.id).toBe(third?.id);
  });

  it('a changed seal', async () => {
    await tamper(`update audit_seal set hash = repeat('0', 64) where tenant_id = '${tenantId}' and seq = 4`);
    expect(await chain.verify(tenantId)).toMatchObject({ intact: false, broken: { seq: 4 } });
    await tamper(
      `update audit_seal set hash = repeat('0', 64), previous_hash = repeat('1', 64) where tenant_id = '${tenantId}' and seq = 2`,
    );
    expect(await chain.verify(tenantId)).toMatchObject({
      broken: { seq: 2, why: 'The seal does not continue the one before it.' },
    });
  });

  it('an event removed with its seal', async () => {
    await tamper(`
      create function remove_second() returns void language plpgsql as $$
      declare
        removed uuid;
      begin
        delete from audit_seal where tenant_id = '${tenantId}' and seq = 2 returning event_id into removed;
        delete from audit_event where tenant_id = '${tenantId}' and id = removed;
      end $$;
      select remove_second();
      drop function remove_second()`);
    expect(await chain.verify(tenantId)).toMatchObject({
      intact: false,
      events: 1,
      unsealed: 0,
      broken: { seq: 3, why: 'Place 2 of the chain is missing.' },
    });
  });

  it('two events that changed places', async () => {
    await tamper(`
      update audit_seal set seq = 99 where tenant_id = '${tenantId}' and seq = 2;
      update audit_seal set seq = 2 where tenant_id = '${tenantId}' and seq = 3;
      update audit_seal set seq = 3 where tenant_id = '${tenantId}' and seq = 99`);
    expect(await chain.verify(tenantId)).toMatchObject({ intact: false, events: 1, broken: { seq: 2 } });
  });
});

describe('listing', () => {
  it('answers pages, newest first, with the place in the chain once there is one', async () => {
    for (const action of ['one', 'two']) {
      await append(action);
    }
    await chain.seal(tenantId);
    await append('three');
    const page = (before?: string) => db.unitOfWork.run(tenantId, (tx) => audit.list(tx, { before, limit: 2 }));
    const newest = await page();
    expect(newest.map(({ action, seq }) => [action, seq])).toEqual([
      ['three', null],
      ['two', 2],
    ]);
    expect((await page(newest[1]?.id)).map(({ action, seq }) => [action, seq])).toEqual([['one', 1]]);
  });
});
