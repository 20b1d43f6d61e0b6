import type { NotEstimable } from '../estimate.js';
import { isNotEstimable, notEstimable } from '../estimate.js';
import type { Rating, RatingTable } from '../ratings.js';
import { tabulate } from '../ratings.js';
import { rising } from '../arrays.js';

/** How often one unit was given a category; `code` is the index of the category. */
export interface Count {
  code: number;
  count: number;
}

/** The ratings of one unit by category, without who gave them. */
export interface Tally {
  counts: Count[];
  size: number;
}

export interface Classified {
  /** Rising. */
  categories: number[];
  raters: number;
  /** Rated twice or more; at least two such units. */
  pairable: Tally[];
  /** Rated once: they tell how raters use the categories, not whether they agree. */
  single: Tally[];
}

/** Categories beyond this number are a measured quantity, not a categorical scale; weights grow with its square. */
export const mostCategories = 1000;

/** The statement that agreement cannot be told from chance because everything is the same, namely `value` where it is known. */
export function noVariation(value?: number): NotEstimable {
  const given = value === undefined ? 'All ratings are the same' : `Everyone gave ${value}`;
  const detail = `${given}, so agreement beyond chance cannot be measured.`;
  return notEstimable('no-variation', detail, { what: 'different-values', more: 1 });
}

/** The category of all ratings that could be compared, where there is one only. */
export function onlyValue({ categories, pairable }: Classified): number | undefined {
  const codes = new Set(pairable.flatMap(({ counts }) => counts.map(({ code }) => code)));
  const [code = -1] = codes;
  return codes.size === 1 ? categories[code] : undefined;
}

/**
 * Sorts ratings into categories. Without `stated` categories these are the values that occur.
 *
 * @returns what `tabulate` refuses; `single-rater`; `no-pairs`; `too-few-units` for fewer than two units with two ratings;
 * `bad-data` for stated categories that do not rise or that lack a rated value.
 */
export function classify(table: RatingTable | NotEstimable, stated?: readonly number[]): Classified | NotEstimable {
  if (isNotEstimable(table)) return table;
  const raters = table.raters.length;
  if (raters < 2) return singleRater();
  const rows = table.cells.map((cells) => cells.filter((value) => value !== null));
  const categories = categoriesOf(rows, stated);
  if (isNotEstimable(categories)) return categories;
  const codeOf = new Map(categories.map((category, code) => [category, code]));
  const tallies = rows.map((values) => tally(values, codeOf));
  const pairable = tallies.filter(({ size }) => size > 1);
  const single = tallies.filter(({ size }) => size === 1);
  return tooFewPairable(pairable.length) ?? { categories, raters, pairable, single };
}

/** As `classify`, for coefficients on a categorical scale: `too-large` for more than `mostCategories` categories. */
export function classifyCategorical(table: RatingTable | NotEstimable, stated?: readonly number[]): Classified | NotEstimable {
  const classified = classify(table, stated);
  if (isNotEstimable(classified) || classified.categories.length <= mostCategories) return classified;
  const detail = `There are ${classified.categories.length} different values: this coefficient is for at most ${mostCategories} categories.`;
  return notEstimable('too-large', detail);
}

/**
 * The units that both of two raters rated, as a table of two columns.
 *
 * @returns what `tabulate` refuses; `single-rater`; `bad-data` for three raters or more; `no-pairs`, `too-few-units`.
 */
export function tabulatePair(ratings: readonly Rating[]): RatingTable | NotEstimable {
  const table = tabulate(ratings);
  if (isNotEstimable(table)) return table;
  if (table.raters.length < 2) return singleRater();
  if (table.raters.length > 2) {
    return notEstimable('bad-data', `This coefficient compares two raters and there are ${table.raters.length}.`);
  }
  const shared = table.cells.map((cells) => !cells.includes(null));
  const units = table.units.filter((_, index) => shared[index]);
  const cells = table.cells.filter((_, index) => shared[index]);
  return tooFewPairable(units.length) ?? { units, raters: table.raters, cells };
}

export function singleRater(): NotEstimable {
  return notEstimable('single-rater', 'Only one person rated; agreement needs two.', { what: 'raters', more: 1 });
}

export function tooFewPairable(units: number): NotEstimable | null {
  if (units === 0) return notEstimable('no-pairs', 'No unit was rated by two people.', { what: 'shared-units', more: 2 });
  if (units > 1) return null;
  const detail = 'Only one unit was rated by two people, which cannot tell agreement from chance.';
  return notEstimable('too-few-units', detail, { what: 'shared-units', more: 1 });
}

/** Whether these can be the categories of a scale: finite, each higher than the one before. */
export function areRising(categories: readonly number[]): boolean {
  return categories.every((category, index) => Number.isFinite(category) && category > (categories[index - 1] ?? -Infinity));
}

function categoriesOf(rows: readonly number[][], stated: readonly number[] | undefined): number[] | NotEstimable {
  const occurring = new Set(rows.flat());
  if (stated === undefined) return rising(occurring);
  if (!areRising(stated)) return notEstimable('bad-data', 'The categories are not finite numbers in rising order.');
  const known = new Set(stated);
  const foreign = [...occurring].find((value) => !known.has(value));
  if (foreign !== undefined) return notEstimable('bad-data', `The value ${foreign} is not among the categories.`);
  return [...stated];
}

function tally(values: readonly number[], codeOf: ReadonlyMap<number, number>): Tally {
  const counts = new Map<number, number>();
  for (const value of values) {
    const code = codeOf.get(value) ?? Number.NaN;
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  // By code, so that sums are the same to the last bit whatever the order of the raters.
  const sorted = [...counts].sort(([a], [b]) => a - b);
  return { counts: sorted.map(([code, count]) => ({ code, count })), size: values.length };
}
