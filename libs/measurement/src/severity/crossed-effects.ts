import type { Outcome } from '../estimate.js';
import { isNotEstimable, notEstimable } from '../estimate.js';
import { fitAdditive } from './additive-fit.js';
import type { AdditiveFit } from './additive-fit.js';
import { maximiseReml } from './average-information.js';
import type { RemlMaximum } from './average-information.js';
import type { Design, SeverityRecord } from './design.js';
import { designOf } from './design.js';
import { candidateSums, lessPerRater, raterSums, sumOverRaters } from './elimination.js';
import { raterCounts } from './incidence.js';
import type { PredictionErrors } from './prediction-errors.js';
import { scaleMatrix } from './prediction-errors.js';
import { placesOf } from '../names.js';
import type { Pair } from './profile-likelihood.js';
import type { AdjustedCandidate, SeverityFit } from './severity-fit.js';
import { describeFit } from './severity-fit.js';
import { at } from '../arrays.js';
import type { ConfidenceOptions } from '../interval.js';
import { defaultLevel, normalInterval, refuseLevel } from '../interval.js';

export interface PredictedCandidate extends AdjustedCandidate {
  /** The candidate's predicted effect: the adjusted score less the mean. */
  effect: number;
  /** Of the effect as a prediction. */
  effectError: number;
}

export interface CrossedEffectsFit extends SeverityFit {
  candidates: PredictedCandidate[];
  /** In squared points of the rubric. */
  variances: { candidate: number; rater: number; residual: number };
  /** −2 × the restricted log likelihood, with its constant. */
  remlCriterion: number;
  iterations: number;
}

/**
 * Candidates and raters as crossed random effects: y = μ + candidate + rater + e on (candidate, rater) cells, by REML.
 *
 * Several values of one cell (criteria of one piece of work) are replaced by their plain mean and each cell counts once:
 * what one rater says of one candidate shares the rater's impression, so that more criteria do not make more evidence.
 * Effects are the best linear unbiased predictions GZᵀPy, their standard errors the root of the prediction error variance,
 * both at the estimated variances. A variance with its maximum at 0 is estimated as 0 and named in `atZero`.
 * The fit exists for a disconnected design too, but only candidates of one component may be compared (`comparablePair`).
 *
 * @returns `estimate` is μ with standard error and normal interval, in points of the rubric; `n` counts candidates.
 * Reasons: `no-data`; `bad-data` (a value beyond ±1e100 or no number, a level outside 0.5 to 0.999); `too-large` (3,000 raters);
 * `single-rater`; `too-few-units`; `not-identifiable` (no loop in who rated whom); `no-variation` (nothing varies, or nothing
 * is left over once rater and candidate are known); `no-convergence`.
 * Source: Patterson & Thompson 1971, Biometrika 58 (REML); Henderson 1975, Biometrics 31 (predictions and their errors);
 * Gilmour, Thompson & Cullis 1995, Biometrics 51 (average information).
 */
export function crossedEffects(
  records: readonly SeverityRecord[],
  { level = defaultLevel }: ConfidenceOptions = {},
): Outcome<CrossedEffectsFit> {
  const refused = refuseLevel(level);
  if (refused) return refused;
  const design = designOf(records);
  if (isNotEstimable(design)) return design;
  const additive = fitAdditive(design);
  if (isNotEstimable(additive)) return additive;
  const maximum = maximiseReml(design, startOf(design, additive));
  if (!maximum) return notEstimable('no-convergence', 'The variances of candidates, raters and error did not settle.');
  return { ok: true, ...describeMaximum(design, maximum, level) };
}

/** Variance ratios that moments suggest; the climb needs positive ones to start from. */
function startOf({ incidence, value }: Design, { raterEffects, raterVariance, residualVariance }: AdditiveFit): Pair {
  const counts = raterCounts(incidence);
  const adjusted = candidateSums(incidence, lessPerRater(incidence, value, raterEffects)).map(
    (sum, index) => sum / (counts[index] ?? 1),
  );
  const mean = adjusted.reduce((sum, score) => sum + score, 0) / adjusted.length;
  const spread = adjusted.reduce((sum, score) => sum + (score - mean) ** 2, 0) / (adjusted.length - 1);
  const error = counts.reduce((sum, count) => sum + residualVariance / count, 0) / counts.length;
  return [
    Math.max(spread - error, 0.05 * residualVariance) / residualVariance,
    Math.max(raterVariance, 0.05 * residualVariance) / residualVariance,
  ];
}

function describeMaximum(design: Design, maximum: RemlMaximum, level: number): Omit<CrossedEffectsFit, 'ok'> {
  const { incidence, centre, scale, value } = design;
  const { point, iterations } = maximum;
  const [candidateRatio, raterRatio] = point.ratios;
  const residual = point.residualVariance * scale ** 2;
  const effects = candidateSums(incidence, point.projected).map((sum) => sum * candidateRatio);
  const errors = errorsAt(design, maximum);
  const described = describeFit(
    design,
    {
      adjusted: effects.map((effect) => point.mean + effect),
      effects: raterSums(incidence, point.projected).map((sum) => sum * raterRatio),
      effectErrors: raterErrors(design, maximum),
      errors,
    },
    level,
  );
  const estimate = centre + scale * point.mean;
  const standardError = Math.sqrt(residual / point.onesSum);
  const errorsOfEffects = effectErrors(design, maximum, errors);
  return {
    ...described,
    estimate,
    standardError,
    interval: normalInterval(estimate, standardError, level),
    n: incidence.candidates.length,
    candidates: described.candidates.map((candidate, index) => ({
      ...candidate,
      effect: scale * at(effects, index),
      effectError: at(errorsOfEffects, index),
    })),
    variances: { candidate: candidateRatio * residual, rater: raterRatio * residual, residual },
    remlCriterion: point.criterion + 2 * (value.length - 1) * Math.log(scale),
    atZero: [...(candidateRatio === 0 ? (['candidate'] as const) : []), ...(raterRatio === 0 ? (['rater'] as const) : [])],
    iterations,
  };
}

/** R = σ²ₑγr·T⁻¹, wᵢ = γc/(1 + γc·nᵢ), oᵢ = σ²ₑwᵢ, mᵢ = σₑ(1 − γc·1ᵢᵀH⁻¹1)/√(1ᵀH⁻¹1). */
function errorsAt({ incidence, scale }: Design, { point, inverse }: RemlMaximum): PredictionErrors {
  const residual = point.residualVariance * scale ** 2;
  const [candidateRatio, raterRatio] = point.ratios;
  const meanError = Math.sqrt(residual / point.onesSum);
  return {
    start: incidence.start,
    raterOf: incidence.raterOf,
    placeOf: placesOf(incidence.candidates),
    raters: scaleMatrix(inverse, residual * raterRatio),
    weight: point.weight,
    mean: candidateSums(incidence, point.ones).map((sum) => meanError * (1 - candidateRatio * sum)),
    own: point.weight.map((weight) => residual * weight),
  };
}

/** √(oᵢ + wᵢ²·aᵢᵀRaᵢ + σ²ₑ(γc·1ᵢᵀH⁻¹1)²/(1ᵀH⁻¹1)): the last term is the error of the mean. */
function effectErrors({ incidence, scale }: Design, { point }: RemlMaximum, errors: PredictionErrors): Float64Array {
  const ofMean = (scale ** 2 * point.residualVariance) / point.onesSum;
  return candidateSums(incidence, point.ones).map((sum, index) => {
    const throughRaters = at(errors.weight, index) ** 2 * sumOverRaters(incidence, errors.raters, index, index);
    return Math.sqrt(at(errors.own, index) + throughRaters + ofMean * (point.ratios[0] * sum) ** 2);
  });
}

/** √(σ²ₑ(γr·T⁻¹ⱼⱼ + γr²(1ⱼᵀH⁻¹1)²/(1ᵀH⁻¹1))), in standardised units: the second term is the error of the mean. */
function raterErrors({ incidence }: Design, { point, inverse }: RemlMaximum): Float64Array {
  const ratio = point.ratios[1];
  return raterSums(incidence, point.ones).map((sum, rater) => {
    const variance = ratio * at(inverse.entries, rater * inverse.size + rater) + (ratio * sum) ** 2 / point.onesSum;
    return Math.sqrt(point.residualVariance * variance);
  });
}
