import type { Need, NotEstimable, Reason } from '../estimate.js';
import type { Noun } from './wording.js';
import { counted, withoutStop } from './wording.js';

/**
 * What a screen says of a statistic. `cannot-tell` is the grey state where more data help; `no-value` where the data that are
 * there do not define the statistic.
 */
export interface Verdict<Code extends string> {
  verdict: Code | 'cannot-tell' | 'no-value';
  /** Plain words first, numbers second; without a full stop. */
  sentence: string;
  /** For the grey line: the term, the method, what else to know; null where there is nothing to add. */
  detail: string | null;
}

/** What the units of a statistic are called where it is shown. */
export type Nouns = Readonly<Record<Need['what'], Noun>>;

const people: Nouns = {
  ratings: ['rating', 'ratings'],
  raters: ['interviewer', 'interviewers'],
  units: ['candidate', 'candidates'],
  'shared-units': ['shared candidate', 'shared candidates'],
  items: ['item', 'items'],
  people: ['person', 'people'],
  weeks: ['week', 'weeks'],
  selections: ['selection', 'selections'],
  'different-values': ['different value', 'different values'],
};

export const nouns = {
  people,
  pieces: { ...people, units: ['piece', 'pieces'], 'shared-units': ['piece with two ratings', 'pieces with two ratings'] },
  judges: { ...people, raters: ['judge', 'judges'] },
} as const satisfies Record<string, Nouns>;

/** Whether more data would help, so that the need is what to say first; otherwise the reason is. */
const moreHelps: Readonly<Record<Reason, boolean>> = {
  'no-data': true,
  'single-rater': true,
  'too-few-units': true,
  'too-few-raters': true,
  'too-few-items': true,
  'no-pairs': true,
  disconnected: true,
  'missing-cells': true,
  'no-selections': true,
  excluded: true,
  'no-variation': false,
  'not-identifiable': false,
  'no-convergence': false,
  'too-large': false,
  'bad-data': false,
};

/** The verdict on a statistic that has no value. */
export function refused({ reason, detail, needs }: NotEstimable, names: Nouns): Verdict<never> {
  if (moreHelps[reason] && needs !== null) return cannotTell([needs], names, null, detail);
  return { verdict: moreHelps[reason] ? 'cannot-tell' : 'no-value', sentence: withoutStop(detail), detail: null };
}

/** "Cannot tell yet: 4 more shared candidates", with the numbers so far where they may be shown. */
export function cannotTell(needs: readonly Need[], names: Nouns, numbers: string | null, detail: string | null): Verdict<never> {
  const lacking = needs.map(({ what, more }) => counted(more, moreOf(names[what])));
  const sentence = `Cannot tell yet: ${lacking.join(' and ')}`;
  return { verdict: 'cannot-tell', sentence: numbers === null ? sentence : `${sentence} ${numbers}`, detail };
}

function moreOf([one, many]: Noun): Noun {
  return [`more ${one}`, `more ${many}`];
}
