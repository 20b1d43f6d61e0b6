import fCdf from '@stdlib/stats-base-dists-f-cdf';
import fQuantile from '@stdlib/stats-base-dists-f-quantile';
import type { Estimated, NotEstimable, Outcome } from '../estimate.js';
import { isNotEstimable, notEstimable } from '../estimate.js';
import type { Rating } from '../ratings.js';
import { noVariation } from './categories.js';
import { tabulateComplete } from './complete-table.js';
import { unitPositions } from './unit-positions.js';
import { rising } from '../arrays.js';
import type { ConfidenceOptions } from '../interval.js';
import { defaultLevel, intervalAround, refuseLevel, upperTail } from '../interval.js';
import { mean, sumOf } from '../moments.js';

/**
 * Which raters, and how many of them, the reliability is of:
 * - `ICC(1,…)`: every unit was rated by other raters, so that severity is part of the error;
 * - `ICC(2,…)`: the same raters rated all units and stand for other raters; absolute agreement;
 * - `ICC(3,…)`: only these raters matter; consistency, so that severity does not count;
 * - `…,1)`: of one rating; `…,k)`: of the mean of all k raters.
 */
export type IccForm = 'ICC(1,1)' | 'ICC(2,1)' | 'ICC(3,1)' | 'ICC(1,k)' | 'ICC(2,k)' | 'ICC(3,k)';

export interface IccOptions extends ConfidenceOptions {
  /** Default `ICC(2,1)`. */
  form?: IccForm;
}

/** An intraclass correlation; `n` counts units. */
export interface Icc extends Estimated {
  raters: number;
  /**
   * Variance between units by error variance, for the test that the ICC is 0. Null where there is no error variance at all:
   * F is infinite when raters agree perfectly.
   */
  f: number | null;
  /** The chance of an F at least as high if the ICC were 0; null without F, and 0 means below 1e-15. */
  p: number | null;
  /** Degrees of freedom of the units. */
  df1: number;
  /** Degrees of freedom of the error. */
  df2: number;
}

/** Mean squares of ratings that span 0..1; below this they are rounding noise and count as 0. */
const noise = 1e-24;

/** A divisor that is smaller than this part of the mean squares is what rounding left of 0. */
const negligible = 1e-12;

/**
 * Intraclass correlation from the analysis of variance of a complete table: the share of the variance of ratings (or of the
 * raters' mean) that comes from the units. At most 1; below 0 when units differ less than error alone would make them differ.
 *
 *     ICC(1,1) = (B − W) / (B + (k − 1)W)                     ICC(1,k) = (B − W) / B
 *     ICC(2,1) = (B − E) / (B + (k − 1)E + k(R − E)/n)        ICC(2,k) = (B − E) / (B + (R − E)/n)
 *     ICC(3,1) = (B − E) / (B + (k − 1)E)                     ICC(3,k) = (B − E) / B
 *
 * with n units, k raters and the mean squares between units B, within units W, between raters R and residual E. Intervals are
 * exact F intervals for forms 1 and 3 and Satterthwaite's approximation for form 2; that of ICC(2,k) is the one of ICC(2,1)
 * stepped up by Spearman–Brown. The interval is null where it has no width or no finite end: at perfect agreement, for units
 * with equal means. There is no standard error.
 *
 * @returns `no-data`, `single-rater`, `too-few-units` below two, `missing-cells`, `no-variation` when the ratings, or the
 * units' means where the form divides by their variance, are all the same, `not-identifiable` where the form would divide by
 * a variance that is negative or next to nothing beside the error, `bad-data` for a rating twice, a value that is no number,
 * a wrong level.
 *
 * Source: Shrout & Fleiss 1979, Psychol. Bull. 86:420–428; intervals McGraw & Wong 1996, Psychol. Methods 1:30–46.
 */
export function intraclassCorrelation(ratings: readonly Rating[], options: IccOptions = {}): Outcome<Icc> {
  const { form = 'ICC(2,1)', level = defaultLevel } = options;
  const wrongLevel = refuseLevel(level);
  if (wrongLevel !== null) return wrongLevel;
  const rows = tabulateComplete(ratings);
  if (isNotEstimable(rows)) return rows;
  const anova = analyse(onUnitRange(rows));
  if (anova.between + anova.within === 0) return noVariation(rows[0]?.[0]);
  const { numerator, denominator, error, df2 } = partsOf(form, anova);
  if (!(denominator > negligible * (anova.between + anova.raters + anova.residual))) return noUnitVariance(anova);
  const estimate = numerator / denominator;
  const f = error > 0 ? anova.between / error : null;
  const [lower, upper] = limits(form, anova, upperTail(level));
  return {
    ok: true,
    estimate,
    standardError: null,
    interval: intervalAround(estimate, lower, upper, level),
    n: anova.n,
    raters: anova.k,
    f,
    p: f === null ? null : 1 - fCdf(f, anova.n - 1, df2),
    df1: anova.n - 1,
    df2,
  };
}

/** A two-way analysis of variance with one rating per cell: mean squares. */
interface Anova {
  n: number;
  k: number;
  between: number;
  within: number;
  raters: number;
  residual: number;
}

function onUnitRange(rows: readonly number[][]): number[][] {
  const values = rising(new Set(rows.flat()));
  const positions = unitPositions(values);
  const positionOf = new Map(values.map((value, index) => [value, positions[index] ?? 0]));
  return rows.map((row) => row.map((value) => positionOf.get(value) ?? 0));
}

function analyse(rows: readonly number[][]): Anova {
  const n = rows.length;
  const k = rows[0]?.length ?? 0;
  const unitMeans = rows.map(mean);
  const raterMeans = Array.from({ length: k }, (_, rater) => sumOf(rows, (row) => row[rater] ?? 0) / n);
  const grand = mean(unitMeans);
  const squares = (term: (value: number, unit: number, rater: number) => number): number =>
    sumOf(rows, (row, unit) => sumOf(row, (value, rater) => term(value, unit, rater) ** 2));
  const unitMean = (unit: number): number => unitMeans[unit] ?? 0;
  const raterMean = (rater: number): number => raterMeans[rater] ?? 0;
  const meanSquare = (total: number, df: number): number => (total / df > noise ? total / df : 0);
  return {
    n,
    k,
    between: meanSquare(k * sumOf(unitMeans, (value) => (value - grand) ** 2), n - 1),
    within: meanSquare(
      squares((value, unit) => value - unitMean(unit)),
      n * (k - 1),
    ),
    raters: meanSquare(n * sumOf(raterMeans, (value) => (value - grand) ** 2), k - 1),
    residual: meanSquare(
      squares((value, unit, rater) => value - unitMean(unit) - raterMean(rater) + grand),
      (n - 1) * (k - 1),
    ),
  };
}

interface Parts {
  numerator: number;
  denominator: number;
  error: number;
  df2: number;
}

function partsOf(form: IccForm, { n, k, between, within, raters, residual }: Anova): Parts {
  const crossed = { numerator: between - residual, error: residual, df2: (n - 1) * (k - 1) };
  const nested = { numerator: between - within, error: within, df2: n * (k - 1) };
  switch (form) {
    case 'ICC(1,1)':
      return { ...nested, denominator: between + (k - 1) * within };
    case 'ICC(1,k)':
      return { ...nested, denominator: between };
    case 'ICC(2,1)':
      return { ...crossed, denominator: between + (k - 1) * residual + (k * (raters - residual)) / n };
    case 'ICC(2,k)':
      return { ...crossed, denominator: between + (raters - residual) / n };
    case 'ICC(3,1)':
      return { ...crossed, denominator: between + (k - 1) * residual };
    case 'ICC(3,k)':
      return { ...crossed, denominator: between };
  }
}

function noUnitVariance({ between }: Anova): NotEstimable {
  if (between === 0) {
    const detail = 'All units have the same mean, so that nothing can tell them apart.';
    return notEstimable('no-variation', detail, { what: 'different-values', more: 1 });
  }
  return notEstimable('not-identifiable', 'Units differ so much less than error makes them differ that this form has no value.');
}

type Limits = [lower: number, upper: number];

function limits(form: IccForm, anova: Anova, tail: number): Limits {
  const { n, k, between, within, residual } = anova;
  switch (form) {
    case 'ICC(1,1)':
      return fromFRatio(between / within, n - 1, n * (k - 1), tail, (f) => (f - 1) / (f + k - 1));
    case 'ICC(1,k)':
      return fromFRatio(between / within, n - 1, n * (k - 1), tail, (f) => 1 - 1 / f);
    case 'ICC(3,1)':
      return fromFRatio(between / residual, n - 1, (n - 1) * (k - 1), tail, (f) => (f - 1) / (f + k - 1));
    case 'ICC(3,k)':
      return fromFRatio(between / residual, n - 1, (n - 1) * (k - 1), tail, (f) => 1 - 1 / f);
    case 'ICC(2,1)':
      return ofAgreement(anova, tail);
    case 'ICC(2,k)':
      return steppedUp(ofAgreement(anova, tail), k);
  }
}

function fromFRatio(f: number, df1: number, df2: number, tail: number, iccOf: (f: number) => number): Limits {
  return [iccOf(f / fQuantile(tail, df1, df2)), iccOf(f * fQuantile(tail, df2, df1))];
}

/** Limits of ICC(2,1): the error is a sum of two mean squares, its degrees of freedom are Satterthwaite's. */
function ofAgreement(anova: Anova, tail: number): Limits {
  const { n, k, between, raters, residual } = anova;
  const { numerator, denominator } = partsOf('ICC(2,1)', anova);
  const icc = numerator / denominator;
  const fromRaters = k * icc * raters;
  const fromResidual = (n * (1 + (k - 1) * icc) - k * icc) * residual;
  const df = (fromRaters + fromResidual) ** 2 / (fromRaters ** 2 / (k - 1) + fromResidual ** 2 / ((n - 1) * (k - 1)));
  const error = k * raters + (k * n - k - n) * residual;
  const fLower = fQuantile(tail, n - 1, df);
  const fUpper = fQuantile(tail, df, n - 1);
  return [
    (n * (between - fLower * residual)) / (fLower * error + n * between),
    (n * (fUpper * between - residual)) / (error + n * fUpper * between),
  ];
}

/** Spearman–Brown for k ratings; it has no value at −1/(k − 1) and below. */
function steppedUp(limitsOfOne: Limits, k: number): Limits {
  const step = (icc: number): number => (1 + (k - 1) * icc > 0 ? (k * icc) / (1 + (k - 1) * icc) : Number.NaN);
  return [step(limitsOfOne[0]), step(limitsOfOne[1])];
}
