import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import type { Interval, NotEstimable } from '../estimate.js';
import { notEstimable } from '../estimate.js';

export interface ConfidenceOptions {
  /** Confidence of the interval, from 0.5 to 0.999; 0.95 unless told. */
  level?: number;
}

/** Under one half an interval need not hold its estimate. */
export function flawOfLevel(level: number): NotEstimable | null {
  return level >= 0.5 && level <= 0.999 ? null : notEstimable('bad-data', 'The level of confidence is not in 0.5 to 0.999.');
}

/** estimate ± t · standard error. */
export function studentInterval(estimate: number, standardError: number, degreesOfFreedom: number, level: number): Interval {
  const margin = tQuantile((1 + level) / 2, degreesOfFreedom) * standardError;
  return { lower: estimate - margin, upper: estimate + margin, level };
}
