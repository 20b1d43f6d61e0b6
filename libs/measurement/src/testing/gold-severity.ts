import { compositeReliability, compositeScore } from '../composite.js';
import { candidateOutranks, outrankProbability } from '../outrank.js';
import type { Measured } from '../ranking.js';
import { connectedComponents } from '../severity/connected-components.js';
import { crossedEffects } from '../severity/crossed-effects.js';
import { severityDrift } from '../severity/drift.js';
import type { GoldFamily } from './gold-family.js';
import { estimated, goldFamily, refusal } from './gold-family.js';

interface CompositeData {
  weights: number[];
  scores: number[];
  se: number[];
  error_correlation: number[][];
  observed_cov: number[][];
  reliabilities: number[];
}

type Row = [candidate: string, rater: string, value: number];

export const severityFamilies: Record<string, GoldFamily> = {
  crossed_lmm_reml: goldFamily(({ rows }: { rows: Row[] }) => crossedFitOf(rows), {
    // As near to lme4 as the design of measurement asks for.
    tolerances: { reml_criterion: 1e-8, candidates: 1e-5, raters: 1e-5, prob_first_gt_second: 1e-5, raw_mean: 1e-12 },
  }),
  connectivity: goldFamily(({ rows }: { rows: [string, string][] }) => {
    const { estimate, groups } = estimated(connectedComponents(rows.map(([candidate, rater]) => ({ candidate, rater }))));
    return { components: estimate, groups };
  }),
  drift_slope: goldFamily(
    ({ week, residual }: { week: number[]; residual: number[] }, { conf_level: level }: { conf_level: number }) => {
      const ratings = week.map((when, index) => ({ week: when, rating: 3 + (residual[index] ?? NaN), expected: 3 }));
      const { estimate, standardError, t, p, interval } = estimated(severityDrift(ratings, { level }));
      return { slope: estimate, se: standardError, t, p, ci: [interval.lower, interval.upper] };
    },
  ),
  prob_outrank: goldFamily(({ a, b, cov }: { a: Measured; b: Measured; cov: number }) => {
    const dependent = estimated(outrankProbability(a, b, cov));
    return {
      p_independent: estimated(outrankProbability(a, b)).estimate,
      p_with_cov: dependent.estimate,
      se_diff_with_cov: dependent.differenceError,
    };
  }),
  composite: goldFamily((data: CompositeData, { conf_level: level }: { conf_level: number }) => {
    const parts = data.weights.map((weight, index) => ({
      weight,
      score: data.scores[index] ?? NaN,
      standardError: data.se[index] ?? NaN,
      reliability: data.reliabilities[index] ?? NaN,
    }));
    const independent = estimated(compositeScore(parts, { level }));
    return {
      composite: independent.estimate,
      se_independent: independent.standardError,
      se_correlated: estimated(compositeScore(parts, { errorCorrelation: data.error_correlation })).standardError,
      mosier_reliability: estimated(compositeReliability(parts, data.observed_cov)).estimate,
    };
  }),
};

function crossedFitOf(rows: readonly Row[]) {
  const fit = crossedEffects(rows.map(([candidate, rater, value]) => ({ candidate, rater, value })));
  if (!fit.ok) return refusal(fit);
  const [first = '', second = ''] = fit.candidates.map(({ id }) => id);
  const chance = estimated(candidateOutranks(fit, first, second));
  return {
    mu: fit.estimate,
    mu_se: fit.standardError,
    var_candidate: fit.variances.candidate,
    var_rater: fit.variances.rater,
    var_residual: fit.variances.residual,
    reml_criterion: fit.remlCriterion,
    candidates: fit.candidates.map((candidate) => ({
      id: candidate.id,
      n: candidate.ratings,
      raw_mean: candidate.rawMean,
      blup: candidate.effect,
      adjusted: candidate.adjusted,
      se_blup: candidate.effectError,
      se_adjusted: candidate.standardError,
    })),
    raters: fit.raters.map(({ id, effect, standardError }) => ({ id, blup: effect, se: standardError })),
    prob_first_gt_second: { a: first, b: second, se_diff: chance.differenceError, p: chance.estimate },
  };
}
