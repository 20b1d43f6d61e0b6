import type { Design } from './design.js';
import type { Layout } from './model.js';
import type { Expectation } from './posterior.js';
import { momentsOf } from './posterior.js';
import { add, at } from '../arrays.js';
import { addEntry, entryOf, zeroMatrix } from '../cholesky.js';
import type { SquareMatrix } from '../cholesky.js';

/** The gradient of the marginal log-likelihood. */
export function scoreOf(design: Design, layout: Layout, expectation: Expectation): Float64Array {
  const { maximum } = design;
  const { grid, curves, posteriors, counts } = expectation;
  const score = new Float64Array(layout.size);
  posteriors.forEach((posterior, person) => {
    const total = (design.given[person] ?? []).reduce((sum, { value }) => sum + value, 0);
    add(score, layout.sigma, total * momentsOf(posterior, grid).mean);
  });
  design.reached.forEach((count, k) => add(score, layout.threshold(k), -count));
  design.pairs.forEach((pair, index) => {
    let expected = 0;
    grid.nodes.forEach((z, node) => {
      const place = index * grid.nodes.length + node;
      const count = at(counts, place);
      expected += count * at(curves.means, place);
      add(score, layout.sigma, -z * count * at(curves.means, place));
      for (let k = 0; k < maximum; k += 1) add(score, layout.threshold(k), count * at(curves.reaching, place * maximum + k));
    });
    add(score, layout.item(pair.item), expected - pair.total);
    add(score, layout.rater(pair.rater), expected - pair.total);
  });
  return score;
}

/** The information that the ratings would hold if abilities were known: expected under the posteriors. */
export function completeInformation(design: Design, layout: Layout, expectation: Expectation): SquareMatrix {
  const information = zeroMatrix(layout.size);
  design.pairs.forEach((pair, index) => {
    const moments = pairMoments(design, expectation, index);
    const locations = [layout.item(pair.item), layout.rater(pair.rater)];
    for (const row of locations) {
      for (const column of locations) addEntry(information, row, column, moments.variance);
      addBoth(information, row, layout.sigma, -moments.varianceByZ);
    }
    addEntry(information, layout.sigma, layout.sigma, moments.varianceByZZ);
    for (let k = 0; k < design.maximum; k += 1) {
      for (const row of locations) addBoth(information, row, layout.threshold(k), at(moments.covariance, k));
      addBoth(information, layout.sigma, layout.threshold(k), -at(moments.covarianceByZ, k));
      for (let l = 0; l < design.maximum; l += 1) {
        addEntry(information, layout.threshold(k), layout.threshold(l), entryOf(moments.reaching, k, l));
      }
    }
  });
  return information;
}

/**
 * The information of the marginal likelihood: `complete` less what not knowing the abilities costs, which is the posterior
 * variance of each person's score (Louis 1982).
 */
export function observedInformation(
  design: Design,
  layout: Layout,
  expectation: Expectation,
  complete: SquareMatrix,
): SquareMatrix {
  const information = { size: complete.size, entries: Float64Array.from(complete.entries) };
  expectation.posteriors.forEach((posterior, person) => {
    const scores = [...personScores(design, layout, expectation, person)];
    for (const [, values] of scores) centre(values, posterior);
    scores.forEach(([row, a], place) => {
      for (const [column, b] of scores.slice(0, place)) addBoth(information, row, column, -covarianceOf(a, b, posterior));
      addEntry(information, row, row, -covarianceOf(a, a, posterior));
    });
  });
  return information;
}

/** Takes the posterior mean off values at nodes. */
function centre(values: Float64Array, posterior: Float64Array): void {
  let mean = 0;
  for (let node = 0; node < values.length; node += 1) mean += at(posterior, node) * at(values, node);
  for (let node = 0; node < values.length; node += 1) add(values, node, -mean);
}

/** Of values whose posterior mean is 0. */
function covarianceOf(a: Float64Array, b: Float64Array, posterior: Float64Array): number {
  let sum = 0;
  for (let node = 0; node < posterior.length; node += 1) sum += at(posterior, node) * at(a, node) * at(b, node);
  return sum;
}

/** Per parameter that a person's ratings touch, their score at each node. */
function personScores(design: Design, layout: Layout, expectation: Expectation, person: number): Map<number, Float64Array> {
  const { maximum } = design;
  const { grid, curves } = expectation;
  const size = grid.nodes.length;
  const scores = new Map<number, Float64Array>();
  const scoreAt = (parameter: number): Float64Array => {
    const values = scores.get(parameter) ?? new Float64Array(size);
    scores.set(parameter, values);
    return values;
  };
  const sigma = scoreAt(layout.sigma);
  const thresholds = Array.from({ length: maximum }, (_, k) => scoreAt(layout.threshold(k)));
  for (const { pair, value } of design.given[person] ?? []) {
    const { item, rater } = design.pairs[pair] ?? { item: 0, rater: 0 };
    const itemScore = scoreAt(layout.item(item));
    const raterScore = scoreAt(layout.rater(rater));
    for (let node = 0; node < size; node += 1) {
      const place = pair * size + node;
      const residual = value - at(curves.means, place);
      add(itemScore, node, -residual);
      add(raterScore, node, -residual);
      add(sigma, node, at(grid.nodes, node) * residual);
    }
    thresholds.forEach((score, k) => {
      const reached = value > k ? 1 : 0;
      for (let node = 0; node < size; node += 1) {
        add(score, node, at(curves.reaching, (pair * size + node) * maximum + k) - reached);
      }
    });
  }
  return scores;
}

/** Sums over nodes, weighted by expected ratings, of the variances of a pair's rating x and of reaching each category. */
function pairMoments(design: Design, expectation: Expectation, pair: number) {
  const { maximum } = design;
  const { grid, curves, counts } = expectation;
  const sums = { variance: 0, varianceByZ: 0, varianceByZZ: 0 };
  const covariance = new Float64Array(maximum);
  const covarianceByZ = new Float64Array(maximum);
  const reaching = zeroMatrix(maximum);
  grid.nodes.forEach((z, node) => {
    const place = pair * grid.nodes.length + node;
    const count = at(counts, place);
    const variance = count * at(curves.variances, place);
    sums.variance += variance;
    sums.varianceByZ += z * variance;
    sums.varianceByZZ += z * z * variance;
    const first = place * maximum;
    for (let k = 0; k < maximum; k += 1) {
      for (let l = 0; l < maximum; l += 1) {
        // Reaching the higher category implies reaching the lower one.
        const both = at(curves.reaching, first + Math.max(k, l));
        const shared = count * (both - at(curves.reaching, first + k) * at(curves.reaching, first + l));
        addEntry(reaching, k, l, shared);
        // x is the number of categories reached, so that its covariances are sums of theirs.
        add(covariance, k, shared);
        add(covarianceByZ, k, z * shared);
      }
    }
  });
  return { ...sums, covariance, covarianceByZ, reaching };
}

function addBoth(matrix: SquareMatrix, row: number, column: number, amount: number): void {
  addEntry(matrix, row, column, amount);
  addEntry(matrix, column, row, amount);
}
