import type { Estimated, Outcome } from './estimate.js';
import { notEstimable } from './estimate.js';
import type { Measured } from './ranking.js';
import { chanceOutranks, errorOfDifference } from './ranking.js';
import type { SeverityFit } from './severity/severity-fit.js';
import { comparablePair } from './severity/severity-fit.js';

/** The chance that one candidate truly outranks another; its own error is not known, so that `standardError` is null. */
export interface Outranking extends Estimated {
  standardError: null;
  interval: null;
  /** Score of the first less that of the second. */
  difference: number;
  /** Standard error of that difference. */
  differenceError: number;
}

/** The covariance of published errors is rounded. */
const rounding = 1e-12;

/**
 * The chance in 0..1 that `a` truly outranks `b`, as `chanceOutranks`, with the error of the difference and with its data checked.
 *
 * @param covariance of the two errors, in squared units of the score; 0 for independent errors.
 * @returns `n` is 2. Reason `bad-data`: a number that is none or past ±1e100, a negative error, or a covariance larger than the errors allow.
 * Source: the normal posterior of a difference; Searle, Casella & McCulloch 1992, Variance Components, ch. 7.
 */
export function outrankProbability(a: Measured, b: Measured, covariance = 0): Outcome<Outranking> {
  const isUsable =
    [a.score, a.se, b.score, b.se, covariance].every((value) => Math.abs(value) <= 1e100) && a.se >= 0 && b.se >= 0;
  if (!isUsable) return notEstimable('bad-data', 'A score, an error or their covariance is no usable number.');
  if (Math.abs(covariance) > a.se * b.se * (1 + rounding)) {
    return notEstimable('bad-data', 'The covariance is larger than the two errors allow.');
  }
  const difference = a.score - b.score;
  const differenceError = errorOfDifference(a, b, covariance);
  const estimate = chanceOutranks(a, b, covariance);
  return { ok: true, estimate, standardError: null, interval: null, n: 2, difference, differenceError };
}

/**
 * The chance in 0..1 that candidate `a` truly outranks candidate `b` under one severity fit, from their adjusted scores and the
 * covariance of their errors, which is positive where they share raters.
 *
 * @returns as `outrankProbability`; `bad-data` for a name that the fit does not hold, `disconnected` for candidates whom no chain of
 * shared raters ties together.
 */
export function candidateOutranks(fit: Pick<SeverityFit, 'candidates' | 'errors'>, a: string, b: string): Outcome<Outranking> {
  const pair = comparablePair(fit, a, b);
  if (!pair.ok) return pair;
  return outrankProbability(
    { score: pair.a.adjusted, se: pair.a.standardError },
    { score: pair.b.adjusted, se: pair.b.standardError },
    pair.covariance,
  );
}
