import { describe, expect, it } from '@jest/globals';
import type { ContestantRow } from './rounds.js';
import type { GradingResults } from './targets.js';
import { targetRows } from './targets.js';

const spread = (median: number) => ({ p10: median, median, p90: median });
const nothing: GradingResults = { suites: [], memory: null, saturation: null, submit: null };

function hit(toBare: number, toContainer: number): ContestantRow[] {
  return [{ name: 'pool hit', ms: spread(1), toBare, toContainer }];
}

function outcomes(results: Partial<GradingResults>): string[] {
  return targetRows({ ...nothing, ...results }).map(({ outcome }) => outcome);
}

describe('targets', () => {
  it('say what was not measured', () => {
    expect(new Set(outcomes({}))).toEqual(new Set(['not measured']));
  });

  it('of ratios hold up to their bound, itself included', () => {
    const suites = [
      { suite: 'two-tests' as const, tests: 2, contestants: hit(0.08, 0.0351) },
      { suite: 'hundred-tests' as const, tests: 100, contestants: hit(0.46, 0.2) },
      { suite: 'pandas' as const, tests: 2, contestants: hit(0.03, 0.02) },
    ];
    expect(outcomes({ suites }).slice(0, 4)).toEqual(['held', 'missed', 'missed', 'held']);
  });

  it('compare throughput with that of one container per submission', () => {
    const load = (ours: number) => ({
      otherWork: 0,
      rows: [
        { name: 'pool hit' as const, runs: 1, cpuMsPerRun: 1, runsPerSecond: ours },
        { name: 'docker run' as const, runs: 1, cpuMsPerRun: 1, runsPerSecond: 5 },
      ],
    });
    expect(outcomes({ saturation: load(4) })[4]).toBe('held');
    expect(outcomes({ saturation: load(3.9) })[4]).toBe('missed');
  });

  it('compare the way from submit to verdict with bare pytest', () => {
    const times = { exercise: 'x', tests: 1, accepted: spread(1), claimed: spread(2), event: spread(120), bare: spread(100) };
    expect(targetRows({ ...nothing, submit: times })[5]).toMatchObject({ measured: 1.2, outcome: 'missed' });
  });

  it('weigh a pair', () => {
    const memory = { pairs: 3, submissionMb: 20, graderMb: 60, pairMb: 80 };
    expect(targetRows({ ...nothing, memory })[6]).toMatchObject({ measured: 80, unit: 'MB', outcome: 'held' });
  });
});
