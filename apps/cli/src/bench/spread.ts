/** Repeated measurements: the middle one, and what lies above one in ten and below one in ten. */
export interface Spread {
  p10: number;
  median: number;
  p90: number;
}

/** Quantiles with linear interpolation, of at least one value. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const quantile = (share: number): number => {
    const position = share * (sorted.length - 1);
    const below = sorted[Math.floor(position)] ?? Number.NaN;
    const above = sorted[Math.ceil(position)] ?? Number.NaN;
    return below + (position - Math.floor(position)) * (above - below);
  };
  return { p10: quantile(0.1), median: quantile(0.5), p90: quantile(0.9) };
}
