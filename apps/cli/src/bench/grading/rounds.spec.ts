import { describe, expect, it } from '@jest/globals';
import type { Timed } from './contestant.js';
import { alternate, contestantRows, pairedRatio, turned } from './rounds.js';

/** Writes down what is asked of it. */
function scribe(name: string, log: string[]): Timed<string> {
  return {
    name,
    settle: () => Promise.resolve(void log.push(`${name} settles`)),
    run: () => Promise.resolve(void log.push(`${name} runs`)),
  };
}

describe('rounds', () => {
  it('let each come first in turn, and take a time of every round that counts', async () => {
    const log: string[] = [];
    const signal = new AbortController().signal;
    const times = await alternate([scribe('a', log), scribe('b', log)], { rounds: 2, unrecorded: 1 }, signal);
    expect(log.filter((line) => line.endsWith('runs'))).toEqual(['a runs', 'b runs', 'b runs', 'a runs', 'a runs', 'b runs']);
    expect([...times].map(([name, own]) => [name, own.length])).toEqual([
      ['a', 2],
      ['b', 2],
    ]);
  });

  it('run nobody before all have settled', async () => {
    const log: string[] = [];
    await alternate([scribe('a', log), scribe('b', log)], { rounds: 1, unrecorded: 0 }, new AbortController().signal);
    expect(log).toEqual(['a settles', 'b settles', 'a runs', 'a settles', 'b settles', 'b runs']);
  });

  it('end with the failure of a run', async () => {
    const failing: Timed<string> = { ...scribe('a', []), run: () => Promise.reject(new Error('a test failed')) };
    await expect(alternate([failing], { rounds: 1, unrecorded: 0 }, new AbortController().signal)).rejects.toThrow(
      'a test failed',
    );
  });

  it('end when they are told to', async () => {
    const stop = new AbortController();
    const log: string[] = [];
    const first: Timed<string> = {
      ...scribe('a', log),
      run: () => {
        stop.abort();
        return Promise.resolve();
      },
    };
    await expect(alternate([first, scribe('b', log)], { rounds: 3, unrecorded: 0 }, stop.signal)).rejects.toThrow();
    expect(log).not.toContain('b runs');
  });
});

describe('turned', () => {
  it.each([
    [0, 'abc'],
    [1, 'bca'],
    [2, 'cab'],
    [4, 'bca'],
  ])('by %i', (by, order) => {
    expect(turned(['a', 'b', 'c'], by).join('')).toBe(order);
  });

  it('of nothing is nothing', () => {
    expect(turned([], 3)).toEqual([]);
  });
});

describe('ratios', () => {
  it('are taken within a round, so that a slow round does not tell', () => {
    expect(pairedRatio([10, 100, 30], [20, 200, 120])).toBe(0.5);
  });

  it('are none without the other', () => {
    expect(pairedRatio([1, 2], undefined)).toBeNull();
  });

  it('stand beside each time, to the bare run and to the container', () => {
    const rows = contestantRows(
      new Map([
        ['bare pytest', [100, 200, 300]],
        ['docker run', [200, 400, 600]],
        ['pool hit', [10, 20, 30]],
      ] as const),
    );
    expect(rows.at(-1)).toEqual({ name: 'pool hit', ms: { p10: 12, median: 20, p90: 28 }, toBare: 0.1, toContainer: 0.05 });
    expect(rows[1]).toMatchObject({ name: 'docker run', toBare: 2, toContainer: 1 });
  });
});
