/** The element at an index that the caller knows to exist; NaN otherwise, so that a mistake shows instead of counting as 0. */
export function at(values: ArrayLike<number>, index: number): number {
  return values[index] ?? Number.NaN;
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

export function sumOf<T>(items: readonly T[], term: (item: T, index: number) => number): number {
  return items.reduce((total, item, index) => total + term(item, index), 0);
}

export function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

export function rising(values: Iterable<number>): number[] {
  return [...values].sort((a, b) => a - b);
}

/**
 * Moves and stretches rising values so that the first is 0 and the last is 1; a single value becomes 0.
 * Statistics that do not depend on origin and unit are computed on these, because squares of them cannot overflow.
 */
export function unitPositions(values: readonly number[]): number[] {
  const first = values[0] ?? 0;
  const last = values.at(-1) ?? 0;
  if (first === last) return values.map(() => 0);
  const shrink = Number.isFinite(last - first) ? 1 : 0.5;
  const range = last * shrink - first * shrink;
  return values.map((value) => (value * shrink - first * shrink) / range);
}
