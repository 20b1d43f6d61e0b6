import type { NotEstimable } from './estimate.js';
import { notEstimable } from './estimate.js';

/**
 * Passes a result on if every number in it is finite. Finite data can still leave the range of double arithmetic (their
 * squares overflow, or their spread underflows); the reason is then `bad-data`.
 */
export function finiteOrBadData<Result extends object>(result: Result): Result | NotEstimable {
  if (isFiniteThroughout(result)) return result;
  return notEstimable('bad-data', 'The values are too large, too small or too close together to calculate with.');
}

function isFiniteThroughout(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every(isFiniteThroughout);
}
