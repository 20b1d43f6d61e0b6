import type { NotEstimable } from '../estimate.js';
import { notEstimable } from '../estimate.js';
import { byName, placesOf, sortedNames } from '../names.js';
import { connectedComponents } from '../severity/connected-components.js';
import { addEntry, choleskyFactor, roundingPivot, zeroMatrix } from '../cholesky.js';

/** What one rater gave one person on one item: a whole number from 0 to the scale's maximum. */
export interface FacetRating {
  person: string;
  rater: string;
  item: string;
  value: number;
}

/** An item as one rater judges it: what the model calls a virtual item. */
export interface Pair {
  item: number;
  rater: number;
  /** How many ratings it has, and their sum. */
  ratings: number;
  total: number;
}

/** One rating, by the place of its pair in `Design.pairs`. */
export interface PairRating {
  pair: number;
  value: number;
}

/** Ratings by index. Names are sorted, so that the order of the records never matters. */
export interface Design {
  people: string[];
  raters: string[];
  items: string[];
  /** The highest category; the lowest is 0. */
  maximum: number;
  pairs: Pair[];
  /** Per person, what they were given. */
  given: PairRating[][];
  /** `reached[k]` counts the ratings of category k + 1 or above. */
  reached: number[];
  n: number;
}

/** Raters, items and categories together: the fit inverts a matrix of this size. */
const mostParameters = 2000;

/** Indexes the ratings, or says which of the rules in `manyFacetRasch` they break. */
export function designOf(records: readonly FacetRating[], declaredMaximum: number | undefined): Design | NotEstimable {
  if (records.length === 0) return notEstimable('no-data', 'There are no ratings.', { what: 'ratings', more: 1 });
  const broken = brokenRule(records, declaredMaximum);
  if (broken !== null) return notEstimable('bad-data', broken);
  const maximum = declaredMaximum ?? records.reduce((highest, { value }) => Math.max(highest, value), 0);
  return tooLittle(records, maximum) ?? identified(indexed(records, maximum), records);
}

function brokenRule(records: readonly FacetRating[], declaredMaximum: number | undefined): string | null {
  if (declaredMaximum !== undefined && !(Number.isSafeInteger(declaredMaximum) && declaredMaximum >= 1)) {
    return 'The maximum of the scale is not a whole number of at least 1.';
  }
  const seen = new Set<string>();
  for (const { person, rater, item, value } of records) {
    const place = `Rater ${rater} gave person ${person} on item ${item}`;
    if (!Number.isSafeInteger(value) || value < 0) return `${place} a value that is not a whole number from 0.`;
    if (declaredMaximum !== undefined && value > declaredMaximum) return `${place} more than the scale's maximum.`;
    const key = JSON.stringify([person, rater, item]);
    if (seen.has(key)) return `${place} two values.`;
    seen.add(key);
  }
  return null;
}

function tooLittle(records: readonly FacetRating[], maximum: number): NotEstimable | null {
  if (new Set(records.map(({ rater }) => rater)).size < 2) {
    return notEstimable('single-rater', 'One rater cannot be compared with others.', { what: 'raters', more: 1 });
  }
  if (new Set(records.map(({ person }) => person)).size < 2) {
    return notEstimable('too-few-units', 'One person has no spread of abilities.', { what: 'people', more: 1 });
  }
  const used = new Set(records.map(({ value }) => value)).size;
  if (used < 2) {
    return notEstimable('no-variation', 'Everybody was given the same value.', { what: 'different-values', more: 1 });
  }
  const unused = maximum + 1 - used;
  if (unused > 0) {
    const detail = `Of the categories 0 to ${maximum}, ${unused} were never used: their thresholds have no value.`;
    return notEstimable('not-identifiable', detail, { what: 'different-values', more: unused });
  }
  return null;
}

function tooMuch({ raters, items, maximum }: Design): NotEstimable | null {
  if (raters.length + items.length + maximum <= mostParameters) return null;
  return notEstimable('too-large', `More than ${mostParameters} raters, items and categories are too many for one fit.`);
}

function indexed(records: readonly FacetRating[], maximum: number): Design {
  const people = sortedNames(records.map(({ person }) => person));
  const raters = sortedNames(records.map(({ rater }) => rater));
  const items = sortedNames(records.map(({ item }) => item));
  const placeOf = { person: placesOf(people), rater: placesOf(raters), item: placesOf(items) };
  const given = people.map((): PairRating[] => []);
  const pairs = new Map<string, Pair & { place: number }>();
  const reached = new Array<number>(maximum).fill(0);
  for (const record of inOrder(records)) {
    const key = JSON.stringify([record.item, record.rater]);
    const pair = pairs.get(key) ?? {
      place: pairs.size,
      item: placeOf.item.get(record.item) ?? 0,
      rater: placeOf.rater.get(record.rater) ?? 0,
      ratings: 0,
      total: 0,
    };
    pairs.set(key, pair);
    pair.ratings += 1;
    pair.total += record.value;
    given[placeOf.person.get(record.person) ?? 0]?.push({ pair: pair.place, value: record.value });
    for (let k = 0; k < record.value; k += 1) reached[k] = (reached[k] ?? 0) + 1;
  }
  return { people, raters, items, maximum, pairs: [...pairs.values()], given, reached, n: records.length };
}

/** The design itself, or why it does not determine severities and difficulties. */
function identified(design: Design, records: readonly FacetRating[]): Design | NotEstimable {
  const excess = tooMuch(design);
  if (excess !== null) return excess;
  const extreme = extremeName(design, 'rater') ?? extremeName(design, 'item');
  if (extreme !== null) {
    const detail = `The ${extreme} has only lowest or only highest values: its place on the scale has no end.`;
    return notEstimable('not-identifiable', detail, { what: 'different-values', more: 1 });
  }
  const groups = groupsOf(records);
  if (groups > 1) {
    const detail = `The raters fall into ${groups} groups that rated nobody in common.`;
    return notEstimable('disconnected', detail, { what: 'shared-units', more: groups - 1 });
  }
  if (!separable(design)) {
    const detail = 'Which rater rated which item leaves severity and difficulty mixed up.';
    return notEstimable('not-identifiable', detail, { what: 'ratings', more: 1 });
  }
  return design;
}

function extremeName({ pairs, maximum, ...names }: Design, facet: 'rater' | 'item'): string | null {
  const all = facet === 'rater' ? names.raters : names.items;
  const place = all.findIndex((_, index) => {
    const own = pairs.filter((pair) => pair[facet] === index);
    const total = own.reduce((sum, pair) => sum + pair.total, 0);
    const ratings = own.reduce((sum, pair) => sum + pair.ratings, 0);
    return total === 0 || total === ratings * maximum;
  });
  const name = all[place];
  return name === undefined ? null : `${facet} ${name}`;
}

/** How many groups of raters there are that rated nobody in common. */
function groupsOf(records: readonly FacetRating[]): number {
  const components = connectedComponents(records.map(({ person, rater }) => ({ candidate: person, rater })));
  return components.ok ? components.groups.length : 0;
}

/**
 * Whether severities and difficulties could be told apart if each person's ability were a free parameter: the normal
 * equations, people eliminated, have full rank once the level of each facet is fixed. Ratings that only the assumed
 * distribution of abilities could link do not count.
 */
function separable({ items, raters, pairs, given }: Design): boolean {
  const size = items.length + raters.length;
  const equations = zeroMatrix(size);
  for (const ratings of given) {
    const columns = ratings.map(({ pair }) => [pairs[pair]?.item ?? 0, items.length + (pairs[pair]?.rater ?? 0)]);
    const totals = new Map<number, number>();
    for (const column of columns.flat()) totals.set(column, (totals.get(column) ?? 0) + 1);
    for (const own of columns) {
      for (const row of own) for (const column of own) addEntry(equations, row, column, 1);
    }
    for (const [row, a] of totals) {
      for (const [column, b] of totals) addEntry(equations, row, column, -(a * b) / ratings.length);
    }
  }
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (row < items.length === column < items.length) addEntry(equations, row, column, 1);
    }
  }
  return choleskyFactor(equations, roundingPivot) !== null;
}

function inOrder(records: readonly FacetRating[]): FacetRating[] {
  return [...records].sort((a, b) => byName(a.item, b.item) || byName(a.rater, b.rater) || byName(a.person, b.person));
}
