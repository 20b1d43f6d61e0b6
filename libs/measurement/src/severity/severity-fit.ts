import type { Estimated, Interval, Outcome } from '../estimate.js';
import { notEstimable } from '../estimate.js';
import type { ConnectedComponent } from './connected-components.js';
import { groupsOf } from './connected-components.js';
import type { Design } from './design.js';
import { candidateSums } from './elimination.js';
import { indexAt, ratersOfCandidate } from './incidence.js';
import type { PredictionErrors } from './prediction-errors.js';
import { errorCovariance } from './prediction-errors.js';
import { at } from '../arrays.js';
import { normalInterval } from '../interval.js';

/** A candidate as an average rater would score them, on the scale of the rubric. */
export interface AdjustedCandidate {
  id: string;
  /** Index into `components`; scores of different components must not be compared. */
  component: number;
  ratings: number;
  /** The mean of what the raters gave. */
  rawMean: number;
  adjusted: number;
  /** Of the adjusted score, as a prediction. */
  standardError: number;
  interval: Interval;
}

/** What a rater adds to every score, on the scale of the rubric: below 0 is strict, above 0 lenient. */
export interface RaterEffect {
  id: string;
  component: number;
  ratings: number;
  /** How many of the rater's candidates have another rater too; a label needs ten of them. */
  sharedCandidates: number;
  /** Shrunk towards 0. */
  effect: number;
  /** Of the effect as a prediction, against the average of all raters like these. */
  standardError: number;
  /** A label needs one that excludes 0. */
  interval: Interval;
}

/** Which variances are estimated at 0 because the data show no more difference than error alone makes. */
export type AtZero = 'candidate' | 'rater';

/** What both ways to estimate severity give. It is plain data, so that it can leave a worker thread. */
export interface SeverityFit extends Estimated {
  interval: Interval;
  standardError: number;
  candidates: AdjustedCandidate[];
  raters: RaterEffect[];
  components: ConnectedComponent[];
  atZero: AtZero[];
  errors: PredictionErrors;
}

/** A candidate's score less the average one, and a rater's effect, with errors, in standardised units. */
interface Predictions {
  adjusted: Float64Array;
  effects: Float64Array;
  effectErrors: Float64Array;
  errors: PredictionErrors;
}

/** The rows of a fit: predictions put back on the scale of the rubric; `errors` is on that scale already. */
export function describeFit(
  design: Design,
  { adjusted, effects, effectErrors, errors }: Predictions,
  level: number,
): Pick<SeverityFit, 'candidates' | 'raters' | 'components' | 'errors'> {
  const { incidence, labels, centre, scale } = design;
  const shared = sharedCandidates(design);
  const ratings = cellsOfRaters(design);
  const sums = candidateSums(incidence, design.value);
  const candidates = incidence.candidates.map((id, index) => {
    const count = ratersOfCandidate(incidence, index);
    const score = centre + scale * at(adjusted, index);
    const standardError = Math.sqrt(errorCovariance(errors, index, index));
    return {
      id,
      component: indexAt(labels.ofCandidate, index),
      ratings: count,
      rawMean: centre + (scale * at(sums, index)) / count,
      adjusted: score,
      standardError,
      interval: normalInterval(score, standardError, level),
    };
  });
  const raters = incidence.raters.map((id, index) => {
    const effect = scale * at(effects, index);
    const standardError = scale * at(effectErrors, index);
    return {
      id,
      component: indexAt(labels.ofRater, index),
      ratings: indexAt(ratings, index),
      sharedCandidates: indexAt(shared, index),
      effect,
      standardError,
      interval: normalInterval(effect, standardError, level),
    };
  });
  return { candidates, raters, components: groupsOf(incidence, labels), errors };
}

/** Two candidates of one fit who may be compared. */
export interface ComparablePair {
  a: AdjustedCandidate;
  b: AdjustedCandidate;
  covariance: number;
}

/**
 * Two candidates with the covariance of the prediction errors of their adjusted scores (squared points of the rubric).
 *
 * @returns `bad-data` for a name that the fit does not hold; `disconnected` for candidates of different components.
 */
export function comparablePair(fit: Pick<SeverityFit, 'candidates' | 'errors'>, a: string, b: string): Outcome<ComparablePair> {
  const [i, k] = [fit.errors.placeOf.get(a) ?? -1, fit.errors.placeOf.get(b) ?? -1];
  const [one, other] = [fit.candidates[i], fit.candidates[k]];
  if (!one || !other) return notEstimable('bad-data', `Candidate ${one ? b : a} is not among those that were fitted.`);
  if (one.component !== other.component) {
    return notEstimable('disconnected', `No chain of shared raters ties ${a} to ${b}, so that their scores cannot be compared.`, {
      what: 'shared-units',
      more: 1,
    });
  }
  return { ok: true, a: one, b: other, covariance: errorCovariance(fit.errors, i, k) };
}

function sharedCandidates({ incidence }: Design): Int32Array {
  const shared = new Int32Array(incidence.raters.length);
  incidence.candidates.forEach((_, candidate) => {
    if (ratersOfCandidate(incidence, candidate) < 2) return;
    for (let cell = indexAt(incidence.start, candidate); cell < indexAt(incidence.start, candidate + 1); cell += 1) {
      const rater = indexAt(incidence.raterOf, cell);
      shared[rater] = indexAt(shared, rater) + 1;
    }
  });
  return shared;
}

function cellsOfRaters({ incidence }: Design): Int32Array {
  const cells = new Int32Array(incidence.raters.length);
  for (const rater of incidence.raterOf) cells[rater] = indexAt(cells, rater) + 1;
  return cells;
}
