/** How much raters of one hiring loop scatter around each other on the same work. */
export interface RaterVariance {
  /** Variance of a single rating, in levels squared. */
  value: number;
  /** Σ(raters − 1) over the pieces that were used. */
  degreesOfFreedom: number;
  /** Pieces with two raters or more. */
  pieces: number;
}

/**
 * Even raters who always agree know a level no better than to the nearest whole one: rounding alone has this variance
 * (Sheppard 1898, width² / 12 with width 1).
 */
const roundingVariance = 1 / 12;

/**
 * The pooled within-piece variance of ratings: Σ_p Σ_r (x_pr − x̄_p)² / Σ_p (n_p − 1) over the pieces with n_p ≥ 2 ratings,
 * never below the variance of rounding to whole levels. This is the error mean square of a one-way analysis of variance
 * with pieces as groups (Shrout & Fleiss 1979, WMS). `pieces` holds the levels that one criterion of one submission got.
 *
 * It is pooled over the loop because the spread of two ratings of one piece says almost nothing: with one degree of
 * freedom two raters who happen to agree would give an error of 0, and two who happen to differ one several times too large.
 *
 * @returns null while no piece has two ratings.
 */
export function pooledRaterVariance(pieces: readonly (readonly number[])[]): RaterVariance | null {
  const shared = pieces.filter((levels) => levels.length >= 2);
  const degreesOfFreedom = shared.reduce((sum, levels) => sum + levels.length - 1, 0);
  if (degreesOfFreedom === 0) {
    return null;
  }
  const squares = shared.reduce((sum, levels) => sum + sumOfSquares(levels), 0);
  return { value: Math.max(roundingVariance, squares / degreesOfFreedom), degreesOfFreedom, pieces: shared.length };
}

/** Arithmetic mean; NaN for nothing, so ask first. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function sumOfSquares(levels: readonly number[]): number {
  const centre = mean(levels);
  return levels.reduce((sum, value) => sum + (value - centre) ** 2, 0);
}
