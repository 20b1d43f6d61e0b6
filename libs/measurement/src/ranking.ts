import type { ComparisonView } from '@assay/contracts';
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import { thresholds } from './verdicts/thresholds.js';

/** A score with its standard error, both on the same scale. */
export interface Measured {
  score: number;
  se: number;
}

/** A pair of ids with the chance in 0..1 that `a` outranks `b`. */
export type PairChance = ComparisonView['pairs'][number];

/** Below this share of the two error variances the variance of a difference is rounding error. */
const rounding = 1e-12;

/**
 * The chance in 0..1 that `a` truly outranks `b`: Φ(Δ / √(se²ₐ + se²_b − 2cov)) for normally distributed errors. Without any
 * error in the difference it is 1, 0, or ½ for equal scores. Numbers are taken to be finite and errors not to be negative:
 * `outrankProbability` checks that and gives reasons.
 *
 * @param covariance of the two errors, in squared units of the score; 0 for independent errors.
 */
export function chanceOutranks(a: Measured, b: Measured, covariance = 0): number {
  const difference = a.score - b.score;
  const error = errorOfDifference(a, b, covariance);
  if (error === 0) return difference === 0 ? 0.5 : Number(difference > 0);
  return normalCdf(difference / error, 0, 1);
}

/** √(se²ₐ + se²_b − 2cov), as a share of the two errors together, because squares of very small ones are 0. */
export function errorOfDifference(a: Measured, b: Measured, covariance: number): number {
  const both = Math.hypot(a.se, b.se);
  const share = covariance === 0 ? 1 : 1 - (2 * covariance) / both / both;
  return share > rounding ? both * Math.sqrt(share) : 0;
}

/** Whether a chance says that nobody can tell who of the two is ahead: from 35 to 65 in 100. */
export function isTooClose(chance: number): boolean {
  const { from, to } = thresholds.tooClose;
  return chance >= from && chance <= to;
}

/**
 * The maximal runs of neighbours, at least two, in which each pair is too close to call. `order` lists ids by falling
 * score; a pair that `pairs` does not hold (someone without a standard error) ends a run. Runs may overlap, because being
 * too close is not transitive.
 */
export function indistinguishableRuns(order: readonly string[], pairs: readonly PairChance[]): string[][] {
  const close = new Set(pairs.filter(({ chance }) => isTooClose(chance)).flatMap(({ a, b }) => [keyOf(a, b), keyOf(b, a)]));
  const runs: string[][] = [];
  let reached = 0;
  for (let start = 0; start < order.length; start += 1) {
    const end = endOfRun(order, start, close);
    if (end - start >= 2 && end > reached) {
      runs.push(order.slice(start, end));
      reached = end;
    }
  }
  return runs;
}

/** The index after the last member of the longest run that starts at `start`. */
function endOfRun(order: readonly string[], start: number, close: ReadonlySet<string>): number {
  let end = start + 1;
  for (let next = order[end]; next !== undefined; next = order[end]) {
    const newcomer = next;
    if (!order.slice(start, end).every((member) => close.has(keyOf(member, newcomer)))) {
      break;
    }
    end += 1;
  }
  return end;
}

function keyOf(a: string, b: string): string {
  return `${a} ${b}`;
}
