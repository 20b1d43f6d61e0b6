import type { ContestantName } from './contestant.js';
import type { SuiteName } from './effort.js';
import type { ContestantRow } from './rounds.js';
import type { Saturation } from './saturation.js';
import type { SubmitTimes } from './submit-journey.js';
import type { WarmMemory } from './warm-memory.js';

export interface SuiteRow {
  suite: SuiteName;
  tests: number;
  contestants: ContestantRow[];
}

/** All that can be held against a target; null is what was not measured in this run. */
export interface GradingResults {
  suites: SuiteRow[];
  memory: WarmMemory | null;
  saturation: Saturation | null;
  submit: SubmitTimes | null;
}

/** What the design promises, and what became of it in this run. */
export interface TargetRow {
  what: string;
  bound: 'at most' | 'at least';
  limit: number;
  unit: '×' | 'MB';
  measured: number | null;
  outcome: 'held' | 'missed' | 'not measured';
}

/** The design's targets for two cores with Docker, each beside what was measured. */
export function targetRows({ suites, memory, saturation, submit }: GradingResults): TargetRow[] {
  const hit = (suite: SuiteName) => rowOf(suites.find((row) => row.suite === suite)?.contestants, 'pool hit');
  const load = (name: ContestantName) => rowOf(saturation?.rows, name)?.runsPerSecond ?? null;
  return [
    row('2 tests, pool hit : bare pytest', 'at most', 0.08, '×', hit('two-tests')?.toBare),
    row('2 tests, pool hit : docker run', 'at most', 0.035, '×', hit('two-tests')?.toContainer),
    row('100 tests, pool hit : bare pytest', 'at most', 0.45, '×', hit('hundred-tests')?.toBare),
    row('pandas preloaded, pool hit : bare pytest', 'at most', 0.04, '×', hit('pandas')?.toBare),
    row('runs per second at saturation, ours : docker run', 'at least', 0.8, '×', quotient(load('pool hit'), load('docker run'))),
    row(
      'submit to verdict event over HTTP : bare pytest',
      'at most',
      1,
      '×',
      quotient(submit?.event.median, submit?.bare.median),
    ),
    row('an idle warm pair of the base profile', 'at most', 80, 'MB', memory?.pairMb),
  ];
}

function rowOf<Row extends { name: ContestantName }>(rows: readonly Row[] | undefined, name: ContestantName): Row | undefined {
  return rows?.find((row) => row.name === name);
}

function quotient(own: number | null | undefined, other: number | null | undefined): number | null {
  return typeof own === 'number' && typeof other === 'number' ? own / other : null;
}

function row(
  what: string,
  bound: TargetRow['bound'],
  limit: number,
  unit: TargetRow['unit'],
  measured: number | null = null,
): TargetRow {
  return { what, bound, limit, unit, measured, outcome: outcomeOf(bound, limit, measured) };
}

function outcomeOf(bound: TargetRow['bound'], limit: number, measured: number | null): TargetRow['outcome'] {
  if (measured === null) {
    return 'not measured';
  }
  return (bound === 'at most' ? measured <= limit : measured >= limit) ? 'held' : 'missed';
}
