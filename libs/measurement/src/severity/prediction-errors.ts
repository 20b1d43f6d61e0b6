import { sumOverRaters } from './elimination.js';
import type { Incidence } from './incidence.js';
import { at } from '../arrays.js';
import type { SquareMatrix } from '../cholesky.js';

/**
 * The prediction error covariance of all adjusted scores, kept in parts because the full matrix would be large:
 * Cov(i, k) = wᵢwₖ·aᵢᵀRaₖ + mᵢmₖ + [i = k]·oᵢ, where aᵢ marks the raters of candidate i. Squared points of the rubric.
 */
export interface PredictionErrors extends Pick<Incidence, 'start' | 'raterOf'> {
  /** Each candidate's place in the arrays. */
  placeOf: Map<string, number>;
  /** R: error covariance of rater effects. */
  raters: SquareMatrix;
  /** w: how much of the sum of their raters' errors a candidate takes over; a bare number. */
  weight: Float64Array;
  /** m: what the error of the common mean adds, as a standard error. */
  mean: Float64Array;
  /** o: what the candidate's own ratings leave open. */
  own: Float64Array;
}

/** The error covariance of the adjusted scores at two places. */
export function errorCovariance(errors: PredictionErrors, i: number, k: number): number {
  const { raters, weight, mean, own } = errors;
  const throughRaters = at(weight, i) * at(weight, k) * sumOverRaters(errors, raters, i, k);
  return throughRaters + at(mean, i) * at(mean, k) + (i === k ? at(own, i) : 0);
}

/** Turns a covariance of standardised values into one on the scale of the rubric. */
export function scaleMatrix({ size, entries }: SquareMatrix, factor: number): SquareMatrix {
  return { size, entries: entries.map((entry) => entry * factor) };
}
