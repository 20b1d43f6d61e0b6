import type { Estimated, NotEstimable, Outcome } from '../estimate.js';
import { isNotEstimable, notEstimable } from '../estimate.js';
import type { Rating } from '../ratings.js';
import { areRising, classifyCategorical, noVariation, tabulatePair, tooFewPairable } from './categories.js';
import type { Weighting, Weights } from './weights.js';
import { disagreementWeights, isSquare, weightOf } from './weights.js';
import { valueAt } from '../arrays.js';
import type { ConfidenceOptions } from '../interval.js';
import { defaultLevel, normalReach, refuseLevel, spreadOf } from '../interval.js';
import { sum, sumOf } from '../moments.js';

export interface CohenOptions extends ConfidenceOptions {
  /** Default `unweighted`. */
  weights?: Weighting;
  /**
   * The scale, rising. Default: the values that occur, or 0, 1, 2 … for a contingency table. It matters for weights only:
   * unused categories widen the steps of `ordinal` and are expected in a table of one's own.
   */
  categories?: readonly number[];
}

/** Cohen's kappa; `n` counts the units that both raters rated. */
export interface CohenKappa extends Estimated {
  /** Weighted agreement that was seen, in 0..1. */
  observedAgreement: number;
  /** Weighted agreement that chance would give, in 0..1. */
  expectedAgreement: number;
}

/**
 * Cohen's kappa of two raters, weighted or not: agreement beyond chance in −1..1, where chance keeps how often each rater used
 * each category. Only units that both rated count; see `cohenKappaOfTable` for the formula.
 *
 * @returns `no-data`, `single-rater`, `no-pairs`, `too-few-units` below two shared units, `no-variation` when both raters gave
 * one and the same value, `bad-data` for three raters or more, a rating twice, a value outside the scale, weights
 * that do not fit, `too-large` for over 1,000 categories.
 *
 * Source: Cohen 1960, Educ. Psychol. Meas. 20:37–46; Cohen 1968, Psychol. Bull. 70:213–220.
 */
export function cohenKappa(ratings: readonly Rating[], options: CohenOptions = {}): Outcome<CohenKappa> {
  const table = tabulatePair(ratings);
  const classified = classifyCategorical(table, options.categories);
  if (isNotEstimable(classified)) return classified;
  if (isNotEstimable(table)) return table;
  const { categories } = classified;
  const codeOf = new Map(categories.map((category, code) => [category, code]));
  const counts = categories.map(() => new Array<number>(categories.length).fill(0));
  for (const [first, second] of table.cells) {
    const row = counts[codeOf.get(first ?? Number.NaN) ?? -1];
    const column = codeOf.get(second ?? Number.NaN) ?? -1;
    if (row !== undefined) row[column] = valueAt(row, column) + 1;
  }
  return cohenKappaOfTable(counts, { ...options, categories });
}

/**
 * Cohen's kappa of a square contingency table: `table[i][j]` counts the units that one rater put in category i and the other
 * in category j.
 *
 *     κ = 1 − Σ v_ij p_ij / Σ v_ij p_i. p_.j
 *
 * with disagreement weights v (1 off the diagonal when unweighted). The standard error is that of Fleiss, Cohen and Everitt
 * for any kappa, the interval is normal and not cut at 1. Both are null where the variance is 0: at perfect agreement, and
 * when one rater used one category only (kappa is 0 then, whatever the other did).
 *
 * @returns `no-data` for a table without units, `too-few-units` for one unit, `no-variation` when all units are in one cell of
 * the diagonal, `bad-data` for a table that is not square or holds anything but whole counts, and for weights, categories or a
 * level that do not fit.
 *
 * Source: Cohen 1968; standard error Fleiss, Cohen & Everitt 1969, Psychol. Bull. 72:323–327.
 */
export function cohenKappaOfTable(table: readonly (readonly number[])[], options: CohenOptions = {}): Outcome<CohenKappa> {
  const { weights: weighting = 'unweighted', categories = table.map((_, index) => index), level = defaultLevel } = options;
  const refusal = refuseLevel(level) ?? checkTable(table) ?? checkCategories(categories, table.length);
  if (refusal !== null) return refusal;
  const weights = disagreementWeights(weighting, categories);
  if (isNotEstimable(weights)) return weights;
  return kappaOf(sharesOf(table), weights, level);
}

/** A contingency table as shares of its units, with the shares of its rows and columns. */
interface Shares {
  n: number;
  cells: number[][];
  rows: number[];
  columns: number[];
}

function kappaOf({ n, cells, rows, columns }: Shares, weights: Weights, level: number): Outcome<CohenKappa> {
  const over = (term: (i: number, j: number) => number): number => sumOf(rows, (_, i) => sumOf(columns, (_, j) => term(i, j)));
  const cell = (i: number, j: number): number => valueAt(cells[i] ?? [], j);
  const observed = over((i, j) => weightOf(weights, i, j) * cell(i, j));
  const expected = over((i, j) => weightOf(weights, i, j) * valueAt(rows, i) * valueAt(columns, j));
  if (!(expected > 0)) return noVariation();
  const ratio = observed / expected;
  // What a unit in cell (i, j) adds to kappa, up to a constant: its variance over the cells is n times that of kappa.
  const rowMeans = rows.map((_, i) => sumOf(columns, (share, j) => share * weightOf(weights, i, j)));
  const columnMeans = columns.map((_, j) => sumOf(rows, (share, i) => share * weightOf(weights, i, j)));
  const influence = (i: number, j: number): number =>
    (ratio * (valueAt(rowMeans, i) + valueAt(columnMeans, j)) - weightOf(weights, i, j)) / expected;
  const average = over((i, j) => cell(i, j) * influence(i, j));
  const variance = over((i, j) => cell(i, j) * (influence(i, j) - average) ** 2) / n;
  return {
    ok: true,
    estimate: 1 - ratio,
    ...spreadOf(1 - ratio, variance, level, normalReach(level)),
    n,
    observedAgreement: 1 - observed,
    expectedAgreement: 1 - expected,
  };
}

function sharesOf(table: readonly (readonly number[])[]): Shares {
  const n = sum(table.flat());
  return {
    n,
    cells: table.map((row) => row.map((count) => count / n)),
    rows: table.map((row) => sum(row) / n),
    columns: table.map((_, j) => sumOf(table, (row) => valueAt(row, j)) / n),
  };
}

function checkTable(table: readonly (readonly number[])[]): NotEstimable | null {
  if (!isSquare(table, table.length)) return notEstimable('bad-data', 'The contingency table is not square.');
  const counts = table.flat();
  if (!counts.every((count) => Number.isSafeInteger(count) && count >= 0) || !Number.isSafeInteger(sum(counts))) {
    return notEstimable('bad-data', 'The contingency table holds something that is no count.');
  }
  if (sum(counts) === 0) return notEstimable('no-data', 'The contingency table is empty.', { what: 'shared-units', more: 2 });
  return tooFewPairable(sum(counts));
}

function checkCategories(categories: readonly number[], size: number): NotEstimable | null {
  if (categories.length === size && areRising(categories)) return null;
  return notEstimable('bad-data', `The categories are not ${size} finite numbers in rising order.`);
}
