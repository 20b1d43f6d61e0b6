import type { NotEstimable, Outcome } from '../estimate.js';
import type { Rating } from '../ratings.js';

/** How the values of one `statistic` of the gold files are computed again. */
export interface GoldFamily {
  /**
   * Gives the shape of the file's `expected`; more than the file asks for is fine. Data and options are trusted to have the
   * shape that the family names.
   */
  compute: (data: never, options: never) => unknown;
  /** Tolerances by a key on the way to a number, where the file's own does not fit. */
  tolerances: Readonly<Record<string, number>>;
  /** Keys of values that were simulated, not computed: ours must correlate with them by so much. */
  correlated: Readonly<Record<string, number>>;
}

export function goldFamily(
  compute: GoldFamily['compute'],
  { tolerances = {}, correlated = {} }: Partial<Omit<GoldFamily, 'compute'>> = {},
): GoldFamily {
  return { compute, tolerances, correlated };
}

export function estimated<Extra extends object>(outcome: Outcome<Extra>): Extra & { ok: true } {
  if (!outcome.ok) throw new Error(`${outcome.reason}: ${outcome.detail}`);
  return outcome;
}

/** A refusal as gold files write it. */
export function refusal({ reason }: NotEstimable) {
  return { value: null, defined: false, reason: reason.replaceAll('-', '_') };
}

export type Matrix = readonly (readonly (number | null)[])[];

/** Rows are units, columns raters; names sort as the numbers do. */
export function ratingsOf(matrix: Matrix): Rating[] {
  return matrix.flatMap((row, unit) =>
    row.flatMap((value, rater) => (value === null ? [] : [{ rater: padded(rater), unit: padded(unit), value }])),
  );
}

export function padded(index: number): string {
  return String(index).padStart(4, '0');
}
