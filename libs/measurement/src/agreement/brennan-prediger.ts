import type { Outcome } from '../estimate.js';
import { isNotEstimable } from '../estimate.js';
import type { Rating } from '../ratings.js';
import { tabulate } from '../ratings.js';
import type { ChanceCorrected } from './chance-corrected.js';
import { chanceCorrected } from './chance-corrected.js';
import { classifyCategorical, noVariation, onlyValue } from './categories.js';
import type { GwetOptions } from './gwet.js';
import { disagreementWeights } from './weights.js';
import { defaultLevel, refuseLevel } from '../interval.js';
import { sum, sumOf } from '../moments.js';

export type BrennanPredigerOptions = GwetOptions;

/**
 * Brennan and Prediger's coefficient: agreement beyond that of raters who pick every category of the scale equally often.
 *
 *     (p_a − p_e) / (1 − p_e),   p_e = T_w / q²
 *
 * p_a is the weighted agreement, T_w the sum of all agreement weights, q the number of categories. It depends on the scale
 * that is stated, not on how often categories were used. Standard error and interval as for Gwet's coefficient.
 *
 * @returns the reasons of `gwetAgreementCoefficient`.
 *
 * Source: Brennan & Prediger 1981, Educ. Psychol. Meas. 41:687–699; with weights and missing cells Gwet 2014, ch. 3–5.
 */
export function brennanPrediger(ratings: readonly Rating[], options: BrennanPredigerOptions = {}): Outcome<ChanceCorrected> {
  const { weights: weighting = 'unweighted', categories, level = defaultLevel } = options;
  const wrongLevel = refuseLevel(level);
  if (wrongLevel !== null) return wrongLevel;
  const classified = classifyCategorical(tabulate(ratings), categories);
  if (isNotEstimable(classified)) return classified;
  const q = classified.categories.length;
  if (q < 2) return noVariation(onlyValue(classified));
  const weights = disagreementWeights(weighting, classified.categories);
  if (isNotEstimable(weights)) return weights;
  const overall = sumOf(weights, sum) / (q * q);
  return chanceCorrected(classified, weights, { overall, ofUnit: () => overall }, level);
}
