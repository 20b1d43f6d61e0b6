import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bestAssignment } from './best-assignment.js';

/** The best sum by trying every pairing. */
function byTrying(weights: readonly (readonly number[])[], row = 0, taken: ReadonlySet<number> = new Set()): number {
  const own = weights[row];
  if (own === undefined) return 0;
  const without = byTrying(weights, row + 1, taken);
  const pairings = own.map((weight, column) =>
    taken.has(column) ? 0 : weight + byTrying(weights, row + 1, new Set([...taken, column])),
  );
  return Math.max(without, ...pairings);
}

function sumOf(weights: readonly (readonly number[])[], columns: readonly (number | null)[]): number {
  return columns.reduce<number>((sum, column, row) => sum + (column === null ? 0 : (weights[row]?.[column] ?? 0)), 0);
}

describe('the best assignment', () => {
  it('gives up the heaviest pair where two lighter ones weigh more', () => {
    const weights = [
      [5, 4],
      [4, 0],
    ];
    expect(bestAssignment(weights)).toEqual([1, 0]);
  });

  it('leaves rows and columns without a pair rather than pair them for nothing', () => {
    expect(bestAssignment([[0, 3], [0, 2], []])).toEqual([1, null, null]);
    expect(bestAssignment([])).toEqual([]);
    expect(bestAssignment([[]])).toEqual([null]);
  });

  it('weighs as much as any pairing that can be tried, and uses no column twice', () => {
    const grids = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 })).chain(([rows, columns]) => {
      const row = fc.array(fc.constantFrom(0, 0, 1, 2, 3, 7, 1_000), { minLength: columns, maxLength: columns });
      return fc.array(row, { minLength: rows, maxLength: rows });
    });
    fc.assert(
      fc.property(grids, (weights) => {
        const columns = bestAssignment(weights);
        const used = columns.filter((column) => column !== null);
        expect(new Set(used).size).toBe(used.length);
        expect(sumOf(weights, columns)).toBe(byTrying(weights));
      }),
      { numRuns: 500 },
    );
  });
});
