import type { Outcome } from '../estimate.js';
import { isNotEstimable } from '../estimate.js';
import type { Rating } from '../ratings.js';
import { tabulate } from '../ratings.js';
import type { ChanceCorrected, ChanceDisagreement } from './chance-corrected.js';
import { categoryShares, chanceCorrected } from './chance-corrected.js';
import type { Tally } from './categories.js';
import { classifyCategorical, noVariation, onlyValue } from './categories.js';
import type { Weighting, Weights } from './weights.js';
import { disagreementWeights } from './weights.js';
import { valueAt } from '../arrays.js';
import type { ConfidenceOptions } from '../interval.js';
import { defaultLevel, refuseLevel } from '../interval.js';
import { sum, sumOf } from '../moments.js';

export interface GwetOptions extends ConfidenceOptions {
  /** Default `unweighted`: AC1. Any other makes it AC2. */
  weights?: Weighting;
  /**
   * The whole scale, rising, with the categories that nobody used. Default: the values that occur, which understates the
   * coefficient where the scale has more.
   */
  categories?: readonly number[];
}

/**
 * Gwet's agreement coefficient, AC1 without and AC2 with weights: agreement beyond chance in −1..1, where chance is the
 * agreement of raters who guess only at units that are hard to rate. It stays meaningful when nearly all ratings fall in one
 * category, where α and κ collapse. Units with one rating count for chance only.
 *
 *     (p_a − p_e) / (1 − p_e),   p_e = T_w / (q(q − 1)) · Σ_k π_k (1 − π_k)
 *
 * p_a is the weighted agreement, T_w the sum of all agreement weights, q the number of categories and π_k the share of
 * category k, averaged over units. The standard error is linearised (n − 1 form), the interval uses t with n − 1 degrees of
 * freedom over all rated units and is not cut at 1. Both are null where the variance is 0.
 *
 * @returns `no-data`, `single-rater`, `no-pairs`, `too-few-units` below two units with two ratings, `no-variation` for a scale
 * of one category, `bad-data` for a rating twice, a value outside the scale, weights that do not fit, `too-large`
 * for over 1,000 categories.
 *
 * Source: Gwet 2008, Br. J. Math. Stat. Psychol. 61:29–48; Gwet 2014, Handbook of Inter-Rater Reliability, 4th ed., ch. 3–5.
 */
export function gwetAgreementCoefficient(ratings: readonly Rating[], options: GwetOptions = {}): Outcome<ChanceCorrected> {
  const { weights: weighting = 'unweighted', categories, level = defaultLevel } = options;
  const wrongLevel = refuseLevel(level);
  if (wrongLevel !== null) return wrongLevel;
  const classified = classifyCategorical(tabulate(ratings), categories);
  if (isNotEstimable(classified)) return classified;
  if (classified.categories.length < 2) return noVariation(onlyValue(classified));
  const weights = disagreementWeights(weighting, classified.categories);
  if (isNotEstimable(weights)) return weights;
  return chanceCorrected(classified, weights, gwetChance(categoryShares(classified), weights), level);
}

function gwetChance(shares: readonly number[], weights: Weights): ChanceDisagreement {
  const q = shares.length;
  const agreementWeights = q * q - sumOf(weights, sum);
  const factor = agreementWeights / (q * (q - 1));
  const spread = sumOf(shares, (share) => share * (1 - share));
  const spreadOf = ({ counts, size }: Tally): number =>
    sumOf(counts, ({ code, count }) => count * (1 - valueAt(shares, code))) / size;
  return { overall: 1 - factor * spread, ofUnit: (unit) => 1 - factor * spreadOf(unit) };
}
