import type { NotEstimable } from '../estimate.js';
import { isNotEstimable, notEstimable } from '../estimate.js';
import type { ComponentLabels } from './connected-components.js';
import { labelComponents } from './connected-components.js';
import type { Incidence, Pairing } from './incidence.js';
import { indexAt, layOut } from './incidence.js';
import { at } from '../arrays.js';

/** What a rater gave a candidate, on the scale of the rubric. */
export interface SeverityRecord extends Pairing {
  value: number;
}

/**
 * The cell means, standardised to mean 0 and standard deviation 1 so that no scale can overflow:
 * a value of the rubric is `centre + scale × value`.
 */
export interface Design {
  incidence: Incidence;
  labels: ComponentLabels;
  value: Float64Array;
  centre: number;
  scale: number;
}

/** The system over raters is dense: 3,000 take 70 MB and some 10 s for each step. */
const mostRaters = 3000;
/** Squares of anything larger, or of a spread smaller than its inverse, would leave the range of numbers. */
const largestValue = 1e100;

/**
 * Lays records out as (candidate, rater) cells with their plain means.
 *
 * @returns `no-data`; `bad-data` for a value that is not a number within ±1e100; `too-large` for more than 3,000 raters;
 * `single-rater`, `too-few-units` for one candidate; `no-variation` where all cells are equal.
 */
export function designOf(records: readonly SeverityRecord[]): Design | NotEstimable {
  const bad = records.find(({ value }) => !(Math.abs(value) <= largestValue));
  if (bad) {
    return notEstimable('bad-data', `Rater ${bad.rater} gave candidate ${bad.candidate} a value that is no usable number.`);
  }
  const laidOut = layOut(records);
  if (isNotEstimable(laidOut)) return laidOut;
  const { incidence, cellOf } = laidOut;
  const unusable = refuseSize(incidence);
  if (unusable) return unusable;
  const means = cellMeans(records, cellOf, incidence.raterOf.length);
  const centre = meanOf(means);
  const scale = Math.sqrt(meanOf(means.map((mean) => (mean - centre) ** 2)));
  if (scale < 1 / largestValue || scale < 1e-13 * Math.abs(centre)) {
    return notEstimable('no-variation', 'All candidates got the same from everybody.', { what: 'different-values', more: 1 });
  }
  const value = means.map((mean) => (mean - centre) / scale);
  return { incidence, labels: labelComponents(incidence), value, centre, scale };
}

function refuseSize({ candidates, raters }: Incidence): NotEstimable | null {
  if (raters.length === 1) return notEstimable('single-rater', 'One rater rated everybody.', { what: 'raters', more: 1 });
  if (candidates.length === 1) return notEstimable('too-few-units', 'Only one candidate was rated.', { what: 'units', more: 1 });
  if (raters.length > mostRaters) {
    return notEstimable('too-large', `There are ${raters.length} raters and ${mostRaters} can be fitted.`);
  }
  return null;
}

function cellMeans(records: readonly SeverityRecord[], cellOf: Int32Array, cells: number): Float64Array {
  const sum = new Float64Array(cells);
  const count = new Float64Array(cells);
  records.forEach(({ value }, record) => {
    const cell = indexAt(cellOf, record);
    sum[cell] = at(sum, cell) + value;
    count[cell] = at(count, cell) + 1;
  });
  return sum.map((total, cell) => total / at(count, cell));
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
