import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from '@jest/globals';
import type { RunningWorld, TestDatabase } from '@assay/testing';
import { openTestDatabase } from '@assay/testing';
import { newId } from '@assay/platform';
import { AttemptEventStore } from '../stores/attempt-event.store.js';
import { AttemptEventListener } from './attempt-event-listener.js';

const events = new AttemptEventStore();
let db: TestDatabase;
let world: RunningWorld;
let listener: AttemptEventListener;

const closed = (at = '2026-01-01T00:00:00.000Z') => ({ type: 'closed', at, how: 'deadline' }) as const;
const append = () => db.unitOfWork.run(world.tenantId, (tx) => events.append(tx, world.attemptId, closed()));
const after = (seq: number, most?: number) =>
  db.unitOfWork.run(world.tenantId, async (tx) => (await events.after(tx, world.attemptId, seq, most)).map((event) => event.seq));

/** Wakes of one subscription, to be awaited one by one. */
function subscribe(attemptId = world.attemptId) {
  let next = Promise.withResolvers<undefined>();
  let count = 0;
  const end = listener.subscribe(world.tenantId, attemptId, () => {
    count += 1;
    next.resolve(undefined);
  });
  return {
    end,
    count: () => count,
    woken: async () => {
      await next.promise;
      next = Promise.withResolvers();
    },
  };
}

beforeAll(async () => {
  db = await openTestDatabase();
});
beforeEach(async () => {
  world = await db.make.runningAttempt();
  listener = new AttemptEventListener(db.urls.app);
});
afterEach(async () => {
  await listener.onModuleDestroy();
});
afterAll(async () => {
  await db.close();
});

describe('events of an attempt', () => {
  it('are numbered without gaps by many writers at once, and read in order after any of them', async () => {
    const seqs = await Promise.all(Array.from({ length: 20 }, append));
    expect([...seqs].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(await after(17)).toEqual([18, 19, 20]);
    expect(await after(0, 2)).toEqual([1, 2]);
    expect(await after(20)).toEqual([]);
  });

  it('take no number when their transaction is undone', async () => {
    const undone = db.unitOfWork.run(world.tenantId, async (tx) => {
      await events.append(tx, world.attemptId, closed());
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await append()).toBe(1);
  });

  it('of an unknown attempt are refused', async () => {
    const unknown = db.unitOfWork.run(world.tenantId, (tx) => events.append(tx, newId(), closed()));
    await expect(unknown).rejects.toMatchObject({ code: 'not-found' });
  });

  it('come back as they were written', async () => {
    await append();
    const [event] = await db.unitOfWork.run(world.tenantId, (tx) => events.after(tx, world.attemptId, 0));
    expect(event).toEqual({ seq: 1, at: expect.stringMatching(/^\d{4}-.*Z$/), event: closed() });
  });
});

describe('the listener', () => {
  it('wakes a subscriber when it is connected and after each commit, with the event readable', async () => {
    const subscription = subscribe();
    await subscription.woken();
    expect(await after(0)).toEqual([]);
    await append();
    await subscription.woken();
    expect(await after(0)).toEqual([1]);
  });

  it('wakes only those who follow that attempt, and nobody who has ended', async () => {
    const other = subscribe(newId());
    const gone = subscribe();
    const staying = subscribe();
    await Promise.all([other.woken(), gone.woken(), staying.woken()]);
    gone.end();
    await append();
    await staying.woken();
    expect([other.count(), gone.count(), staying.count()]).toEqual([1, 1, 2]);
  });

  it('reconnects by itself and wakes everybody, so that nothing that happened meanwhile is missed', async () => {
    const subscription = subscribe();
    await subscription.woken();
    const superuser = await db.connect('superuser');
    const ended = await superuser.query(
      `select pg_terminate_backend(pid, 5000) as ended from pg_stat_activity where application_name = 'assay-events' and datname = current_database()`,
    );
    expect(ended.rows).toEqual([{ ended: true }]);
    await append();
    await subscription.woken();
    expect(await after(0)).toEqual([1]);
    await append();
    await subscription.woken();
    expect(await after(1)).toEqual([2]);
  });

  it('keeps one connection for any number of subscriptions and closes it at the end', async () => {
    const connections = () =>
      db.asOwner(`select pid from pg_stat_activity where application_name = 'assay-events' and datname = current_database()`);
    const subscriptions = Array.from({ length: 25 }, () => subscribe(newId()));
    await Promise.all(subscriptions.map((subscription) => subscription.woken()));
    expect(await connections()).toHaveLength(1);
    await listener.onModuleDestroy();
    expect(await connections()).toHaveLength(0);
  });
});
