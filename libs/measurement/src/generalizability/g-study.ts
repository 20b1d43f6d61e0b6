import type { NotEstimable, Outcome } from '../estimate.js';
import { isNotEstimable, notEstimable } from '../estimate.js';
import type { Rating } from '../ratings.js';
import type { BalancedData, ByFactor, Design, Factor, Source, TaskRating } from './design.js';
import { crossedData, nestedData, personsByRaters, personsByRatersInTasks, personsByTasksByRaters } from './design.js';
import { finiteOrBadData } from '../finite.js';
import { mean, sum, variance } from '../moments.js';

/** How much of the variance of single ratings comes from one source, in squared points. */
export interface VarianceComponent extends Source {
  degreesOfFreedom: number;
  meanSquare: number;
  /** What the expected mean squares give, negative values included. */
  raw: number;
  /** The estimate to use: `raw`, or 0 where that is negative. */
  value: number;
  wasNegative: boolean;
}

export interface GStudy {
  /** In the order of the design: the units first, the residual last. */
  components: VarianceComponent[];
  /** Levels in the data; raters per task where they are nested, one task where the design has none. */
  sizes: ByFactor;
  grandMean: number;
  /** Units. */
  n: number;
}

/**
 * Variance components of the p × r design: all raters rate all units, both drawn at random. By expected mean squares: the
 * mean square of an effect expects the sum, over all effects that include it, of their components times the number of
 * ratings behind each of their levels. A negative component is reported as 0 and flagged, with its raw value beside it.
 *
 * @returns reasons: `no-data`; `bad-data` for a value that is no finite number and a second rating of the same cell;
 * `missing-cells` for an incomplete table; `too-few-units` under 2 units; `single-rater`; `no-variation` if all ratings are
 * the same.
 *
 * Source: Brennan 2001, Generalizability Theory, ch. 2 and 3.
 */
export function gStudyPersonsByRaters(ratings: readonly Rating[]): Outcome<GStudy> {
  return study(personsByRaters, crossedData(ratings.map(({ unit, rater, value }) => ({ unit, task: '', rater, value }))));
}

/**
 * Variance components of the crossed p × t × r design: all raters rate all units on all tasks (items, occasions). Method,
 * reasons and source as in `gStudyPersonsByRaters`, and `too-few-items` for a single task.
 */
export function gStudyPersonsByTasksByRaters(ratings: readonly TaskRating[]): Outcome<GStudy> {
  return study(personsByTasksByRaters, crossedData(ratings));
}

/**
 * Variance components of the p × (r:t) design: each task has raters of its own, equally many, who rate all units. A rater's
 * name counts within its task: the same name under two tasks is two raters. Method, reasons and source as in
 * `gStudyPersonsByRaters`, and `too-few-items` for a single task.
 */
export function gStudyPersonsByRatersInTasks(ratings: readonly TaskRating[]): Outcome<GStudy> {
  return study(personsByRatersInTasks, nestedData(ratings));
}

function study(design: Design, data: BalancedData | NotEstimable): Outcome<GStudy> {
  if (isNotEstimable(data)) return data;
  const lacking = whatIsLacking(design, data);
  if (lacking) return lacking;
  const components = solveExpectedMeanSquares(analysisOfVariance(design, data), data.sizes);
  const grandMean = mean(data.observations.map(({ value }) => value));
  return finiteOrBadData({ ok: true as const, components, sizes: data.sizes, grandMean, n: data.sizes.unit });
}

function whatIsLacking(design: Design, { sizes, observations }: BalancedData): NotEstimable | null {
  if (sizes.unit < 2) return notEstimable('too-few-units', 'One unit does not vary.', { what: 'units', more: 1 });
  if (sizes.rater < 2) return notEstimable('single-rater', 'One rater does not vary.', { what: 'raters', more: 1 });
  if (sizes.task < 2 && design.some(({ effect }) => effect === 'task')) {
    return notEstimable('too-few-items', 'One task does not vary.', { what: 'items', more: 1 });
  }
  if (variance(observations.map(({ value }) => value)) === 0) {
    return notEstimable('no-variation', 'All ratings are the same.', { what: 'different-values', more: 1 });
  }
  return null;
}

/** A row of the table of the analysis of variance. */
interface VarianceRow extends Source {
  sumOfSquares: number;
  degreesOfFreedom: number;
}

/** An effect's sum of squares is what the means over its factors vary beyond the effects that it includes. */
function analysisOfVariance(design: Design, data: BalancedData): VarianceRow[] {
  const { sizes } = data;
  const total = squaresBetween(['unit', 'task', 'rater'], data);
  const rows: VarianceRow[] = [];
  for (const { effect, over } of design) {
    const included = rows.filter((row) => isWithin(row.over, over));
    const left = squaresBetween(over, data) - sum(included.map(({ sumOfSquares }) => sumOfSquares));
    // A difference of sums that is no more than their rounding would turn into ratios of noise.
    const sumOfSquares = left < roundingShare * total ? 0 : left;
    const degreesOfFreedom = product(over, sizes) - 1 - sum(included.map((row) => row.degreesOfFreedom));
    rows.push({ effect, over, sumOfSquares, degreesOfFreedom });
  }
  return rows;
}

const roundingShare = 1e-12;

/** From the highest interaction down, since an effect's mean square expects the components of all that include it. */
function solveExpectedMeanSquares(rows: readonly VarianceRow[], sizes: ByFactor): VarianceComponent[] {
  const ratingsPerLevel = ({ over }: Source) => product(['unit', 'task', 'rater'], sizes) / product(over, sizes);
  const solved: VarianceComponent[] = [];
  for (const { effect, over, sumOfSquares, degreesOfFreedom } of rows.toReversed()) {
    const meanSquare = sumOfSquares / degreesOfFreedom;
    const including = solved.filter((other) => isWithin(over, other.over));
    const expectedOfOthers = sum(including.map((other) => ratingsPerLevel(other) * other.raw));
    const raw = (meanSquare - expectedOfOthers) / ratingsPerLevel({ effect, over });
    solved.unshift({ effect, over, degreesOfFreedom, meanSquare, raw, value: Math.max(0, raw), wasNegative: raw < 0 });
  }
  return solved;
}

/** Σ over the cells of a margin of cell size × (cell mean − grand mean)². */
function squaresBetween(over: readonly Factor[], { sizes, observations }: BalancedData): number {
  const grandMean = mean(observations.map(({ value }) => value));
  const sums = new Array<number>(product(over, sizes)).fill(0);
  for (const { level, value } of observations) {
    const cell = over.reduce((index, factor) => index * sizes[factor] + level[factor], 0);
    sums[cell] = (sums[cell] ?? 0) + value - grandMean;
  }
  return sum(sums.map((cell) => cell ** 2)) / (observations.length / sums.length);
}

function isWithin(inner: readonly Factor[], outer: readonly Factor[]): boolean {
  return inner.every((factor) => outer.includes(factor));
}

function product(over: readonly Factor[], sizes: ByFactor): number {
  return over.reduce((total, factor) => total * sizes[factor], 1);
}
