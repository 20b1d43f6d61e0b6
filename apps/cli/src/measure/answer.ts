import { countOf } from '@assay/domain';
import type { Estimated, Interval, Need, NotEstimable, Outcome, Verdict } from '@assay/measurement';
import { table } from '../workspace/terminal.js';

/** What a statistic came to, typed for programs and in words for a person. */
export interface Answer {
  outcome: Outcome<object>;
  text: string;
}

/** An outcome with its words: `describe` speaks of what was estimated, the reason speaks for what was not. */
export function answerOf<Extra extends object>(
  outcome: Outcome<Extra>,
  describe: (estimated: Extra & { ok: true }) => readonly string[],
): Answer {
  return { outcome, text: outcome.ok ? describe(outcome).join('\n\n') : whyNot(outcome) };
}

/** The library's verdict as a line for the terminal. */
export function said({ sentence, detail }: Verdict<string>): string {
  return `${sentence}.${detail === null ? '' : ` ${detail}`}`;
}

export function whyNot({ reason, detail, needs }: NotEstimable): string {
  const help = needs === null ? 'More data would not help.' : `This would help: ${needed(needs)}.`;
  return `Not estimable (${reason}). ${detail} ${help}`;
}

const nouns: Readonly<Record<Need['what'], readonly [string, string]>> = {
  ratings: ['more rating', 'more ratings'],
  raters: ['more rater', 'more raters'],
  units: ['more unit', 'more units'],
  'shared-units': ['more unit that several people rate', 'more units that several people rate'],
  items: ['more item', 'more items'],
  people: ['more person', 'more people'],
  weeks: ['more week', 'more weeks'],
  selections: ['more selection', 'more selections'],
  'different-values': ['more value that differs', 'more values that differ'],
};

export function needed({ what, more }: Need): string {
  return countOf(more, ...nouns[what]);
}

/** Three decimals; a dash for what does not exist. */
export function figure(value: number | null, decimals = 3): string {
  return value === null ? '–' : value.toFixed(decimals);
}

export function percent(share: number | null): string {
  return share === null ? '–' : `${(100 * share).toFixed(1)} %`;
}

export function range(interval: { lower: number; upper: number | null } | null): string {
  return interval === null ? '–' : `${figure(interval.lower)} to ${figure(interval.upper)}`;
}

/** A chance, which is never said to be 0. */
export function chance(p: number | null): string {
  return p !== null && p < 0.0001 ? 'below 0.0001' : figure(p, 4);
}

/** The level of an interval as a heading: `95 % interval`. */
export function intervalHeading(interval: Pick<Interval, 'level'> | null | undefined): string {
  return interval ? `${Number((100 * interval.level).toFixed(1))} % interval` : 'interval';
}

/** One estimate with its error as a line under headings, `more` columns after it. */
export function estimateTable(
  { estimate, interval, standardError, n }: Estimated,
  counted: string,
  more: Readonly<Record<string, string>> = {},
): string {
  const heading = intervalHeading(interval);
  const cells = { estimate: figure(estimate), [heading]: range(interval), 'standard error': figure(standardError) };
  const all: Readonly<Record<string, string>> = { ...cells, [counted]: String(n), ...more };
  return table(Object.keys(all), [Object.values(all)], Object.keys(all));
}

/** Rows under headings, the first column names and the others numbers. */
export function numbersTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  return table(headings, rows, headings.slice(1));
}
