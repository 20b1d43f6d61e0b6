import type { Interval } from '../estimate.js';

/** One and many of something: "1 piece", "41 pieces". */
export type Noun = readonly [one: string, many: string];

/** Does not break, so that "53 %" stays on one line. */
const space = '\u00a0';

export function counted(count: number, [one, many]: Noun): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

/** A whole number as people read it: 1,250. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** With the minus of print, and no minus before a zero. */
export function fixed(value: number, decimals: number): string {
  const digits = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(digits) !== 0 ? `−${digits}` : digits;
}

/** Levels and points: one decimal. */
export function points(value: number): string {
  return fixed(value, 1);
}

/** Coefficients up to 1 in two decimals, without the zero: .62, −.12, 1.00. */
export function coefficient(value: number): string {
  return fixed(value, 2).replace(/^(−?)0\./, '$1.');
}

export function percent(share: number): string {
  return `${fixed(100 * share, 0)}${space}%`;
}

/** "2.8–3.6"; "to" between numbers of which one is negative, where a dash would read as a minus. */
export function range(lower: string, upper: string): string {
  return lower.startsWith('−') || upper.startsWith('−') ? `${lower} to ${upper}` : `${lower}–${upper}`;
}

/** "likely 2.8–3.6". */
export function likely({ lower, upper }: Pick<Interval, 'lower' | 'upper'>, format: (value: number) => string): string {
  return `likely ${range(format(lower), format(upper))}`;
}

/** Numbers behind the words: "(α .62, likely .48–.74, 41 pieces)". */
export function inBrackets(parts: readonly (string | null)[]): string {
  return `(${parts.filter((part) => part !== null).join(', ')})`;
}

/** A sentence of another function without its full stop: screens set none. */
export function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '');
}
