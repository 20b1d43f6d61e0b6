import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import type { Interval, NotEstimable } from './estimate.js';
import { notEstimable } from './estimate.js';

export interface ConfidenceOptions {
  /** Confidence of the interval, from 0.5 to 0.999; default 0.95. */
  level?: number;
}

export const defaultLevel = 0.95;

/** A standard error below this is rounding noise around 0: the coefficients lie near −1..1. */
const noise = 1e-12;

export interface Spread {
  standardError: number | null;
  interval: Interval | null;
}

/** Under one half an interval need not hold its estimate; near 1 the quantiles lose their digits. */
export function refuseLevel(level: number): NotEstimable | null {
  if (level >= 0.5 && level <= 0.999) return null;
  return notEstimable('bad-data', 'The confidence level must lie between 0.5 and 0.999.');
}

/** The probability below the upper end of a two-sided interval: 0.975 for 95 %. */
export function upperTail(level: number): number {
  return (1 + level) / 2;
}

/** How many standard errors a normal interval reaches to each side: 1.96 for 95 %. */
export function normalReach(level: number): number {
  return normalQuantile(upperTail(level), 0, 1);
}

/** How many standard errors an interval of Student's t reaches to each side. */
export function studentReach(level: number, degreesOfFreedom: number): number {
  return tQuantile(upperTail(level), degreesOfFreedom);
}

/** estimate ± z · standard error. */
export function normalInterval(estimate: number, standardError: number, level: number): Interval {
  return symmetricInterval(estimate, normalReach(level) * standardError, level);
}

/** estimate ± t · standard error. */
export function studentInterval(estimate: number, standardError: number, degreesOfFreedom: number, level: number): Interval {
  return symmetricInterval(estimate, studentReach(level, degreesOfFreedom) * standardError, level);
}

function symmetricInterval(estimate: number, reach: number, level: number): Interval {
  return { lower: estimate - reach, upper: estimate + reach, level };
}

/**
 * Standard error and symmetric interval of an agreement coefficient. Both are null for a variance of 0: every unit said the
 * same, which is a limit of the linear approximation and no proof that there is no error.
 *
 * @param reach in standard errors, as `normalReach` and `studentReach` give it.
 */
export function spreadOf(estimate: number, variance: number, level: number, reach: number): Spread {
  const standardError = Math.sqrt(variance);
  if (!(standardError > noise && standardError < Infinity)) return { standardError: null, interval: null };
  const lower = estimate - reach * standardError;
  return { standardError, interval: intervalAround(estimate, lower, estimate + reach * standardError, level) };
}

/** An interval, or null where the ends are not finite, meet, or miss the estimate. */
export function intervalAround(estimate: number, lower: number, upper: number, level: number): Interval | null {
  const holds = Number.isFinite(lower) && Number.isFinite(upper) && lower < upper && lower <= estimate && estimate <= upper;
  return holds ? { lower, upper, level } : null;
}
