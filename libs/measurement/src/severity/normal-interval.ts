import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import type { Interval, NotEstimable } from '../estimate.js';
import { notEstimable } from '../estimate.js';

/** estimate ± z·standardError. */
export function normalInterval(estimate: number, standardError: number, level: number): Interval {
  const reach = normalQuantile((1 + level) / 2, 0, 1) * standardError;
  return { lower: estimate - reach, upper: estimate + reach, level };
}

/** @returns `bad-data` for a confidence level that is not strictly between 0 and 1. */
export function refuseLevel(level: number): NotEstimable | null {
  return level > 0 && (1 + level) / 2 < 1 ? null : notEstimable('bad-data', 'A confidence level lies between 0 and 1.');
}
