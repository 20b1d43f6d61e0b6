import type { Estimated, Outcome } from '../estimate.js';
import type { Classified, Tally } from './categories.js';
import { noVariation, onlyValue } from './categories.js';
import type { Weights } from './weights.js';
import { weightOf } from './weights.js';
import { spreadOf, studentReach } from '../interval.js';
import { mean, sumOf } from '../moments.js';

/** A coefficient (observed − expected) / (1 − expected) of any number of raters; `n` counts the units with two ratings or more. */
export interface ChanceCorrected extends Estimated {
  /** Weighted agreement that was seen, in 0..1: the mean over the units with two ratings or more. */
  observedAgreement: number;
  /** Weighted agreement that chance would give, in 0..1. */
  expectedAgreement: number;
  /** Units with one rating: they count for the chance agreement only. */
  singleUnits: number;
}

/** The disagreement that chance would give, and each unit's share in it; the mean of the shares is the whole. */
export interface ChanceDisagreement {
  overall: number;
  ofUnit: (unit: Tally) => number;
}

/**
 * 1 − D_o / D_e with the linearised standard error over units (n − 1 form, units from a large population) and a t interval with
 * n − 1 degrees of freedom, n being all rated units. It works on disagreements and not on agreements, so that nothing cancels
 * near perfect agreement.
 *
 * Source: Gwet 2014, Handbook of Inter-Rater Reliability, 4th ed., ch. 5.
 */
export function chanceCorrected(
  classified: Classified,
  weights: Weights,
  chance: ChanceDisagreement,
  level: number,
): Outcome<ChanceCorrected> {
  const { pairable, single } = classified;
  if (!(chance.overall > 0)) return noVariation(onlyValue(classified));
  const disagreements = pairable.map((unit) => unitDisagreement(unit, weights));
  const ratio = mean(disagreements) / chance.overall;
  const estimate = 1 - ratio;
  const rated = pairable.length + single.length;
  const perPairable = rated / pairable.length;
  const chanceTerm = (unit: Tally): number => 2 * ratio * (1 - chance.ofUnit(unit) / chance.overall);
  const linearised = [
    ...pairable.map((unit, index) => perPairable * (1 - (disagreements[index] ?? 0) / chance.overall) - chanceTerm(unit)),
    ...single.map((unit) => -chanceTerm(unit)),
  ];
  const variance = sumOf(linearised, (value) => (value - estimate) ** 2) / (rated * (rated - 1));
  return {
    ok: true,
    estimate,
    ...spreadOf(estimate, variance, level, studentReach(level, rated - 1)),
    n: pairable.length,
    observedAgreement: 1 - mean(disagreements),
    expectedAgreement: 1 - chance.overall,
    singleUnits: single.length,
  };
}

/** The share of each category, every rated unit counting the same. */
export function categoryShares({ categories, pairable, single }: Classified): number[] {
  const shares = categories.map(() => 0);
  const units = pairable.length + single.length;
  for (const { counts, size } of [...pairable, ...single]) {
    for (const { code, count } of counts) {
      shares[code] = (shares[code] ?? 0) + count / size;
    }
  }
  return shares.map((share) => share / units);
}

/** Mean weight over the ordered pairs of a unit's ratings. */
function unitDisagreement({ counts, size }: Tally, weights: Weights): number {
  const total = sumOf(counts, (one) =>
    sumOf(counts, (other) => one.count * other.count * weightOf(weights, one.code, other.code)),
  );
  return total / (size * (size - 1));
}
