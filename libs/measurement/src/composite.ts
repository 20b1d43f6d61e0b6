import type { Estimated, Interval, Outcome } from './estimate.js';
import { notEstimable } from './estimate.js';
import { choleskyFactor } from './cholesky.js';
import type { ConfidenceOptions } from './interval.js';
import { defaultLevel, normalInterval, refuseLevel } from './interval.js';

/** One part of a composite: its score, the standard error of that score and its weight. */
export interface CompositePart {
  weight: number;
  score: number;
  standardError: number;
}

export interface CompositeOptions extends ConfidenceOptions {
  /** Correlation of the parts' errors, row after row in the order of the parts; independent unless given. */
  errorCorrelation?: readonly (readonly number[])[];
}

export interface CompositeScore extends Estimated {
  standardError: number;
  interval: Interval;
}

/** One part of a composite as it varies over people. */
export interface ReliabilityPart {
  weight: number;
  /** In 0..1. */
  reliability: number;
}

export interface CompositeReliability extends Estimated {
  standardError: null;
  interval: null;
  /** Var of the composite over people, wᵀSw. */
  observedVariance: number;
  /** The part of it that is error. */
  errorVariance: number;
}

/** Squares of anything larger would leave the range of numbers. */
const largestValue = 1e70;
/** Published matrices are rounded. */
const rounding = 1e-9;

/**
 * A weighted sum of scores with its standard error √(wᵀΣw), Σⱼₖ = ρⱼₖ·seⱼ·seₖ. Weights are used as given: they need not sum to 1.
 *
 * @returns `estimate` in the weighted unit of the scores with a normal interval; `n` counts parts. Reasons: `no-data`; `bad-data` for a
 * number that is none or past ±1e70, a negative error, a level outside 0.5 to 0.999, or a matrix that is no correlation matrix of the parts.
 * Source: the delta method; Lord & Novick 1968, Statistical Theories of Mental Test Scores, ch. 4.
 */
export function compositeScore(
  parts: readonly CompositePart[],
  { errorCorrelation, level = defaultLevel }: CompositeOptions = {},
): Outcome<CompositeScore> {
  const refused = refuseLevel(level);
  if (refused) return refused;
  if (parts.length === 0) return notEstimable('no-data', 'A composite needs a part.', { what: 'items', more: 1 });
  const isUsable = parts.every(
    ({ weight, score, standardError }) => [weight, score, standardError].every(isNumber) && standardError >= 0,
  );
  if (!isUsable) return notEstimable('bad-data', 'A weight, a score or an error is no usable number.');
  if (errorCorrelation && !isCorrelation(errorCorrelation, parts.length)) {
    return notEstimable('bad-data', 'The error correlations are no correlation matrix of these parts.');
  }
  const estimate = parts.reduce((sum, { weight, score }) => sum + weight * score, 0);
  const errors = parts.map(({ weight, standardError }) => weight * standardError);
  const standardError = Math.sqrt(quadraticForm(errors, errorCorrelation ?? identityOf(parts.length)));
  return { ok: true, estimate, standardError, interval: normalInterval(estimate, standardError, level), n: parts.length };
}

/**
 * Mosier's reliability of a weighted composite: 1 − Σ wⱼ²sⱼ²(1 − rⱼ) / wᵀSw, errors of the parts independent.
 *
 * @param observedCovariance S, of the parts over people, row after row in the order of the parts.
 * @returns `estimate` at most 1 (below 0 where the errors claimed exceed what the composite varies); `n` counts parts. Reasons: `no-data`;
 * `bad-data` for a number that is none or past ±1e70, a reliability outside 0..1, or a matrix that is no covariance matrix of the parts;
 * `no-variation` where the composite does not vary.
 * Source: Mosier 1943, Psychometrika 8.
 */
export function compositeReliability(
  parts: readonly ReliabilityPart[],
  observedCovariance: readonly (readonly number[])[],
): Outcome<CompositeReliability> {
  if (parts.length === 0) return notEstimable('no-data', 'A composite needs a part.', { what: 'items', more: 1 });
  const isUsable = parts.every(({ weight, reliability }) => isNumber(weight) && reliability >= 0 && reliability <= 1);
  if (!isUsable) return notEstimable('bad-data', 'A weight or a reliability is no usable number.');
  if (!isCovariance(observedCovariance, parts.length)) {
    return notEstimable('bad-data', 'The observed covariances are no covariance matrix of these parts.');
  }
  const weights = parts.map(({ weight }) => weight);
  const own = parts.map(({ weight }, index) => weight ** 2 * entryOf(observedCovariance, index, index));
  const observedVariance = quadraticForm(weights, observedCovariance);
  if (observedVariance <= 1e-12 * own.reduce((sum, variance) => sum + variance, 0)) {
    return notEstimable('no-variation', 'The composite does not vary over people.', { what: 'different-values', more: 1 });
  }
  const errorVariance = parts.reduce((sum, { reliability }, index) => sum + (own[index] ?? 0) * (1 - reliability), 0);
  const estimate = 1 - errorVariance / observedVariance;
  return { ok: true, estimate, standardError: null, interval: null, n: parts.length, observedVariance, errorVariance };
}

type Rows = readonly (readonly number[])[];

function isNumber(value: number): boolean {
  return Math.abs(value) <= largestValue;
}

function isCorrelation(matrix: Rows, size: number): boolean {
  return isCovariance(matrix, size) && matrix.every((_, index) => Math.abs(entryOf(matrix, index, index) - 1) <= rounding);
}

/** Square, symmetric, and no weights would make a variance negative. */
function isCovariance(matrix: Rows, size: number): boolean {
  const isSquare = matrix.length === size && matrix.every((row) => row.length === size && row.every(isNumber));
  if (!isSquare) return false;
  const spread = matrix.map((_, index) => Math.sqrt(entryOf(matrix, index, index)));
  const standardised = matrix.map((row, j) => row.map((entry, k) => standardise(entry, (spread[j] ?? 0) * (spread[k] ?? 0))));
  const isSymmetric = standardised.every((row, j) =>
    row.every((entry, k) => Math.abs(entry - entryOf(standardised, k, j)) <= rounding),
  );
  if (!isSymmetric) return false;
  const entries = Float64Array.from(
    standardised.flatMap((row, j) => row.map((entry, k) => (j === k ? entry + rounding : entry))),
  );
  return choleskyFactor({ size, entries }) !== null;
}

/** A part that does not vary covaries with nothing; NaN for one that claims to, or whose variance is negative. */
function standardise(entry: number, spread: number): number {
  if (spread === 0) return entry === 0 ? 0 : Number.NaN;
  return entry / spread;
}

function quadraticForm(weights: readonly number[], matrix: Rows): number {
  const form = weights.reduce(
    (sum, one, j) => sum + weights.reduce((inner, other, k) => inner + one * other * entryOf(matrix, j, k), 0),
    0,
  );
  // The matrix was checked: less than 0 is rounding error.
  return Math.max(form, 0);
}

function entryOf(matrix: Rows, row: number, column: number): number {
  return matrix[row]?.[column] ?? 0;
}

function identityOf(size: number): number[][] {
  return Array.from({ length: size }, (_, row) => Array.from({ length: size }, (__, column) => (row === column ? 1 : 0)));
}
