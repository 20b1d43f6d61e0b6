import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { FisherExact, TwoByTwo } from './fisher-exact.js';
import { fisherExact, mostPeopleForFisher } from './fisher-exact.js';

const cell = fc.integer({ min: 0, max: 60 });
const tables = fc.tuple(cell, cell, cell, cell).filter((cells) => cells.some((count) => count > 0));

function testOf(table: TwoByTwo): FisherExact {
  const test = fisherExact(table);
  if (!test.ok) throw new Error(test.detail);
  return test;
}

describe("Fisher's exact test", () => {
  it('counts a table that is as likely as the observed one, on the other side', () => {
    // Row sums 7 and 7, column sums 4 and 10: P(4) = P(0) = 35/1001, so that two sides are exactly twice one side.
    const test = testOf([
      [4, 3],
      [0, 7],
    ]);
    expect(test.twoSided).toBeCloseTo(70 / 1001, 12);
    expect(test.greater).toBeCloseTo(35 / 1001, 12);
  });

  it('does not change when both rows and both columns change places, and swaps sides when rows do', () => {
    fc.assert(
      fc.property(tables, ([a, b, c, d]) => {
        const test = testOf([
          [a, b],
          [c, d],
        ]);
        const turned = testOf([
          [d, c],
          [b, a],
        ]);
        const swapped = testOf([
          [c, d],
          [a, b],
        ]);
        expect(turned.twoSided).toBeCloseTo(test.twoSided, 10);
        expect(swapped.twoSided).toBeCloseTo(test.twoSided, 10);
        expect(swapped.less).toBeCloseTo(test.greater, 10);
      }),
    );
  });

  it('keeps probabilities in 0..1 and the sides overlapping in the observed table', () => {
    fc.assert(
      fc.property(tables, ([a, b, c, d]) => {
        const test = testOf([
          [a, b],
          [c, d],
        ]);
        for (const p of [test.twoSided, test.less, test.greater]) {
          expect(p).toBeGreaterThan(0);
          expect(p).toBeLessThanOrEqual(1 + 1e-12);
        }
        expect(test.less + test.greater).toBeGreaterThan(1 - 1e-12);
        expect(test.twoSided).toBeGreaterThan(Math.min(test.less, test.greater) - 1e-12);
      }),
    );
  });

  it('has no value for an empty table and for what are no counts', () => {
    const reasonOf = (value: number): string => {
      const test = fisherExact([
        [value, 0],
        [0, 0],
      ]);
      return test.ok ? 'ok' : test.reason;
    };
    expect(reasonOf(0)).toBe('no-data');
    for (const value of [-1, 0.5, NaN, Infinity]) expect(reasonOf(value)).toBe('bad-data');
    expect(reasonOf(mostPeopleForFisher + 1)).toBe('too-large');
    expect(reasonOf(1)).toBe('ok');
  });
});
