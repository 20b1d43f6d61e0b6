import { at } from './irt-likelihood.js';

/** A pivot that lost so many digits is rounding: the matrix is singular for all that doubles can tell. */
const smallestPivotShare = 1e-10;

/** The inverse of a symmetric matrix, by Cholesky; null unless it is positive definite. */
export function invertPositiveDefinite(matrix: readonly Float64Array[]): Float64Array[] | null {
  const lower = choleskyFactor(matrix);
  if (lower === null) return null;
  return matrix.map((_, column) => {
    const unit = Float64Array.from(matrix, (_row, index) => (index === column ? 1 : 0));
    return solveBackward(lower, solveForward(lower, unit));
  });
}

function choleskyFactor(matrix: readonly Float64Array[]): Float64Array[] | null {
  const lower: Float64Array[] = [];
  for (const [i, row] of matrix.entries()) {
    const factors = new Float64Array(matrix.length);
    for (const [j, above] of lower.entries()) {
      factors[j] = (at(row, j) - dot(factors, above, j)) / at(above, j);
    }
    const pivot = at(row, i) - dot(factors, factors, i);
    if (!(pivot > smallestPivotShare * at(row, i))) return null;
    factors[i] = Math.sqrt(pivot);
    lower.push(factors);
  }
  return lower;
}

function solveForward(lower: readonly Float64Array[], right: Float64Array): Float64Array {
  const solution = new Float64Array(right.length);
  for (const [i, factors] of lower.entries()) {
    solution[i] = (at(right, i) - dot(factors, solution, i)) / at(factors, i);
  }
  return solution;
}

function solveBackward(lower: readonly Float64Array[], right: Float64Array): Float64Array {
  const rest = Float64Array.from(right);
  for (const [i, factors] of [...lower.entries()].reverse()) {
    const value = at(rest, i) / at(factors, i);
    rest[i] = value;
    for (let j = 0; j < i; j += 1) {
      rest[j] = at(rest, j) - at(factors, j) * value;
    }
  }
  return rest;
}

/** Σ of products of the first `length` elements. */
function dot(a: Float64Array, b: Float64Array, length: number): number {
  let total = 0;
  for (let index = 0; index < length; index += 1) {
    total += at(a, index) * at(b, index);
  }
  return total;
}
