import hypergeometricPmf from '@stdlib/stats-base-dists-hypergeometric-pmf';
import type { Outcome } from '../estimate.js';
import { notEstimable } from '../estimate.js';

/** Counts of people: rows are groups, columns are outcomes. */
export type TwoByTwo = readonly [readonly [number, number], readonly [number, number]];

/** Probabilities under independence of rows and columns, given the four margins; below 1e-308 they round to 0. */
export interface FisherExact {
  /** Of all tables that are no more likely than the one observed. */
  twoSided: number;
  /** Of tables whose first cell is the observed one or smaller. */
  less: number;
  /** Of tables whose first cell is the observed one or larger. */
  greater: number;
  /** The sum of the table. */
  n: number;
}

/** With more people, rounding in log factorials reaches the tolerance for ties. */
export const mostPeopleForFisher = 1_000_000;
/** Tables as likely as the observed one count as such in spite of rounding; R's fisher.test uses the same tolerance. */
const tieTolerance = 1 + 1e-7;

/**
 * Fisher's exact test of a 2×2 table.
 *
 * P(x) = C(m, x)·C(n, k − x) / C(m + n, k) with column sums m, n and first row sum k. A table with an empty margin has
 * only one arrangement, so that all three probabilities are 1.
 *
 * Source: Fisher 1935, The Design of Experiments; two-sided as in R's fisher.test (sum of probabilities up to the observed).
 *
 * @returns `no-data` for a table of zeros; `bad-data` for a cell that is not a whole number from 0; `too-large` for
 * more than `mostPeopleForFisher` people.
 */
export function fisherExact([[a, b], [c, d]]: TwoByTwo): Outcome<FisherExact> {
  const n = a + b + c + d;
  if (![a, b, c, d].every((cell) => Number.isSafeInteger(cell) && cell >= 0)) {
    return notEstimable('bad-data', 'A cell of the table is not a whole number from 0.');
  }
  if (n === 0) return notEstimable('no-data', 'The table is empty.', { what: 'people', more: 1 });
  if (n > mostPeopleForFisher) return notEstimable('too-large', `The table holds more than ${mostPeopleForFisher} people.`);
  const least = Math.max(0, a - d);
  const most = Math.min(a + b, a + c);
  const chances = Array.from({ length: most - least + 1 }, (_, index) => hypergeometricPmf(least + index, n, a + c, a + b));
  const observed = chances[a - least] ?? 0;
  const share = shareOf(chances);
  return {
    ok: true,
    twoSided: share((chance) => chance <= observed * tieTolerance),
    less: share((_, index) => least + index <= a),
    greater: share((_, index) => least + index >= a),
    n,
  };
}

/** The share of all chances that a condition picks; dividing by their sum takes out what rounding adds to it. */
function shareOf(chances: readonly number[]) {
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const all = sum(chances);
  return (picks: (chance: number, index: number) => boolean): number => sum(chances.filter(picks)) / all;
}
