import type { Estimated, Outcome } from '../estimate.js';
import { isNotEstimable, notEstimable } from '../estimate.js';
import type { Rating } from '../ratings.js';
import { tabulate } from '../ratings.js';
import { singleRater } from './categories.js';
import { mean, sumOf } from '../moments.js';

export interface PercentAgreementOptions {
  /**
   * The largest difference between two ratings, in points of the scale, that still counts as agreement. Default 0: exact
   * agreement; one step of the scale makes it adjacent agreement.
   */
  within?: number;
}

/** Percent agreement as a share in 0..1; `n` counts the units with two ratings or more. */
export interface PercentAgreement extends Estimated {
  /** Pairs of ratings of the same unit that agree. */
  agreeingPairs: number;
  pairs: number;
  /** Agreeing pairs by all pairs: units with many raters weigh more than in the estimate. */
  pooled: number;
  raters: number;
}

/** Steps such as 0.1 are not exact in binary: 0.4 − 0.3 is a little more than 0.1. */
const roundingSlack = 1e-9;

/**
 * Exact or adjacent percent agreement: the share in 0..1 of a unit's pairs of ratings that agree, averaged over the units with
 * two ratings or more. It describes these ratings and is not corrected for chance, so that it has no standard error and no
 * interval.
 *
 * @returns `no-data`, `single-rater`, `no-pairs` when no unit was rated twice, `bad-data` for a rating twice, a value that is
 * no number, or a `within` that is negative or not finite.
 *
 * Source: for unequal numbers of raters Gwet 2014, Handbook of Inter-Rater Reliability, 4th ed., ch. 2 and 5.
 */
export function percentAgreement(ratings: readonly Rating[], options: PercentAgreementOptions = {}): Outcome<PercentAgreement> {
  const { within = 0 } = options;
  if (!(within >= 0 && within < Infinity)) return notEstimable('bad-data', 'The allowed difference is no distance.');
  const table = tabulate(ratings);
  if (isNotEstimable(table)) return table;
  if (table.raters.length < 2) return singleRater();
  const units = table.cells
    .map((cells) => cells.filter((value) => value !== null))
    .filter((values) => values.length > 1)
    .map((values) => countPairs(values, within * (1 + roundingSlack)));
  if (units.length === 0) {
    return notEstimable('no-pairs', 'No unit was rated by two people.', { what: 'shared-units', more: 1 });
  }
  const agreeingPairs = sumOf(units, ({ agreeing }) => agreeing);
  const pairs = sumOf(units, (unit) => unit.pairs);
  return {
    ok: true,
    estimate: mean(units.map((unit) => unit.agreeing / unit.pairs)),
    standardError: null,
    interval: null,
    n: units.length,
    agreeingPairs,
    pairs,
    pooled: agreeingPairs / pairs,
    raters: table.raters.length,
  };
}

function countPairs(values: readonly number[], within: number): { agreeing: number; pairs: number } {
  const agreeing = sumOf(
    values,
    (value, index) => values.slice(index + 1).filter((other) => Math.abs(value - other) <= within).length,
  );
  return { agreeing, pairs: (values.length * (values.length - 1)) / 2 };
}
