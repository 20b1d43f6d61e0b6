/** Reads an element that the caller knows to exist; NaN otherwise, so that a mistake shows instead of counting as 0. */
export function at(values: Float64Array, index: number): number {
  return values[index] ?? Number.NaN;
}

/** As `at`, for any list. Apart from it, because the engine keeps a reader fast that sees one kind of array only. */
export function valueAt(values: ArrayLike<number>, index: number): number {
  return values[index] ?? Number.NaN;
}

export function add(values: Float64Array, index: number, amount: number): void {
  values[index] = at(values, index) + amount;
}

export function rising(values: Iterable<number>): number[] {
  return [...values].sort((a, b) => a - b);
}
