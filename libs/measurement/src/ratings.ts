import type { NotEstimable } from './estimate.js';
import { notEstimable } from './estimate.js';
import { placesOf, sortedNames } from './names.js';

/** One rater's value for one unit (a piece of work, or one criterion of it). */
export interface Rating {
  rater: string;
  unit: string;
  value: number;
}

/** Ratings as a table: `cells[u][r]` is what rater `r` gave unit `u`, null where they did not rate it. */
export interface RatingTable {
  units: string[];
  raters: string[];
  cells: (number | null)[][];
}

/**
 * Lays ratings out as a table, units and raters sorted by their names so that the order of the records never matters.
 *
 * @returns `bad-data` for a value that is not a finite number and for a rater who rated a unit twice; `no-data` for nothing.
 */
export function tabulate(ratings: readonly Rating[]): RatingTable | NotEstimable {
  if (ratings.length === 0) return notEstimable('no-data', 'There are no ratings.', { what: 'ratings', more: 1 });
  const units = sortedNames(ratings.map(({ unit }) => unit));
  const raters = sortedNames(ratings.map(({ rater }) => rater));
  const rowOf = placesOf(units);
  const columnOf = placesOf(raters);
  const cells = units.map(() => new Array<number | null>(raters.length).fill(null));
  for (const { rater, unit, value } of ratings) {
    if (!Number.isFinite(value)) return notEstimable('bad-data', `Rater ${rater} gave unit ${unit} a value that is no number.`);
    const row = cells[rowOf.get(unit) ?? -1];
    const column = columnOf.get(rater);
    if (row === undefined || column === undefined) continue;
    if (row[column] !== null) return notEstimable('bad-data', `Rater ${rater} rated unit ${unit} twice.`);
    row[column] = value;
  }
  return { units, raters, cells };
}
