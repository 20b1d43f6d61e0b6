import type { IrtProblem } from './irt-em.js';
import { derivativesOf } from './irt-em.js';
import type { Curve, Pattern } from './irt-likelihood.js';
import { expectedCounts, logChances, nodes, posteriorOf, probabilityRight } from './irt-likelihood.js';
import { add, at } from '../arrays.js';
import type { SquareMatrix } from '../cholesky.js';
import { addEntry, zeroMatrix } from '../cholesky.js';

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
 * is lost by not knowing them, the posterior covariance of each pattern's scores. Exact up to the quadrature; the lower triangle
 * only.
 * Source: Louis 1982, Journal of the Royal Statistical Society B 44, 226–233.
 */
export function observedInformation({ patterns, sharedSlope }: IrtProblem, curves: readonly Curve[]): SquareMatrix {
  const indices = parameterIndices(curves.length, sharedSlope);
  const information = zeroMatrix(curves.length + (sharedSlope ? 1 : curves.length));
  expectedCounts(patterns, curves).counts.forEach((counts, item) => {
    const { slope, intercept } = indices[item] ?? { slope: 0, intercept: 0 };
    const { slopeInformation, crossInformation, interceptInformation } = derivativesOf(counts);
    addEntry(information, slope, slope, slopeInformation);
    addEntry(information, intercept, slope, crossInformation);
    addEntry(information, intercept, intercept, interceptInformation);
  });
  const chances = logChances(curves);
  const rightAtNodes = curves.map((curve) => Float64Array.from(nodes, (node) => probabilityRight(curve, node)));
  for (const pattern of patterns) {
    const scores = scoresAtNodes(pattern, rightAtNodes, indices, information.size);
    subtractCovariance(information, scores, posteriorOf(pattern.answers, chances).weights, pattern.count);
  }
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
      add(scores[index.slope] ?? new Float64Array(), k, residual * node);
      add(scores[index.intercept] ?? new Float64Array(), k, residual);
    });
  });
  return scores;
}

function subtractCovariance(
  information: SquareMatrix,
  scores: readonly Float64Array[],
  weights: Float64Array,
  count: number,
): void {
  const weighted = scores.map((score) => {
    const average = dot(score, weights);
    return score.map((value, k) => (value - average) * at(weights, k));
  });
  scores.forEach((own, row) => {
    weighted.slice(0, row + 1).forEach((other, column) => addEntry(information, row, column, -count * dot(own, other)));
  });
}

function dot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let k = 0; k < a.length; k += 1) {
    total += at(a, k) * at(b, k);
  }
  return total;
}
