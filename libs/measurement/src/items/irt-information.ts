import type { IrtProblem } from './irt-em.js';
import { derivativesOf } from './irt-em.js';
import type { Curve, Pattern } from './irt-likelihood.js';
import { at, expectedCounts, logChances, nodes, posteriorOf, probabilityRight } from './irt-likelihood.js';

/** Where a curve's parameters stand among all parameters of the model: slopes first, then intercepts. */
export interface ParameterIndex {
  slope: number;
  intercept: number;
}

export function parameterIndices(items: number, sharedSlope: boolean): ParameterIndex[] {
  const slopes = sharedSlope ? 1 : items;
  return Array.from({ length: items }, (_, item) => ({ slope: sharedSlope ? 0 : item, intercept: slopes + item }));
}

/**
 * The observed information matrix of slopes and intercepts: what the answers would tell if abilities were known, less what
 * is lost by not knowing them, the posterior covariance of each pattern's scores. Exact up to the quadrature.
 * Source: Louis 1982, Journal of the Royal Statistical Society B 44, 226–233.
 */
export function observedInformation({ patterns, sharedSlope }: IrtProblem, curves: readonly Curve[]): Float64Array[] {
  const indices = parameterIndices(curves.length, sharedSlope);
  const size = curves.length + (sharedSlope ? 1 : curves.length);
  const information = Array.from({ length: size }, () => new Float64Array(size));
  expectedCounts(patterns, curves).counts.forEach((counts, item) => {
    const { slope, intercept } = indices[item] ?? { slope: 0, intercept: 0 };
    const { slopeInformation, crossInformation, interceptInformation } = derivativesOf(counts);
    add(information, slope, slope, slopeInformation);
    add(information, intercept, slope, crossInformation);
    add(information, intercept, intercept, interceptInformation);
  });
  const chances = logChances(curves);
  const rightAtNodes = curves.map((curve) => Float64Array.from(nodes, (node) => probabilityRight(curve, node)));
  for (const pattern of patterns) {
    const scores = scoresAtNodes(pattern, rightAtNodes, indices, size);
    subtractCovariance(information, scores, posteriorOf(pattern.answers, chances).weights, pattern.count);
  }
  mirror(information);
  return information;
}

/** First derivatives of the log-likelihood of a pattern in each parameter, if ability were at each node. */
function scoresAtNodes(
  { answers }: Pattern,
  rightAtNodes: readonly Float64Array[],
  indices: readonly ParameterIndex[],
  size: number,
): Float64Array[] {
  const scores = Array.from({ length: size }, () => new Float64Array(nodes.length));
  rightAtNodes.forEach((right, item) => {
    const answer = answers[item] ?? null;
    const index = indices[item];
    if (answer === null || index === undefined) return;
    nodes.forEach((node, k) => {
      const residual = answer - at(right, k);
      add(scores, index.slope, k, residual * node);
      add(scores, index.intercept, k, residual);
    });
  });
  return scores;
}

/** The lower triangle only. */
function subtractCovariance(
  information: readonly Float64Array[],
  scores: readonly Float64Array[],
  weights: Float64Array,
  count: number,
): void {
  const weighted = scores.map((score) => {
    const average = dot(score, weights);
    return score.map((value, k) => (value - average) * at(weights, k));
  });
  information.forEach((row, i) => {
    const own = scores[i] ?? new Float64Array();
    for (let j = 0; j <= i; j += 1) {
      row[j] = at(row, j) - count * dot(own, weighted[j] ?? new Float64Array());
    }
  });
}

function mirror(matrix: readonly Float64Array[]): void {
  matrix.forEach((row, i) => {
    for (let j = 0; j < i; j += 1) {
      const other = matrix[j];
      if (other) other[i] = at(row, j);
    }
  });
}

function add(matrix: readonly Float64Array[], row: number, column: number, amount: number): void {
  const values = matrix[row];
  if (values) values[column] = at(values, column) + amount;
}

function dot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let k = 0; k < a.length; k += 1) {
    total += at(a, k) * at(b, k);
  }
  return total;
}
