import type { Design } from './design.js';
import { add, at } from '../arrays.js';

/**
 * The parameters in one vector: item difficulties, rater severities (sum 0), thresholds (sum 0), and σ, the standard
 * deviation of ability. Ability is σ·z with z standard normal, so that σ is estimated like every other parameter.
 */
export type Parameters = Float64Array;

/** Where each kind of parameter stands in the vector. */
export interface Layout {
  item: (index: number) => number;
  rater: (index: number) => number;
  threshold: (index: number) => number;
  sigma: number;
  size: number;
}

export function layoutOf({ items, raters, maximum }: Design): Layout {
  const firstThreshold = items.length + raters.length;
  const sigma = firstThreshold + maximum;
  return {
    item: (index) => index,
    rater: (index) => items.length + index,
    threshold: (index) => firstThreshold + index,
    sigma,
    size: sigma + 1,
  };
}

/** Nodes z with the weights of a standard normal distribution. */
export interface Grid {
  nodes: Float64Array;
  weights: Float64Array;
}

const gridReach = 8;
/** Numbers that one table over nodes may hold, which is 240 megabytes. */
const largestTable = 3e7;

/**
 * Equally spaced nodes, as close as the narrowest posterior that the ratings of one person could give: its standard
 * deviation is at least 1/√(1 + σ²·ratings·maximum²/4). At that spacing the rule's error is near e^(−2π²). Null where
 * a table over the nodes would not fit into memory.
 */
export function gridFor({ given, pairs, maximum }: Design, sigma: number): Grid | null {
  const most = given.reduce((highest, ratings) => Math.max(highest, ratings.length), 0);
  const steps = Math.ceil(gridReach * Math.sqrt(1 + (sigma * sigma * most * maximum * maximum) / 4));
  const perNode = Math.max(pairs.length * (maximum + 1), given.length);
  if (!((2 * steps + 1) * perNode <= largestTable)) return null;
  const nodes = Float64Array.from({ length: 2 * steps + 1 }, (_, index) => ((index - steps) * gridReach) / steps);
  const density = nodes.map((z) => Math.exp((-z * z) / 2));
  const mass = density.reduce((sum, value) => sum + value, 0);
  return { nodes, weights: density.map((value) => value / mass) };
}

/** What the model expects of every pair at every node. */
export interface Curves {
  /** The logarithm of the probability of category x: place (pair · nodes + node) · (maximum + 1) + x. */
  logarithms: Float64Array;
  /** The probability of category k + 1 or above: place (pair · nodes + node) · maximum + k. */
  reaching: Float64Array;
  /** Place pair · nodes + node. */
  means: Float64Array;
  variances: Float64Array;
}

/** P(x | z) ∝ exp(x·(σz − difficulty − severity) − Σ_{k ≤ x} threshold_k): Andrich 1978 with Linacre's rater facet. */
export function curvesOf(design: Design, layout: Layout, parameters: Parameters, grid: Grid): Curves {
  const { pairs, maximum } = design;
  const categories = maximum + 1;
  const places = pairs.length * grid.nodes.length;
  const logarithms = new Float64Array(places * categories);
  const reaching = new Float64Array(places * maximum);
  const means = new Float64Array(places);
  const variances = new Float64Array(places);
  const sigma = at(parameters, layout.sigma);
  pairs.forEach(({ item, rater }, pair) => {
    const location = at(parameters, layout.item(item)) + at(parameters, layout.rater(rater));
    for (let node = 0; node < grid.nodes.length; node += 1) {
      const z = at(grid.nodes, node);
      const place = pair * grid.nodes.length + node;
      const from = place * categories;
      let highest = 0;
      for (let x = 1; x <= maximum; x += 1) {
        const step = sigma * z - location - at(parameters, layout.threshold(x - 1));
        logarithms[from + x] = at(logarithms, from + x - 1) + step;
        highest = Math.max(highest, at(logarithms, from + x));
      }
      let mass = 0;
      for (let x = 0; x <= maximum; x += 1) mass += Math.exp(at(logarithms, from + x) - highest);
      const logMass = highest + Math.log(mass);
      for (let x = 0; x <= maximum; x += 1) add(logarithms, from + x, -logMass);
      let mean = 0;
      let reached = 0;
      for (let x = maximum; x >= 1; x -= 1) {
        reached += Math.exp(at(logarithms, from + x));
        reaching[place * maximum + x - 1] = reached;
        mean += reached;
      }
      let variance = 0;
      for (let x = 0; x <= maximum; x += 1) variance += Math.exp(at(logarithms, from + x)) * (x - mean) ** 2;
      means[place] = mean;
      variances[place] = variance;
    }
  });
  return { logarithms, reaching, means, variances };
}
