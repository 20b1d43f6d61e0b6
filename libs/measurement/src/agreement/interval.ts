import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import type { Interval, NotEstimable } from '../estimate.js';
import { notEstimable } from '../estimate.js';

export const defaultLevel = 0.95;

/** A standard error below this is rounding noise around 0: the coefficients lie near −1..1. */
const noise = 1e-12;

export interface Spread {
  standardError: number | null;
  interval: Interval | null;
}

export function checkLevel(level: number): NotEstimable | null {
  if (level > 0 && level < 1) return null;
  return notEstimable('bad-data', `The confidence level must lie between 0 and 1 and is ${level}.`);
}

/**
 * Standard error and symmetric interval around an estimate. Both are null for a variance of 0: every unit said the same, which
 * is a limit of the linear approximation and no proof that there is no error.
 */
export function symmetric(estimate: number, variance: number, level: number, quantile: (p: number) => number): Spread {
  const standardError = Math.sqrt(variance);
  if (!(standardError > noise && standardError < Infinity)) return { standardError: null, interval: null };
  const reach = quantile(upperTail(level)) * standardError;
  return { standardError, interval: intervalAround(estimate, estimate - reach, estimate + reach, level) };
}

export function studentQuantile(degreesOfFreedom: number): (p: number) => number {
  return (p) => tQuantile(p, degreesOfFreedom);
}

export function standardNormalQuantile(p: number): number {
  return normalQuantile(p, 0, 1);
}

/** The probability below the upper end of a two-sided interval: 0.975 for 95 %. */
export function upperTail(level: number): number {
  return 1 - (1 - level) / 2;
}

/** An interval, or null where the ends are not finite, meet, or miss the estimate. */
export function intervalAround(estimate: number, lower: number, upper: number, level: number): Interval | null {
  const holds = Number.isFinite(lower) && Number.isFinite(upper) && lower < upper && lower <= estimate && estimate <= upper;
  return holds ? { lower, upper, level } : null;
}
