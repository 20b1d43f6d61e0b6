import tCdf from '@stdlib/stats-base-dists-t-cdf';
import type { Estimated, Interval, Outcome } from '../estimate.js';
import { notEstimable } from '../estimate.js';
import type { ConfidenceOptions } from '../interval.js';
import { defaultLevel, refuseLevel, studentInterval } from '../interval.js';

/** A rating beside what was expected of it: the candidate's adjusted score plus the rater's effect, say. */
export interface DatedRating {
  /** Weeks since any fixed day; fractions are fine. */
  week: number;
  rating: number;
  expected: number;
}

export interface SeverityDrift extends Estimated {
  standardError: number;
  interval: Interval;
  t: number;
  /** Two-sided, of no drift. */
  p: number;
  degreesOfFreedom: number;
  /** How many different calendar weeks the ratings stand in, counted in whole weeks from the origin of `week`. */
  weeks: number;
}

/** Squares of anything larger would leave the range of numbers. */
const largestValue = 1e100;

/**
 * Whether a rater's severity drifts: the least-squares slope of (rating − expected) on week, with intercept.
 * b = Σ(x − x̄)d / Σ(x − x̄)², SE = √(RSS/(n − 2) / Σ(x − x̄)²), t = b/SE on n − 2 degrees of freedom.
 * Show it from 20 ratings (`n`) over 6 `weeks`.
 *
 * @returns `estimate` in points of the rubric per week, above 0 for growing lenience; `n` counts ratings. Reasons: `no-data`;
 * `bad-data` for a number beyond ±1e100 or none, or a level outside 0.5 to 0.999; `too-few-units` under three ratings;
 * `not-identifiable` when all are of one moment; `no-variation` when they lie on a line, which leaves no error to judge by.
 * Source: Draper & Smith 1998, Applied Regression Analysis, ch. 1.
 */
export function severityDrift(
  ratings: readonly DatedRating[],
  { level = defaultLevel }: ConfidenceOptions = {},
): Outcome<SeverityDrift> {
  const refused = refuseLevel(level);
  if (refused) return refused;
  const n = ratings.length;
  if (n === 0) return notEstimable('no-data', 'There are no ratings.', { what: 'ratings', more: 3 });
  const isUsable = ratings.every((one) => [one.week, one.rating, one.expected].every((value) => Math.abs(value) <= largestValue));
  if (!isUsable) return notEstimable('bad-data', 'A week, rating or expectation is no usable number.');
  if (n < 3) return notEstimable('too-few-units', 'A slope with an error needs three ratings.', { what: 'ratings', more: 3 - n });
  const x = centred(ratings.map(({ week }) => week));
  const d = centred(ratings.map(({ rating, expected }) => rating - expected));
  if (x.scale === 0) return notEstimable('not-identifiable', 'All ratings are of one moment.', { what: 'weeks', more: 1 });
  if (d.scale === 0) {
    return notEstimable('no-variation', 'All ratings are equally far from what was expected.', {
      what: 'different-values',
      more: 1,
    });
  }
  const line = fitLine(x.values, d.values);
  if (line.residualShare < 1e-20) {
    return notEstimable('no-variation', 'The ratings lie on a line.', { what: 'different-values', more: 1 });
  }
  const degreesOfFreedom = n - 2;
  const unit = d.scale / x.scale;
  const slope = line.slope * unit;
  const standardError = Math.sqrt(line.slopeVariance) * unit;
  const t = line.slope / Math.sqrt(line.slopeVariance);
  const interval = studentInterval(slope, standardError, degreesOfFreedom, level);
  const p = 2 * tCdf(-Math.abs(t), degreesOfFreedom);
  const weeks = new Set(ratings.map(({ week }) => Math.floor(week))).size;
  return { ok: true, estimate: slope, standardError, interval, n, t, p, degreesOfFreedom, weeks };
}

/** Deviations from the mean over the largest of them; scale 0 where they are rounding error at most. */
function centred(values: readonly number[]): { values: number[]; scale: number } {
  const mean = values.reduce((sum, value) => sum + value / values.length, 0);
  const deviations = values.map((value) => value - mean);
  const scale = largestOf(deviations);
  const size = largestOf(values);
  if (scale < 1e-13 * size || scale < 1 / largestValue) return { values: deviations, scale: 0 };
  return { values: deviations.map((deviation) => deviation / scale), scale };
}

function largestOf(values: readonly number[]): number {
  return values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
}

function fitLine(x: readonly number[], d: readonly number[]): { slope: number; slopeVariance: number; residualShare: number } {
  const sumOfSquares = x.reduce((sum, value) => sum + value ** 2, 0);
  const slope = x.reduce((sum, value, index) => sum + value * (d[index] ?? 0), 0) / sumOfSquares;
  const residual = x.reduce((sum, value, index) => sum + ((d[index] ?? 0) - slope * value) ** 2, 0);
  const total = d.reduce((sum, value) => sum + value ** 2, 0);
  return { slope, slopeVariance: residual / (x.length - 2) / sumOfSquares, residualShare: residual / total };
}
