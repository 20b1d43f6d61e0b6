import type { NotEstimable, Outcome } from '../estimate.js';
import { isNotEstimable, notEstimable } from '../estimate.js';
import type { Effect } from './design.js';
import type { GStudy, VarianceComponent } from './g-study.js';
import { finiteOrBadData } from '../finite.js';
import { sum } from '../moments.js';

/** The measurement to plan: raters (per task where they are nested) and tasks, whole numbers from 1. */
export interface DStudyOptions {
  raters: number;
  /** As many as the G-study had unless told; only for designs with tasks. */
  tasks?: number;
}

export interface DStudy {
  raters: number;
  /** 1 where the design has no tasks. */
  tasks: number;
  /** How much the units' true (universe) scores vary, in squared points. */
  universeScoreVariance: number;
  relativeErrorVariance: number;
  absoluteErrorVariance: number;
  /** Standard error of a unit's mean score when units are compared with each other, in points. */
  relativeSem: number;
  /** Standard error of a unit's mean score against a fixed scale, in points. */
  absoluteSem: number;
  /** Generalizability coefficient Eρ²: dependability of the order of units, 0..1. */
  gCoefficient: number;
  /** Index of dependability Φ: the same for scores against a fixed scale, 0..1 and at most `gCoefficient`. */
  phi: number;
  /** Components that went in as 0 because their estimates were negative. */
  setToZero: Effect[];
  /** Units of the G-study. */
  n: number;
}

/**
 * What reliability the mean over so many raters (and tasks) would have. Each variance component is divided by the numbers
 * of levels that its facets are averaged over; the relative error sums those that involve the unit, the absolute error all
 * but the unit's own. Eρ² = σ²(p)/(σ²(p) + σ²(δ)), Φ = σ²(p)/(σ²(p) + σ²(Δ)). Negative components count as 0.
 *
 * @returns reasons: `bad-data` for a number of raters or tasks that is no whole number from 1, and for tasks where the
 * design has none; `no-variation` if the units do not vary and neither does the relative error.
 *
 * Source: Brennan 2001, Generalizability Theory, ch. 2 and 4.
 */
export function dStudy(study: GStudy, options: DStudyOptions): Outcome<DStudy> {
  const plan = planOf(study, options);
  if (isNotEstimable(plan)) return plan;
  const universeScoreVariance = unitVariance(study);
  const { relative, absolute } = errorVariances(study, plan);
  if (universeScoreVariance + relative === 0) {
    return notEstimable('no-variation', 'Neither the units nor their errors vary.', { what: 'different-values', more: 1 });
  }
  return finiteOrBadData({
    ok: true as const,
    ...plan,
    universeScoreVariance,
    relativeErrorVariance: relative,
    absoluteErrorVariance: absolute,
    relativeSem: Math.sqrt(relative),
    absoluteSem: Math.sqrt(absolute),
    gCoefficient: universeScoreVariance / (universeScoreVariance + relative),
    phi: universeScoreVariance / (universeScoreVariance + absolute),
    setToZero: study.components.filter(({ wasNegative }) => wasNegative).map(({ effect }) => effect),
    n: study.n,
  });
}

/**
 * Dependability of decisions at a cut score λ, in points of the mean rating:
 * Φ(λ) = (σ²(p) + (μ − λ)²) / (σ²(p) + (μ − λ)² + σ²(Δ)). The squared distance is estimated without bias as
 * (X̄ − λ)² − σ²(X̄), with X̄ and its error variance from the G-study's data; it can be negative near the mean, so that Φ(λ)
 * falls below Φ there. High far from the cut, lowest at the mean.
 *
 * @returns reasons: those of `dStudy`; `bad-data` for a cut score that is no finite number; `no-variation` if the estimated
 * spread about the cut is not positive.
 *
 * Sources: Brennan & Kane 1977, Journal of Educational Measurement 14, 277–289; Brennan 2001, ch. 2.
 */
export function cutScoreDependability(study: GStudy, cutScore: number, options: DStudyOptions): Outcome {
  if (!Number.isFinite(cutScore)) return notEstimable('bad-data', 'The cut score is no number.');
  const plan = planOf(study, options);
  if (isNotEstimable(plan)) return plan;
  const squaredDistance = (study.grandMean - cutScore) ** 2 - varianceOfGrandMean(study);
  const signal = unitVariance(study) + squaredDistance;
  const spread = signal + errorVariances(study, plan).absolute;
  if (spread <= 0) {
    return notEstimable('no-variation', 'Scores do not vary about the cut.', { what: 'different-values', more: 1 });
  }
  return finiteOrBadData({ ok: true as const, estimate: signal / spread, standardError: null, interval: null, n: study.n });
}

export interface TargetOptions {
  coefficient: 'gCoefficient' | 'phi';
  /** The least value of the coefficient, between 0 and 1. */
  target: number;
  /** As in `DStudyOptions`. */
  tasks?: number;
}

/**
 * The smallest number of raters (per task where they are nested) whose mean reaches a coefficient. Source: `dStudy` solved
 * for the number of raters.
 *
 * @returns reasons: `bad-data` for a target not between 0 and 1 and for what `dStudy` refuses; `no-variation` if units do
 * not vary; `too-few-items` if no number of raters is enough with so few tasks.
 */
export function ratersNeeded(study: GStudy, options: TargetOptions): Outcome<{ raters: number }> {
  const { coefficient, target, ...rest } = options;
  if (!(target > 0 && target < 1)) return notEstimable('bad-data', 'The target is not between 0 and 1.');
  const plan = planOf(study, { ...rest, raters: 1 });
  if (isNotEstimable(plan)) return plan;
  const allowed = (unitVariance(study) * (1 - target)) / target;
  if (allowed === 0) return notEstimable('no-variation', 'The units do not vary.', { what: 'different-values', more: 1 });
  const sources = coefficient === 'phi' ? absoluteSources(study) : relativeSources(study);
  const perRater = errorVariance(sources.filter(hasRaters), plan);
  const fixed = sources.filter((source) => !hasRaters(source));
  const left = allowed - errorVariance(fixed, plan);
  if (left <= 0) {
    const tasks = Math.floor(errorVariance(fixed, { ...plan, tasks: 1 }) / allowed) + 1;
    const detail = `With ${plan.tasks} tasks no number of raters is enough.`;
    return notEstimable('too-few-items', detail, { what: 'items', more: Math.max(1, tasks - plan.tasks) });
  }
  return finiteOrBadData({ ok: true as const, raters: Math.max(1, Math.ceil(perRater / left - tolerance)) });
}

/** Rounding must not ask for one rater more than a whole number that is exactly enough. */
const tolerance = 1e-9;

interface Plan {
  raters: number;
  tasks: number;
}

function planOf({ components, sizes }: GStudy, { raters, tasks }: DStudyOptions): Plan | NotEstimable {
  const hasTasks = components.some(({ over }) => over.includes('task'));
  if (!hasTasks && tasks !== undefined) return notEstimable('bad-data', 'The design has no tasks.');
  const plan = { raters, tasks: tasks ?? sizes.task };
  const isCount = (count: number) => Number.isSafeInteger(count) && count >= 1;
  if (isCount(plan.raters) && isCount(plan.tasks)) return plan;
  return notEstimable('bad-data', 'Raters and tasks are counted in whole numbers from 1.');
}

function unitVariance({ components }: GStudy): number {
  return components.find(({ effect }) => effect === 'unit')?.value ?? 0;
}

function errorVariances(study: GStudy, plan: Plan): { relative: number; absolute: number } {
  return { relative: errorVariance(relativeSources(study), plan), absolute: errorVariance(absoluteSources(study), plan) };
}

function errorVariance(sources: readonly VarianceComponent[], plan: Plan): number {
  return sum(sources.map(({ value, over }) => value / levelsAveraged(over, plan)));
}

function absoluteSources({ components }: GStudy): VarianceComponent[] {
  return components.filter(({ effect }) => effect !== 'unit');
}

function relativeSources(study: GStudy): VarianceComponent[] {
  return absoluteSources(study).filter(({ over }) => over.includes('unit'));
}

function hasRaters({ over }: VarianceComponent): boolean {
  return over.includes('rater');
}

function levelsAveraged(over: VarianceComponent['over'], { raters, tasks }: Plan): number {
  return (over.includes('rater') ? raters : 1) * (over.includes('task') ? tasks : 1);
}

/** Error variance of the G-study's grand mean as an estimate of μ, units included. */
function varianceOfGrandMean({ components, sizes }: GStudy): number {
  const plan = { raters: sizes.rater, tasks: sizes.task };
  return sum(components.map(({ value, over }) => value / levelsAveraged(over, plan) / (over.includes('unit') ? sizes.unit : 1)));
}
