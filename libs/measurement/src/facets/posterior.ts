import type { Design } from './design.js';
import type { Curves, Grid, Layout, Parameters } from './model.js';
import { curvesOf } from './model.js';
import { add, at } from '../arrays.js';

/** What the ratings say about abilities, given the parameters. */
export interface Expectation {
  grid: Grid;
  curves: Curves;
  /** Per person, the probability of each node. */
  posteriors: Float64Array[];
  /** The expected number of a pair's ratings whose person is at a node: place pair · nodes + node. */
  counts: Float64Array;
  logLikelihood: number;
}

/** The E step of the EM algorithm (Bock & Aitkin 1981). */
export function expectationAt(design: Design, layout: Layout, parameters: Parameters, grid: Grid): Expectation {
  const curves = curvesOf(design, layout, parameters, grid);
  const counts = new Float64Array(design.pairs.length * grid.nodes.length);
  const size = grid.nodes.length;
  const prior = grid.weights.map(Math.log);
  let logLikelihood = 0;
  const posteriors = design.given.map((ratings) => {
    const logs = Float64Array.from(prior);
    for (const { pair, value } of ratings) {
      for (let node = 0; node < size; node += 1) {
        add(logs, node, at(curves.logarithms, (pair * size + node) * (design.maximum + 1) + value));
      }
    }
    logLikelihood += normalise(logs);
    for (const { pair } of ratings) {
      for (let node = 0; node < size; node += 1) add(counts, pair * size + node, at(logs, node));
    }
    return logs;
  });
  return { grid, curves, posteriors, counts, logLikelihood };
}

/** Turns logarithms of joint probabilities into a distribution, in place; returns the logarithm of their sum. */
function normalise(logs: Float64Array): number {
  let highest = Number.NEGATIVE_INFINITY;
  for (const value of logs) highest = Math.max(highest, value);
  let mass = 0;
  for (let node = 0; node < logs.length; node += 1) {
    const joint = Math.exp(at(logs, node) - highest);
    logs[node] = joint;
    mass += joint;
  }
  for (let node = 0; node < logs.length; node += 1) logs[node] = at(logs, node) / mass;
  return highest + Math.log(mass);
}

/** Mean and standard deviation of z under a posterior. */
export function momentsOf(posterior: Float64Array, { nodes }: Grid): { mean: number; deviation: number } {
  const mean = posterior.reduce((sum, weight, node) => sum + weight * at(nodes, node), 0);
  const variance = posterior.reduce((sum, weight, node) => sum + weight * (at(nodes, node) - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(variance) };
}
