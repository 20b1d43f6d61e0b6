import type { NotEstimable } from '../estimate.js';
import { notEstimable } from '../estimate.js';
import { placesOf, sortedNames } from '../names.js';

/** Somebody who rated a candidate. */
export interface Pairing {
  candidate: string;
  rater: string;
}

/**
 * Who rated whom, as the rows of a sparse table: the cells of candidate `c` are `start[c]` to `start[c + 1] − 1`, and
 * `raterOf[cell]` rated there. Names are sorted, so that the order of the records never matters.
 */
export interface Incidence {
  candidates: string[];
  raters: string[];
  start: Int32Array;
  raterOf: Int32Array;
}

/** The table and the cell that each record falls into; several records may share one. */
export interface LaidOut {
  incidence: Incidence;
  cellOf: Int32Array;
}

/** @returns `no-data` without records. */
export function layOut(records: readonly Pairing[]): LaidOut | NotEstimable {
  if (records.length === 0) return notEstimable('no-data', 'Nobody rated anybody.', { what: 'ratings', more: 1 });
  const candidates = sortedNames(records.map(({ candidate }) => candidate));
  const raters = sortedNames(records.map(({ rater }) => rater));
  const rowOf = placesOf(candidates);
  const columnOf = placesOf(raters);
  const keys = Float64Array.from(
    records,
    ({ candidate, rater }) => (rowOf.get(candidate) ?? 0) * raters.length + (columnOf.get(rater) ?? 0),
  );
  const cells = Float64Array.from(new Set(keys)).sort();
  const cellAt = new Map(Array.from(cells, (key, cell) => [key, cell]));
  return {
    incidence: {
      candidates,
      raters,
      start: rowStarts(cells, candidates.length, raters.length),
      raterOf: Int32Array.from(cells, (key) => key % raters.length),
    },
    cellOf: Int32Array.from(keys, (key) => cellAt.get(key) ?? 0),
  };
}

/** How many raters candidate `c` has. */
export function ratersOfCandidate({ start }: Incidence, candidate: number): number {
  return indexAt(start, candidate + 1) - indexAt(start, candidate);
}

/** How many raters each candidate has. */
export function raterCounts(incidence: Incidence): number[] {
  return incidence.candidates.map((_, candidate) => ratersOfCandidate(incidence, candidate));
}

/** Reads an index; one outside the array would be a fault of ours and must not pass for place 0. */
export function indexAt(values: Int32Array, index: number): number {
  return values[index] ?? -1;
}

function rowStarts(cells: Float64Array, rows: number, columns: number): Int32Array {
  const start = new Int32Array(rows + 1);
  for (const key of cells) {
    const row = Math.floor(key / columns);
    start[row + 1] = indexAt(start, row + 1) + 1;
  }
  for (let row = 0; row < rows; row += 1) start[row + 1] = indexAt(start, row + 1) + indexAt(start, row);
  return start;
}
