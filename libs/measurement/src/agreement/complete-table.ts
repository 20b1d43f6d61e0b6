import type { NotEstimable } from '../estimate.js';
import { isNotEstimable, notEstimable } from '../estimate.js';
import type { Rating } from '../ratings.js';
import { tabulate } from '../ratings.js';
import { singleRater } from './categories.js';
import { sumOf } from '../moments.js';

/**
 * Ratings as rows of units and columns of raters without a hole.
 *
 * @returns what `tabulate` refuses; `single-rater`; `too-few-units` for one unit; `missing-cells`, needing so many ratings.
 */
export function tabulateComplete(ratings: readonly Rating[]): number[][] | NotEstimable {
  const table = tabulate(ratings);
  if (isNotEstimable(table)) return table;
  if (table.raters.length < 2) return singleRater();
  if (table.units.length < 2) {
    return notEstimable('too-few-units', 'There is one unit only; it takes two.', { what: 'units', more: 1 });
  }
  const rows = table.cells.map((cells) => cells.filter((value) => value !== null));
  const missing = sumOf(rows, (row) => table.raters.length - row.length);
  if (missing > 0) {
    return notEstimable('missing-cells', 'Not everybody rated every unit.', { what: 'ratings', more: missing });
  }
  return rows;
}
