import type { Outcome } from '../estimate.js';
import { isNotEstimable, notEstimable } from '../estimate.js';
import type { AdditiveFit } from './additive-fit.js';
import { fitAdditive } from './additive-fit.js';
import { raterCountsOf } from './connected-components.js';
import type { Design, SeverityRecord } from './design.js';
import { designOf } from './design.js';
import { candidateSums, lessPerRater } from './elimination.js';
import { indexAt, raterCounts } from './incidence.js';
import type { PredictionErrors } from './prediction-errors.js';
import { scaleMatrix } from './prediction-errors.js';
import { placesOf } from '../names.js';
import type { RaterEffect, SeverityFit } from './severity-fit.js';
import { describeFit } from './severity-fit.js';
import { at } from '../arrays.js';
import { choleskyFactor, identityMatrix, invertFactored, solveFactored, zeroMatrix } from '../cholesky.js';
import type { SquareMatrix } from '../cholesky.js';
import type { ConfidenceOptions } from '../interval.js';
import { defaultLevel, normalInterval, refuseLevel } from '../interval.js';

/** A least-squares estimate before shrinking, against the average rater of the component. */
export interface UnshrunkEffect {
  effect: number;
  standardError: number;
}

export interface ComparedRater extends RaterEffect {
  /** Null for a rater who shares no candidate with anybody. */
  unshrunk: UnshrunkEffect | null;
}

export interface SharedCandidatesFit extends SeverityFit {
  raters: ComparedRater[];
  /** In squared points of the rubric. */
  variances: { rater: number; residual: number };
  /** The rater variance as the moments give it; negative where raters differ less than error alone makes them. */
  raterVarianceBeforeBound: number;
  degreesOfFreedom: number;
}

/**
 * Rater severity from shared candidates only: what raters gave the *same* candidates is compared, so that a rater who happened
 * to get weak candidates does not pass for strict. Candidates are fixed, raters random, on plain means of (candidate, rater) cells.
 *
 * With L = diag(cells of each rater) − Σᵢ aᵢaᵢᵀ/nᵢ (aᵢ marks the nᵢ raters of candidate i) and r = each rater's sum of
 * (value − candidate's mean):
 * 1. least squares: ŝ = L⁺r, Var ŝ = σ²ₑL⁺, summing to 0 in each component (`unshrunk`);
 * 2. moments: σ²ₑ = RSS / (cells − candidates − raters + components), σ²ᵣ by Henderson's method 3, at least 0;
 * 3. empirical Bayes: s = (L + λI)⁻¹Lŝ = (L + λI)⁻¹r with λ = σ²ₑ/σ²ᵣ, Var(s − true) = R = σ²ₑ(L + λI)⁻¹;
 * 4. adjusted score = candidate's mean − mean of s over their raters, Var = σ²ₑ/nᵢ + aᵢᵀRaᵢ/nᵢ².
 *
 * A candidate with one rater tells nothing about severity, but is adjusted too. In a disconnected design severities are
 * against the average of their own component, and only candidates of one component may be compared (`comparablePair`).
 * Errors hold at the estimated variances; they do not include that those are estimated.
 *
 * @returns `estimate` is the mean of the adjusted scores for these candidates, with standard error and normal interval, in points
 * of the rubric; `n` counts candidates. Reasons as for `crossedEffects`.
 * Source: Searle, Casella & McCulloch 1992, Variance Components, ch. 5 and 7; Robinson 1991, Statistical Science 6.
 */
export function sharedCandidates(
  records: readonly SeverityRecord[],
  { level = defaultLevel }: ConfidenceOptions = {},
): Outcome<SharedCandidatesFit> {
  const refused = refuseLevel(level);
  if (refused) return refused;
  const design = designOf(records);
  if (isNotEstimable(design)) return design;
  const additive = fitAdditive(design);
  if (isNotEstimable(additive)) return additive;
  const shrunk = shrink(additive);
  if (!shrunk) return notEstimable('no-convergence', 'The raters are tied together too loosely to compute with.');
  return { ok: true, ...describeShrunk(design, additive, shrunk, level) };
}

interface Shrunk {
  effects: Float64Array;
  /** R in standardised units. */
  errors: SquareMatrix;
}

function shrink({ information, right, raterVariance, residualVariance }: AdditiveFit): Shrunk | null {
  if (raterVariance <= 0) return { effects: new Float64Array(information.size), errors: zeroMatrix(information.size) };
  const lambda = residualVariance / raterVariance;
  const penalised = identityMatrix(information.size);
  penalised.entries.forEach((entry, index) => {
    penalised.entries[index] = lambda * entry + at(information.entries, index);
  });
  const factor = choleskyFactor(penalised);
  return factor && { effects: solveFactored(factor, right), errors: scaleMatrix(invertFactored(factor), residualVariance) };
}

function describeShrunk(
  design: Design,
  additive: AdditiveFit,
  { effects, errors }: Shrunk,
  level: number,
): Omit<SharedCandidatesFit, 'ok'> {
  const { incidence, scale } = design;
  const squared = scale ** 2;
  const adjusted = candidateMeans(design, lessPerRater(incidence, design.value, effects));
  const effectErrors = Float64Array.from(effects, (_, rater) => Math.sqrt(at(errors.entries, rater * errors.size + rater)));
  const parts = errorsOf(design, scaleMatrix(errors, squared), additive.residualVariance * squared);
  const described = describeFit(design, { adjusted, effects, effectErrors, errors: parts }, level);
  const estimate = described.candidates.reduce((sum, candidate) => sum + candidate.adjusted / adjusted.length, 0);
  const standardError = errorOfMean(parts);
  const unshrunk = unshrunkEffects(design, additive);
  return {
    ...described,
    estimate,
    standardError,
    interval: normalInterval(estimate, standardError, level),
    n: incidence.candidates.length,
    raters: described.raters.map((rater, index) => ({
      ...rater,
      unshrunk: rater.sharedCandidates > 0 ? (unshrunk[index] ?? null) : null,
    })),
    variances: { rater: Math.max(additive.raterVariance, 0) * squared, residual: additive.residualVariance * squared },
    raterVarianceBeforeBound: additive.raterVariance * squared,
    degreesOfFreedom: additive.degreesOfFreedom,
    atZero: additive.raterVariance <= 0 ? ['rater'] : [],
  };
}

function errorsOf({ incidence }: Design, raters: SquareMatrix, residual: number): PredictionErrors {
  const weight = Float64Array.from(raterCounts(incidence), (count) => 1 / count);
  return {
    start: incidence.start,
    raterOf: incidence.raterOf,
    placeOf: placesOf(incidence.candidates),
    raters,
    weight,
    mean: new Float64Array(weight.length),
    own: weight.map((share) => residual * share),
  };
}

/** The standard error of the mean of all adjusted scores: √(Σ oᵢ + bᵀRb)/candidates, where b = Σ wᵢaᵢ. */
function errorOfMean({ start, raterOf, raters, weight, own }: PredictionErrors): number {
  const shares = new Float64Array(raters.size);
  weight.forEach((share, candidate) => {
    for (let cell = indexAt(start, candidate); cell < indexAt(start, candidate + 1); cell += 1) {
      const rater = indexAt(raterOf, cell);
      shares[rater] = at(shares, rater) + share;
    }
  });
  const throughRaters = raters.entries.reduce(
    (sum, entry, index) => sum + entry * at(shares, Math.floor(index / raters.size)) * at(shares, index % raters.size),
    0,
  );
  return Math.sqrt(own.reduce((sum, entry) => sum + entry, throughRaters)) / weight.length;
}

/** Takes the projector off the inverse again, which leaves the pseudo-inverse of L. */
function unshrunkEffects({ labels, scale }: Design, { factor, raterEffects, residualVariance }: AdditiveFit): UnshrunkEffect[] {
  const inverse = invertFactored(factor);
  const members = raterCountsOf(labels);
  return Array.from(raterEffects, (effect, rater) => {
    const projector = 1 / indexAt(members, indexAt(labels.ofRater, rater));
    const variance = residualVariance * (at(inverse.entries, rater * inverse.size + rater) - projector);
    // Less than 0 is rounding error: a pseudo-inverse has no negative diagonal.
    return { effect: scale * effect, standardError: scale * Math.sqrt(Math.max(variance, 0)) };
  });
}

function candidateMeans({ incidence }: Design, values: Float64Array): Float64Array {
  const counts = raterCounts(incidence);
  return candidateSums(incidence, values).map((sum, candidate) => sum / (counts[candidate] ?? 1));
}
