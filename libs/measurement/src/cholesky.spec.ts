import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { at } from './arrays.js';
import { choleskyFactor, invertFactored, logDeterminant, solveFactored } from './cholesky.js';

describe('the Cholesky factor', () => {
  it('gives the determinant, solutions and the inverse of a matrix known by hand', () => {
    // [[4, 2], [2, 3]]: determinant 8, inverse [[3, −2], [−2, 4]] / 8.
    const factor = choleskyFactor({ size: 2, entries: Float64Array.of(4, 2, 2, 3) });
    if (!factor) throw new Error('The matrix is positive definite.');
    expect(Math.exp(logDeterminant(factor))).toBeCloseTo(8, 12);
    [0.375, -0.25, -0.25, 0.5].forEach((value, index) => {
      expect(at(invertFactored(factor).entries, index)).toBeCloseTo(value, 14);
    });
    expect(at(solveFactored(factor, Float64Array.of(8, 8)), 0)).toBeCloseTo(1, 14);
    expect(at(solveFactored(factor, Float64Array.of(8, 8)), 1)).toBeCloseTo(2, 14);
  });

  it.each([[[1, 2, 2, 1]], [[0, 0, 0, 0]], [[NaN, 0, 0, 1]]])('does not exist for %o', (entries) => {
    expect(choleskyFactor({ size: 2, entries: Float64Array.from(entries) })).toBeNull();
  });

  it('inverts Gram matrices of any size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 13 }), fc.infiniteStream(fc.integer({ min: -9, max: 9 })), (size, stream) => {
        const rows = Array.from({ length: size }, () => [...stream.take(size)]);
        const entries = Float64Array.from(
          rows.flatMap((one, i) =>
            rows.map((other, k) => one.reduce((sum, value, j) => sum + value * (other[j] ?? NaN), Number(i === k))),
          ),
        );
        const factor = choleskyFactor({ size, entries });
        if (!factor) throw new Error('A Gram matrix plus one is positive definite.');
        const inverse = invertFactored(factor).entries;
        for (let i = 0; i < size; i += 1) {
          const column = Float64Array.from(rows, (_, k) => at(entries, k * size + i));
          solveFactored(factor, column).forEach((value, k) => {
            expect(value).toBeCloseTo(Number(i === k), 7);
          });
          const product = rows.reduce((sum, _, k) => sum + at(inverse, i * size + k) * at(entries, k * size + i), 0);
          expect(product).toBeCloseTo(1, 7);
        }
      }),
    );
  });
});
