import chiSquareCdf from '@stdlib/stats-base-dists-chisquare-cdf';
import type { Estimated, Outcome } from '../estimate.js';
import { isNotEstimable, notEstimable } from '../estimate.js';
import type { Rating } from '../ratings.js';
import { tabulateComplete } from './complete-table.js';
import { valueAt } from '../arrays.js';
import { sum, sumOf } from '../moments.js';

/** Kendall's W; `n` counts units. */
export interface KendallW extends Estimated {
  raters: number;
  /** m(n − 1)W, to test that the raters rank at random. */
  chiSquare: number;
  degreesOfFreedom: number;
  /** The chance of a W at least as high from random ranks; approximate below some 7 units, and 0 means below 1e-15. */
  p: number;
}

/**
 * Kendall's coefficient of concordance: how far raters put units in the same order, from 0 (their ranks cancel out) to 1 (the
 * same order). Tied values get the mean of their ranks, and W is corrected for them.
 *
 *     W = 12 S / (m²(n³ − n) − m Σ_j T_j),   T_j = Σ (t³ − t) over rater j's groups of t tied units
 *
 * with m raters, n units and S the squared deviations of the units' rank sums from their mean. It has no standard error and no
 * interval.
 *
 * @returns `no-data`, `single-rater`, `too-few-units` below two, `missing-cells`, `no-variation` when every rater gave all
 * units the same, `bad-data` for a rating twice or a value that is no number.
 *
 * Source: Kendall & Babington Smith 1939, Ann. Math. Stat. 10:275–287; ties Kendall 1948, Rank Correlation Methods, ch. 6.
 */
export function kendallW(ratings: readonly Rating[]): Outcome<KendallW> {
  const rows = tabulateComplete(ratings);
  if (isNotEstimable(rows)) return rows;
  const n = rows.length;
  const raters = rows[0]?.length ?? 0;
  const ranked = Array.from({ length: raters }, (_, rater) => rankWithTies(rows.map((row) => valueAt(row, rater))));
  if (ranked.every(({ ties }) => ties === n ** 3 - n)) {
    const detail = 'Nobody told the units apart, so there is no order to agree on.';
    return notEstimable('no-variation', detail, { what: 'different-values', more: 1 });
  }
  const largest = raters ** 2 * (n ** 3 - n) - raters * sumOf(ranked, ({ ties }) => ties);
  const rankSums = rows.map((_, unit) => sumOf(ranked, ({ ranks }) => valueAt(ranks, unit)));
  const middle = sum(rankSums) / n;
  const estimate = (12 * sumOf(rankSums, (rankSum) => (rankSum - middle) ** 2)) / largest;
  const chiSquare = raters * (n - 1) * estimate;
  return {
    ok: true,
    estimate,
    standardError: null,
    interval: null,
    n,
    raters,
    chiSquare,
    degreesOfFreedom: n - 1,
    p: 1 - chiSquareCdf(chiSquare, n - 1),
  };
}

/** Ranks from 1, ties sharing the mean of theirs, and the sum of t³ − t over the groups of t ties. */
function rankWithTies(values: readonly number[]): { ranks: number[]; ties: number } {
  const order = values.map((_, index) => index).sort((a, b) => valueAt(values, a) - valueAt(values, b));
  const ranks = values.map(() => 0);
  let ties = 0;
  for (let start = 0; start < order.length;) {
    const value = valueAt(values, valueAt(order, start));
    let end = start;
    while (end < order.length && valueAt(values, valueAt(order, end)) === value) end += 1;
    for (const index of order.slice(start, end)) {
      ranks[index] = (start + 1 + end) / 2;
    }
    ties += (end - start) ** 3 - (end - start);
    start = end;
  }
  return { ranks, ties };
}
