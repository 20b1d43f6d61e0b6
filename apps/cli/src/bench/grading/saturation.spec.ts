import { describe, expect, it } from '@jest/globals';
import { busyMsOf } from './processor-time.js';
import { saturationOf } from './saturation.js';

describe('a machine under load', () => {
  const own = new Map([
    [
      'pool hit',
      [
        { runs: 10, seconds: 5, busyMs: 9_000 },
        { runs: 14, seconds: 5, busyMs: 10_000 },
      ],
    ],
  ] as const);

  it('charges a run with what was used on top of the idle machine', () => {
    const idle = [{ runs: 0, seconds: 5, busyMs: 500 }];
    expect(saturationOf(own, idle, 2)).toEqual({
      rows: [{ name: 'pool hit', runs: 24, runsPerSecond: 2.4, cpuMsPerRun: 750 }],
      otherWork: 0.05,
    });
  });

  it('charges nothing where other programs took too much for the difference to mean anything', () => {
    const idle = [{ runs: 0, seconds: 5, busyMs: 5_000 }];
    expect(saturationOf(own, idle, 2)).toMatchObject({ rows: [{ runsPerSecond: 2.4, cpuMsPerRun: null }], otherWork: 0.5 });
  });
});

describe('the time for which processors were busy', () => {
  it('leaves out idle, waiting and stolen time, and single processors', () => {
    const text = 'cpu  100 20 30 9999 888 4 6 777 0 0\ncpu0 50 10 15 5000 400 2 3 300 0 0\nctxt 1\n';
    expect(busyMsOf(text)).toBe(1_600);
  });
});
