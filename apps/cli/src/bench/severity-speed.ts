import process from 'node:process';
import type { RaterSeverity, SeverityRecord, SeverityVariant } from '@assay/measurement';
import { raterSeverity, seededRandom } from '@assay/measurement';
import { AssayError, startStopwatch } from '@assay/platform';
import type { Spread } from './spread.js';
import { spreadOf } from './spread.js';
import { draw, normal } from './simulate.js';

export interface SeveritySize {
  raters: number;
  ratings: number;
  /** Fits that are timed together, because systems count the CPU time of a thread in steps of up to 4 ms. */
  batch: number;
}

/** Milliseconds of one fit by both variants on the same ratings; the ratio is taken in each repetition. */
export interface SpeedRow extends SeveritySize {
  candidates: number;
  repetitions: number;
  crossed: { cpu: Spread; wall: Spread };
  shared: { cpu: Spread; wall: Spread };
  /** Crossed by shared, of the CPU times of one repetition. */
  ratio: Spread;
}

export const severitySizes: readonly SeveritySize[] = [
  { raters: 20, ratings: 600, batch: 100 },
  { raters: 100, ratings: 10_000, batch: 10 },
  { raters: 500, ratings: 50_000, batch: 1 },
];

interface Timed {
  cpu: number;
  wall: number;
}

/**
 * Times the severity model in this thread. The variants take turns, so that whatever else the machine does meets both.
 *
 * @throws AssayError `set-up-failed` when the model cannot be fitted, which such data always allow.
 */
export function timeSeverity(size: SeveritySize, repetitions: number, seed: number): SpeedRow {
  const records = severityRecords(size, seed);
  const shared: Timed[] = [];
  const crossed: Timed[] = [];
  // The first fits also pay for compiling.
  for (let repetition = -1; repetition < repetitions; repetition += 1) {
    const pair = {
      shared: timeFits(records, 'shared-candidates', size.batch),
      crossed: timeFits(records, 'crossed-effects', size.batch),
    };
    if (repetition < 0) continue;
    shared.push(pair.shared);
    crossed.push(pair.crossed);
  }
  return {
    ...size,
    candidates: new Set(records.map(({ candidate }) => candidate)).size,
    repetitions,
    crossed: spreads(crossed),
    shared: spreads(shared),
    ratio: spreadOf(crossed.map(({ cpu }, index) => cpu / (shared[index]?.cpu ?? Number.NaN))),
  };
}

/** Two raters for each candidate, by lot; scores of the model that is fitted. */
export function severityRecords({ raters, ratings }: Omit<SeveritySize, 'batch'>, seed: number): SeverityRecord[] {
  const random = seededRandom(seed);
  const severities = Array.from({ length: raters }, () => 0.35 * normal(random));
  const panel = severities.map((_, rater) => rater);
  return Array.from({ length: ratings / 2 }, (_, candidate) => {
    const score = 2.5 + 0.8 * normal(random);
    return draw(panel, 2, random).map((rater) => ({
      candidate: `candidate ${candidate}`,
      rater: `rater ${rater}`,
      value: score + (severities[rater] ?? 0) + 0.3 * normal(random),
    }));
  }).flat();
}

/** What one of so many fits takes. */
function timeFits(records: readonly SeverityRecord[], variant: SeverityVariant, batch: number): Timed {
  const watch = startStopwatch();
  const before = process.threadCpuUsage();
  for (let fit = 0; fit < batch; fit += 1) requireFit(raterSeverity(records, { variant }));
  const { user, system } = process.threadCpuUsage(before);
  return { cpu: (user + system) / 1000 / batch, wall: watch.elapsedMs() / batch };
}

function requireFit(fit: RaterSeverity): void {
  if (!fit.ok) throw new AssayError('set-up-failed', `The severity model could not be fitted: ${fit.detail}`);
}

function spreads(times: readonly Timed[]): { cpu: Spread; wall: Spread } {
  return { cpu: spreadOf(times.map(({ cpu }) => cpu)), wall: spreadOf(times.map(({ wall }) => wall)) };
}
