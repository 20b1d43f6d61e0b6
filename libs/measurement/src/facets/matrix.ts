/** A square matrix, row after row. */
export interface Matrix {
  size: number;
  values: Float64Array;
}

export function zeroMatrix(size: number): Matrix {
  return { size, values: new Float64Array(size * size) };
}

/** The value at a place that the caller knows to exist; a wrong place shows as NaN. */
export function at(values: ArrayLike<number>, index: number): number {
  return values[index] ?? Number.NaN;
}

export function add(values: Float64Array, index: number, amount: number): void {
  values[index] = at(values, index) + amount;
}

export function entry({ size, values }: Matrix, row: number, column: number): number {
  return at(values, row * size + column);
}

export function addEntry({ size, values }: Matrix, row: number, column: number, amount: number): void {
  add(values, row * size + column, amount);
}

/** A pivot smaller than this share of its diagonal is rounding, not information. */
const SMALLEST_PIVOT = 1e-9;

/** The lower triangle L with L·Lᵀ = `matrix`, or null where the symmetric matrix is not positive definite. */
export function cholesky(matrix: Matrix): Matrix | null {
  const { size } = matrix;
  const factor = zeroMatrix(size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let rest = entry(matrix, row, column);
      for (let k = 0; k < column; k += 1) rest -= entry(factor, row, k) * entry(factor, column, k);
      if (row > column) {
        factor.values[row * size + column] = rest / entry(factor, column, column);
      } else if (rest > SMALLEST_PIVOT * entry(matrix, row, row)) {
        factor.values[row * size + row] = Math.sqrt(rest);
      } else {
        return null;
      }
    }
  }
  return factor;
}

/** Solves L·Lᵀ·x = `right`. */
export function solveCholesky(factor: Matrix, right: Float64Array): Float64Array {
  const { size } = factor;
  const solution = Float64Array.from(right);
  for (let row = 0; row < size; row += 1) {
    for (let k = 0; k < row; k += 1) add(solution, row, -entry(factor, row, k) * at(solution, k));
    solution[row] = at(solution, row) / entry(factor, row, row);
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    for (let k = row + 1; k < size; k += 1) add(solution, row, -entry(factor, k, row) * at(solution, k));
    solution[row] = at(solution, row) / entry(factor, row, row);
  }
  return solution;
}

/** The inverse of L·Lᵀ. */
export function invertCholesky(factor: Matrix): Matrix {
  const { size } = factor;
  const inverse = zeroMatrix(size);
  for (let column = 0; column < size; column += 1) {
    const unit = new Float64Array(size);
    unit[column] = 1;
    inverse.values.set(solveCholesky(factor, unit), column * size);
  }
  return inverse;
}
