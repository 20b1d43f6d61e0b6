import type { NotEstimable } from '../estimate.js';
import { notEstimable } from '../estimate.js';
import { unitPositions } from './unit-positions.js';
import { valueAt } from '../arrays.js';

/**
 * How bad it is to disagree, for categories x₁ < … < x_q:
 * - `unweighted`: every disagreement counts the same;
 * - `linear`: |x_k − x_l|;
 * - `quadratic`: (x_k − x_l)²;
 * - `ordinal`: the number of pairs of categories from k to l, C(|k − l| + 1, 2), which uses the order only (Gwet 2014, ch. 3);
 * - `disagreement`: a table of one's own, row and column in the order of the categories; not negative, 0 on the diagonal.
 *
 * Coefficients do not change when all weights are multiplied by a number.
 */
export type Weighting = 'unweighted' | 'linear' | 'quadratic' | 'ordinal' | { disagreement: readonly (readonly number[])[] };

/** Disagreement weights in 0..1, the largest 1, 0 on the diagonal: one minus the agreement weights of the literature. */
export type Weights = readonly (readonly number[])[];

/** @returns `bad-data` for a table that breaks the rules of `Weighting` or has no disagreement at all. */
export function disagreementWeights(weighting: Weighting, categories: readonly number[]): Weights | NotEstimable {
  if (typeof weighting === 'object') return scaledByLargest(weighting.disagreement, categories.length);
  const positions = unitPositions(categories);
  const distance = (k: number, l: number): number => Math.abs(valueAt(positions, k) - valueAt(positions, l));
  const pairs = (steps: number): number => ((steps + 1) * steps) / 2;
  const weight = {
    unweighted: (k: number, l: number) => (k === l ? 0 : 1),
    linear: distance,
    quadratic: (k: number, l: number) => distance(k, l) ** 2,
    ordinal: (k: number, l: number) => (k === l ? 0 : pairs(Math.abs(k - l)) / pairs(categories.length - 1)),
  }[weighting];
  return categories.map((_, k) => categories.map((_, l) => weight(k, l)));
}

export function weightOf(weights: Weights, k: number, l: number): number {
  return valueAt(weights[k] ?? [], l);
}

function scaledByLargest(table: Weights, size: number): Weights | NotEstimable {
  if (!isSquare(table, size)) return notEstimable('bad-data', `The disagreement weights are no table of ${size} × ${size}.`);
  if (!table.flat().every((weight) => Number.isFinite(weight) && weight >= 0)) {
    return notEstimable('bad-data', 'A disagreement weight is negative or no number.');
  }
  if (table.some((row, index) => row[index] !== 0)) {
    return notEstimable('bad-data', 'A disagreement weight on the diagonal is not 0.');
  }
  const largest = table.flat().reduce((a, b) => Math.max(a, b), 0);
  if (largest === 0) return notEstimable('bad-data', 'All disagreement weights are 0.');
  return table.map((row) => row.map((weight) => weight / largest));
}

export function isSquare(table: readonly (readonly number[])[], size: number): boolean {
  return table.length === size && table.every((row) => row.length === size);
}
