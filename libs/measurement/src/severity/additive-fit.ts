import type { NotEstimable } from '../estimate.js';
import { notEstimable } from '../estimate.js';
import { groupsOf, raterCountsOf } from './connected-components.js';
import type { Design } from './design.js';
import { eliminateCandidates, innerProduct, lessPerRater, raterInformation, raterSums } from './elimination.js';
import { indexAt, raterCounts } from './incidence.js';
import { choleskyFactor, solveFactored } from '../cholesky.js';
import type { SquareMatrix } from '../cholesky.js';

/** The least-squares fit y = candidate + rater + e with both fixed; rater effects sum to 0 in each component. */
export interface AdditiveFit {
  /** ZᵣᵀBZᵣ with candidates taken out by their means. */
  information: SquareMatrix;
  /** ZᵣᵀBy. */
  right: Float64Array;
  /** Factor of the information plus the projector on each component's mean: its inverse is pseudo-inverse plus projector. */
  factor: SquareMatrix;
  raterEffects: Float64Array;
  residualVariance: number;
  degreesOfFreedom: number;
  /** Henderson's method 3; negative where raters differ less than residual error alone would make them. */
  raterVariance: number;
}

/** Below this share of the variation, an error of 1/10,000 of the spread, there is no residual to speak of or to compute with. */
const noResidual = 1e-8;

/**
 * Fits candidates and raters as fixed effects and estimates the rater variance by Henderson's method 3:
 * σ²ᵣ = (SS(raters | candidates) − (raters − components)·σ²ₑ) / (cells − candidates).
 *
 * @returns `not-identifiable` where no rating is left to estimate the residual variance from; `no-variation` where the
 * effects explain every rating, so that the residual variance is 0.
 * Source: Searle, Casella & McCulloch 1992, Variance Components, ch. 5.
 */
export function fitAdditive(design: Design): AdditiveFit | NotEstimable {
  const { incidence, labels, value } = design;
  const cells = value.length;
  const ranks = incidence.raters.length - labels.count;
  const degreesOfFreedom = cells - incidence.candidates.length - ranks;
  if (degreesOfFreedom === 0) return notIdentifiable(design);
  const weight = Float64Array.from(raterCounts(incidence), (count) => 1 / count);
  const information = raterInformation(incidence, weight);
  const factor = choleskyFactor(withProjector(information, design));
  if (!factor) return notEstimable('no-convergence', 'The raters are tied together too loosely to compute with.');
  const right = raterSums(incidence, eliminateCandidates(incidence, weight, value));
  const raterEffects = solveFactored(factor, right);
  const residual = eliminateCandidates(incidence, weight, lessPerRater(incidence, value, raterEffects));
  const residualSum = innerProduct(residual, residual);
  if (residualSum <= noResidual * innerProduct(value, value)) {
    return notEstimable(
      'no-variation',
      'Constant differences between raters explain every rating, which leaves no error to judge by.',
      {
        what: 'different-values',
        more: 1,
      },
    );
  }
  const residualVariance = residualSum / degreesOfFreedom;
  const explained = innerProduct(right, raterEffects);
  const raterVariance = (explained - ranks * residualVariance) / (cells - incidence.candidates.length);
  return { information, right, factor, raterEffects, residualVariance, degreesOfFreedom, raterVariance };
}

/** Adds 11ᵀ/raters in each component, the direction in which candidates and raters cannot be told apart. */
function withProjector({ size, entries }: SquareMatrix, { incidence, labels }: Design): SquareMatrix {
  const raters = raterCountsOf(labels);
  const sum = entries.map((entry, index) => {
    const component = indexAt(labels.ofRater, Math.floor(index / size));
    const isInside = component === indexAt(labels.ofRater, index % size);
    return isInside ? entry + 1 / indexAt(raters, component) : entry;
  });
  return { size: incidence.raters.length, entries: sum };
}

/** Without a loop candidate–rater–candidate–rater, effects fit any ratings exactly. */
function notIdentifiable({ incidence, labels }: Design): NotEstimable {
  // One more rating closes a loop inside a component of two and two; otherwise two ratings join two components.
  const oneIsEnough = groupsOf(incidence, labels).some(({ candidates, raters }) => candidates.length > 1 && raters.length > 1);
  return notEstimable(
    'not-identifiable',
    'No two raters share two candidates, directly or by way of others, so that severity cannot be told from error.',
    { what: 'ratings', more: oneIsEnough ? 1 : 2 },
  );
}
