import { add, at } from '../arrays.js';

/** A two-parameter logistic curve in slope–intercept form: P(right | θ) = 1 / (1 + exp(−(slope · θ + intercept))). */
export interface Curve {
  slope: number;
  intercept: number;
}

/** Answers to all items, 1 right, 0 wrong, null not answered, and how many people gave just these. */
export interface Pattern {
  answers: readonly (number | null)[];
  count: number;
}

/** Beyond six standard deviations the normal density holds 2 in 10⁹ people. */
const reach = 6;
const nodeCount = 61;

/** Equally spaced abilities, for which the sum over a smooth density converges faster than any power of the spacing. */
export const nodes: readonly number[] = Array.from({ length: nodeCount }, (_, k) => -reach + (2 * reach * k) / (nodeCount - 1));

const logNodeWeights = (() => {
  const densities = nodes.map((node) => Math.exp(-(node ** 2) / 2));
  const total = densities.reduce((sum, density) => sum + density, 0);
  return densities.map((density) => Math.log(density / total));
})();

export function probabilityRight({ slope, intercept }: Curve, ability: number): number {
  return 1 / (1 + Math.exp(-(slope * ability + intercept)));
}

/** Logarithms of the chances of a right and of a wrong answer to one item at each node. */
interface LogChances {
  right: Float64Array;
  wrong: Float64Array;
}

export function logChances(curves: readonly Curve[]): LogChances[] {
  return curves.map(({ slope, intercept }) => ({
    right: Float64Array.from(nodes, (node) => logLogistic(slope * node + intercept)),
    wrong: Float64Array.from(nodes, (node) => logLogistic(-(slope * node + intercept))),
  }));
}

/** log(1 / (1 + e⁻ˣ)) without overflow in either tail. */
function logLogistic(x: number): number {
  return x < 0 ? x - Math.log1p(Math.exp(x)) : -Math.log1p(Math.exp(-x));
}

export interface Posterior {
  /** Chance of each node given the answers; they sum to 1. */
  weights: Float64Array;
  /** Logarithm of the chance of the answers, ability being standard normal. */
  logLikelihood: number;
}

export function posteriorOf(answers: readonly (number | null)[], chances: readonly LogChances[]): Posterior {
  const weights = Float64Array.from(logNodeWeights);
  answers.forEach((answer, item) => {
    const chance = answer === null ? undefined : answer === 1 ? chances[item]?.right : chances[item]?.wrong;
    if (chance) addTo(weights, chance, 1);
  });
  const highest = weights.reduce((most, weight) => Math.max(most, weight), -Infinity);
  let total = 0;
  for (let k = 0; k < nodeCount; k += 1) {
    const weight = Math.exp(at(weights, k) - highest);
    weights[k] = weight;
    total += weight;
  }
  for (let k = 0; k < nodeCount; k += 1) {
    weights[k] = at(weights, k) / total;
  }
  return { weights, logLikelihood: highest + Math.log(total) };
}

/** What the E-step expects of one item at each node: how many people answered it, and how many were right. */
export interface ExpectedCounts {
  curve: Curve;
  answered: Float64Array;
  right: Float64Array;
}

/** The E-step: people spread over the nodes by their posteriors. */
export function expectedCounts(
  patterns: readonly Pattern[],
  curves: readonly Curve[],
): { counts: ExpectedCounts[]; logLikelihood: number } {
  const chances = logChances(curves);
  const counts = curves.map((curve) => ({ curve, answered: new Float64Array(nodeCount), right: new Float64Array(nodeCount) }));
  let logLikelihood = 0;
  for (const { answers, count } of patterns) {
    const posterior = posteriorOf(answers, chances);
    logLikelihood += count * posterior.logLikelihood;
    counts.forEach(({ answered, right }, item) => {
      const answer = answers[item] ?? null;
      if (answer !== null) addTo(answered, posterior.weights, count);
      if (answer === 1) addTo(right, posterior.weights, count);
    });
  }
  return { counts, logLikelihood };
}

function addTo(sums: Float64Array, values: Float64Array, times: number): void {
  for (let k = 0; k < nodeCount; k += 1) {
    add(sums, k, times * at(values, k));
  }
}
