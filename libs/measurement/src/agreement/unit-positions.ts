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
