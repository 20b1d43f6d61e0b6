import { afterEach, describe, expect, it } from '@jest/globals';
import { setImmediate } from 'node:timers/promises';
import type { PairKind } from './sandbox.pair.js';
import { usualPair } from './sandbox.pair.js';
import type { PoolOptions } from './sandbox.pool.js';
import { SandboxPool } from './sandbox.pool.js';
import { MemoryDriver } from './testing/memory.driver.js';

const kind = usualPair({ profile: 'base', version: '1' });
const pools: SandboxPool[] = [];

function open(options: Partial<PoolOptions> = {}) {
  const driver = new MemoryDriver();
  const pool = new SandboxPool(driver, { size: 2, startsAtOnce: 2, ...options });
  pools.push(pool);
  return { driver, pool };
}

/** Lets everything that is under way in memory come to rest. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await setImmediate();
}

async function warmed(options: Partial<PoolOptions> = {}, of: PairKind = kind) {
  const opened = open(options);
  opened.pool.warm(of);
  await settle();
  return opened;
}

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

describe('a pool that is warm', () => {
  it('has as many pairs ready as it was told to keep, and hands them out at once', async () => {
    const { pool } = await warmed();
    expect(pool.metrics).toMatchObject({ ready: 2, starting: 0, hits: 0, misses: 0 });
    const taken = await pool.take(kind, 'exercise a');
    expect(taken.hit).toBe(true);
    expect(pool.metrics).toMatchObject({ ready: 1, hits: 1, misses: 0, warmUps: { count: 2 } });
  });

  it('replaces a pair once it was used', async () => {
    const { pool } = await warmed();
    const taken = await pool.take(kind, 'exercise a');
    taken.release(false);
    await settle();
    expect(pool.metrics).toMatchObject({ ready: 2, warmUps: { count: 3 } });
  });

  it('gives nobody a pair of which one sandbox has died', async () => {
    const { driver, pool } = await warmed();
    for (const sandbox of driver.started) sandbox.die();
    const taken = await pool.take(kind, 'exercise a');
    expect(taken.hit).toBe(false);
    expect(taken.pair.isAlive).toBe(true);
  });
});

describe('a submission sandbox', () => {
  it('serves one run, whether that went well or not', async () => {
    const { driver, pool } = await warmed();
    const used = new Set<unknown>();
    for (const clean of [true, false, true, true]) {
      const { pair, release } = await pool.take(kind, 'exercise a');
      expect(used.has(pair.submission)).toBe(false);
      used.add(pair.submission);
      release(clean);
      await settle();
    }
    const submissions = driver.started.filter(({ role }) => role === 'submission');
    expect(submissions.filter(({ isGone }) => isGone)).toHaveLength(4);
  });
});

describe('a grader sandbox', () => {
  it('serves on after a clean run, for the same exercise only', async () => {
    const { pool } = await warmed();
    const first = await pool.take(kind, 'exercise a');
    first.release(true);
    await settle();
    const other = await pool.take(kind, 'exercise b');
    expect(other.pair.grader.link).not.toBe(first.pair.grader.link);
    const again = await pool.take(kind, 'exercise a');
    expect(again.pair.grader.link).toBe(first.pair.grader.link);
    expect(pool.metrics.reused).toBe(1);
  });

  it('is ended after a run that was not clean, and its meeting place with it', async () => {
    const { driver, pool } = await warmed();
    const { pair, release } = await pool.take(kind, 'exercise a');
    release(false);
    await settle();
    expect(driver.meetings.filter(({ isGone }) => isGone).map(({ name }) => name)).toEqual([pair.grader.meeting?.name]);
  });

  it('is ended after as many gradings as it may serve', async () => {
    const { driver, pool } = await warmed({ gradingsPerGrader: 2 });
    for (let run = 0; run < 2; run += 1) {
      const { release } = await pool.take(kind, 'exercise a');
      release(true);
      await settle();
    }
    expect(driver.started.filter(({ role, isGone }) => role === 'grader' && isGone)).toHaveLength(1);
  });

  it('never leaves the pool without a pair for an exercise that it has not seen', async () => {
    const { pool } = await warmed({ size: 3 });
    for (let run = 0; run < 6; run += 1) {
      const { release } = await pool.take(kind, 'exercise a');
      release(true);
      await settle();
    }
    expect((await pool.take(kind, 'exercise b')).hit).toBe(true);
  });

  it('is replaced for whoever waits when it does not come back from a grading', async () => {
    const { driver, pool } = open({ size: 1 });
    const first = await pool.take(kind, 'exercise a');
    const [grader] = driver.started.filter(({ role }) => role === 'grader');
    if (grader !== undefined) grader.lingers = true;
    await first.pair.grader.link.message('vacant', 1_000);
    first.release(true);
    const waiting = pool.take(kind, 'exercise a');
    await settle();
    grader?.die();
    expect((await waiting).pair.grader.link).not.toBe(first.pair.grader.link);
  });

  it('meets each submission sandbox under another name and secret', async () => {
    const { driver, pool } = await warmed();
    const { release } = await pool.take(kind, 'exercise a');
    release(true);
    await settle();
    const graders = driver.started.filter(({ role }) => role === 'grader');
    expect(graders.map(({ heard }) => heard.filter((message) => message === 'meet').length).sort()).toEqual([1, 2]);
  });
});

describe('a pair that is not ready', () => {
  it('is waited for, and counted as a miss', async () => {
    const { pool } = open();
    const taken = await pool.take(kind, 'exercise a');
    expect(taken.hit).toBe(false);
    expect(pool.metrics).toMatchObject({ hits: 0, misses: 1 });
  });

  it('is started for everyone who waits', async () => {
    const { pool } = open({ size: 1, startsAtOnce: 1 });
    const taken = await Promise.all([1, 2, 3].map(() => pool.take(kind, 'exercise a')));
    expect(new Set(taken.map(({ pair }) => pair.submission)).size).toBe(3);
  });

  it('that cannot be started is told to the one who waits, and the next is tried anew', async () => {
    const { driver, pool } = open();
    driver.refuses = true;
    await expect(pool.take(kind, 'exercise a')).rejects.toMatchObject({ code: 'engine-unreachable' });
    driver.refuses = false;
    await expect(pool.take(kind, 'exercise a')).resolves.toMatchObject({ hit: false });
  });
});

describe('kinds of pairs', () => {
  it('are kept apart: other limits or libraries are another kind', async () => {
    const { pool } = await warmed();
    expect((await pool.take({ ...kind, memoryMb: 512 }, 'exercise a')).hit).toBe(false);
    expect((await pool.take({ ...kind, preload: ['pandas'] }, 'exercise a')).hit).toBe(false);
    expect((await pool.take({ ...kind, preload: ['pandas'], graderPreload: ['pandas'] }, 'exercise a')).hit).toBe(false);
  });

  it('give way, the one asked for longest ago first, when there are too many', async () => {
    const { driver, pool } = await warmed();
    for (const memoryMb of [300, 301, 302, 303]) (await pool.take({ ...kind, memoryMb }, 'exercise a')).release(false);
    await settle();
    expect((await pool.take(kind, 'exercise a')).hit).toBe(false);
    expect(driver.alive.length).toBeLessThanOrEqual(2 * 2 * 5);
  });
});

describe('an end', () => {
  it('leaves no sandbox, whether ready, starting or on loan', async () => {
    const { driver, pool } = await warmed();
    const { release } = await pool.take(kind, 'exercise a');
    pool.warm({ ...kind, memoryMb: 512 });
    await pool.close();
    release(true);
    await settle();
    expect(driver.alive).toEqual([]);
    expect(driver.meetings.every(({ isGone }) => isGone)).toBe(true);
  });
});

describe('a pool that starts nothing ahead', () => {
  it('starts a pair for whoever asks, and keeps those of graders that serve on', async () => {
    const { driver, pool } = open({ ahead: false });
    const first = await Promise.all([pool.take(kind, 'exercise a'), pool.take(kind, 'exercise a')]);
    await settle();
    expect(driver.started).toHaveLength(4);
    for (const { release } of first) release(true);
    await settle();
    expect(pool.metrics).toMatchObject({ ready: 2, reused: 2 });
    expect((await pool.take(kind, 'exercise a')).hit).toBe(true);
    await settle();
    expect(driver.started.filter(({ role }) => role === 'grader')).toHaveLength(2);
  });
});

describe('graders that come back at the same time', () => {
  it('serve on as far as the pool is to keep pairs; the others end', async () => {
    const { driver, pool } = open({ ahead: false });
    const taken = await Promise.all(Array.from({ length: 5 }, () => pool.take(kind, 'exercise a')));
    for (const { release } of taken) release(true);
    await settle();
    expect(pool.metrics).toMatchObject({ ready: 2, starting: 0, reused: 2, warmUps: { count: 7 } });
    expect(driver.alive).toHaveLength(4);
  });
});

describe('a pool of size 0', () => {
  it('starts every pair when it is asked for, and keeps nothing', async () => {
    const { driver, pool } = open({ size: 0 });
    const { release } = await pool.take(kind, 'exercise a');
    release(true);
    await settle();
    expect(driver.alive).toEqual([]);
    expect(pool.compiler).toBeUndefined();
  });
});
