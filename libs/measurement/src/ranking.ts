import type { ComparisonView } from '@assay/contracts';
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';

/** A score with its standard error, both on the same scale. */
export interface Measured {
  score: number;
  se: number;
}

/** A pair of ids with the chance in 0..1 that `a` outranks `b`. */
export type PairChance = ComparisonView['pairs'][number];

/** From 35 to 65 in 100 a pair is too close to call. */
export const tooClose = { from: 0.35, to: 0.65 } as const;

/**
 * The chance in 0..1 that `a` truly outranks `b`: Φ(Δ / √(se²ₐ + se²_b)) for independent, normally distributed errors.
 * Without any error it is 1, 0, or ½ for equal scores.
 */
export function chanceOutranks(a: Measured, b: Measured): number {
  const difference = a.score - b.score;
  const error = Math.hypot(a.se, b.se);
  if (error === 0) {
    return difference === 0 ? 0.5 : difference > 0 ? 1 : 0;
  }
  return normalCdf(difference / error, 0, 1);
}

/** Whether a chance says that nobody can tell who of the two is ahead. */
export function isTooClose(chance: number): boolean {
  return chance >= tooClose.from && chance <= tooClose.to;
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
