/** Spread below this share of the largest magnitude is rounding, not data. */
const roundingShare = 1e-13;

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

export function sumOf<T>(items: readonly T[], term: (item: T, index: number) => number): number {
  return items.reduce((total, item, index) => total + term(item, index), 0);
}

export function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

/** Whether the values do not vary beyond the rounding of double arithmetic. */
export function isConstant(values: readonly number[]): boolean {
  let [lowest, highest, magnitude] = [Infinity, -Infinity, 0];
  for (const value of values) {
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
    magnitude = Math.max(magnitude, Math.abs(value));
  }
  return highest - lowest <= roundingShare * magnitude;
}

/** Unbiased variance (n − 1); exactly 0 for values that do not vary. */
export function variance(values: readonly number[]): number {
  return isConstant(values) ? 0 : sumOfProducts(values, values) / (values.length - 1);
}

export function standardDeviation(values: readonly number[]): number {
  return Math.sqrt(variance(values));
}

/** Σ (x − x̄)(y − ȳ) of two series of equal length. */
export function sumOfProducts(xs: readonly number[], ys: readonly number[]): number {
  const [xMean, yMean] = [mean(xs), mean(ys)];
  return xs.reduce((total, x, index) => total + (x - xMean) * ((ys[index] ?? NaN) - yMean), 0);
}

/** Pearson's correlation of two series that both vary. */
export function correlation(xs: readonly number[], ys: readonly number[]): number {
  return sumOfProducts(xs, ys) / (Math.sqrt(sumOfProducts(xs, xs)) * Math.sqrt(sumOfProducts(ys, ys)));
}
