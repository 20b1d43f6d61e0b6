import { add, at } from './arrays.js';

/** A square matrix, row after row. A Cholesky factor keeps its lower triangle here; what stands above it has no meaning. */
export interface SquareMatrix {
  size: number;
  entries: Float64Array;
}

export function zeroMatrix(size: number): SquareMatrix {
  return { size, entries: new Float64Array(size * size) };
}

export function identityMatrix(size: number): SquareMatrix {
  const matrix = zeroMatrix(size);
  for (let row = 0; row < size; row += 1) matrix.entries[row * size + row] = 1;
  return matrix;
}

export function entryOf({ size, entries }: SquareMatrix, row: number, column: number): number {
  return at(entries, row * size + column);
}

export function addEntry({ size, entries }: SquareMatrix, row: number, column: number, amount: number): void {
  add(entries, row * size + column, amount);
}

/** A pivot smaller than this share of its diagonal lost its digits: it is rounding, and the matrix singular. */
export const roundingPivot = 1e-9;

/**
 * The factor L of A = L·Lᵀ, from the lower triangle of A; null where A is not positive definite. Rows are stored together,
 * so that each entry costs one product of two stretches of memory.
 *
 * @param smallestPivot the share of its diagonal that a pivot has to exceed; `roundingPivot` finds singular matrices.
 */
export function choleskyFactor({ size, entries }: SquareMatrix, smallestPivot = 0): SquareMatrix | null {
  const factor = new Float64Array(entries);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < row; column += 1) {
      const left = at(factor, row * size + column) - dot(factor, row * size, factor, column * size, column);
      factor[row * size + column] = left / at(factor, column * size + column);
    }
    const diagonal = at(factor, row * size + row);
    const pivot = diagonal - dot(factor, row * size, factor, row * size, row);
    if (!(pivot > smallestPivot * diagonal)) return null;
    factor[row * size + row] = Math.sqrt(pivot);
  }
  return { size, entries: factor };
}

/** ln |A| from the factor of A. */
export function logDeterminant({ size, entries }: SquareMatrix): number {
  let sum = 0;
  for (let row = 0; row < size; row += 1) sum += Math.log(at(entries, row * size + row));
  return 2 * sum;
}

/** A⁻¹b from the factor of A. */
export function solveFactored({ size, entries }: SquareMatrix, right: Float64Array): Float64Array {
  const solution = new Float64Array(right);
  for (let row = 0; row < size; row += 1) {
    solution[row] = (at(solution, row) - dot(entries, row * size, solution, 0, row)) / at(entries, row * size + row);
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    const value = at(solution, row) / at(entries, row * size + row);
    solution[row] = value;
    for (let column = 0; column < row; column += 1) {
      solution[column] = at(solution, column) - value * at(entries, row * size + column);
    }
  }
  return solution;
}

/** A⁻¹ = L⁻ᵀL⁻¹ in full from the factor L of A. */
export function invertFactored(factor: SquareMatrix): SquareMatrix {
  const { size } = factor;
  const columns = invertTriangle(factor).entries;
  const inverse = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      const value = dot(columns, row * size + row, columns, column * size + row, size - row);
      inverse[row * size + column] = value;
      inverse[column * size + row] = value;
    }
  }
  return { size, entries: inverse };
}

/** The columns of L⁻¹, each stored as a row. */
function invertTriangle({ size, entries }: SquareMatrix): SquareMatrix {
  const columns = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) {
    const pivot = at(entries, row * size + row);
    for (let column = 0; column < row; column += 1) {
      const known = dot(entries, row * size + column, columns, column * size + column, row - column);
      columns[column * size + row] = -known / pivot;
    }
    columns[row * size + row] = 1 / pivot;
  }
  return { size, entries: columns };
}

/** Four sums side by side, because one sum would wait for each addition before the next. */
function dot(a: Float64Array, fromA: number, b: Float64Array, fromB: number, length: number): number {
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  const blocks = length - (length % 4);
  for (let k = 0; k < blocks; k += 4) {
    sum0 += at(a, fromA + k) * at(b, fromB + k);
    sum1 += at(a, fromA + k + 1) * at(b, fromB + k + 1);
    sum2 += at(a, fromA + k + 2) * at(b, fromB + k + 2);
    sum3 += at(a, fromA + k + 3) * at(b, fromB + k + 3);
  }
  for (let k = blocks; k < length; k += 1) sum0 += at(a, fromA + k) * at(b, fromB + k);
  return sum0 + sum1 + (sum2 + sum3);
}
