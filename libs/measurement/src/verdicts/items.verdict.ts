import type { Outcome } from '../estimate.js';
import type { ItemAnalysis } from '../items/item-analysis.js';
import type { Reliability } from '../items/reliability.js';
import { thresholds } from './thresholds.js';
import type { Verdict } from './verdict.js';
import { cannotTell, nouns, refused } from './verdict.js';
import { coefficient, counted, inBrackets, likely, percent, points } from './wording.js';

export type ReliabilityCode = 'reliable' | 'fairly-reliable' | 'not-reliable';
export type ItemCode = 'healthy' | 'too-easy' | 'too-hard' | 'does-not-separate' | 'works-against';

const { peopleToShow, peopleForVerdict, tooEasy, tooHard, separates, worksAgainst, reliable, fairlyReliable } = thresholds.items;

const reliabilityWords: Readonly<Record<ReliabilityCode, string>> = {
  reliable: 'The test tells people apart reliably',
  'fairly-reliable': 'The test tells people apart fairly well',
  'not-reliable': 'The test does not tell people apart reliably',
};

const itemWords: Readonly<Record<ItemCode, string>> = {
  healthy: 'Works as it should',
  'too-easy': 'Too easy',
  'too-hard': 'Too hard',
  'does-not-separate': 'Does not separate strong from weak people',
  'works-against': 'Works against the other items',
};

/**
 * The verdict on the reliability of a total score: "The test tells people apart fairly well (reliability .84, likely .74–.92,
 * 120 people)". Numbers from 30 people, a word from 100.
 */
export function reliabilityVerdict(outcome: Outcome<Reliability>): Verdict<ReliabilityCode> {
  if (!outcome.ok) return refused(outcome, nouns.people);
  const { estimate, interval, n, standardErrorOfMeasurement } = outcome;
  const numbers = inBrackets([`reliability ${coefficient(estimate)}`, likely(interval, coefficient), peopleOf(n)]);
  const detail = `Cronbach's alpha; a total is off by ${points(standardErrorOfMeasurement)} points as a rule.`;
  if (n < peopleForVerdict) return tooFewPeople(n, numbers, n < peopleToShow ? null : detail);
  const verdict = estimate >= reliable ? 'reliable' : estimate >= fairlyReliable ? 'fairly-reliable' : 'not-reliable';
  return { verdict, sentence: `${reliabilityWords[verdict]} ${numbers}`, detail };
}

/**
 * The verdict on one item's health: "Too easy (97 % of full marks, separation .12, 120 people)". Numbers from 30 people, a word
 * from 100. Of several faults the first of these is said: works against, too easy, too hard, does not separate.
 */
export function itemVerdict(outcome: Outcome<ItemAnalysis>, item: string): Verdict<ItemCode> {
  if (!outcome.ok) return refused(outcome, nouns.people);
  const found = outcome.items.find((one) => one.item === item);
  if (found === undefined) return { verdict: 'no-value', sentence: `${item} is not among the items`, detail: null };
  const { difficulty, correctedItemTotal } = found;
  const separation = correctedItemTotal.ok ? correctedItemTotal.estimate : null;
  const numbers = inBrackets([
    difficulty === null ? null : `${percent(difficulty)} of full marks`,
    separation === null ? null : `separation ${coefficient(separation)}`,
    peopleOf(outcome.n),
  ]);
  const detail = 'Separation is the correlation with the sum of the other items.';
  if (outcome.n < peopleForVerdict) return tooFewPeople(outcome.n, numbers, outcome.n < peopleToShow ? null : detail);
  const verdict = itemCode(difficulty, separation);
  if (verdict === null && !correctedItemTotal.ok) return refused(correctedItemTotal, nouns.people);
  return { verdict: verdict ?? 'healthy', sentence: `${itemWords[verdict ?? 'healthy']} ${numbers}`, detail };
}

/** Null for no fault found. */
function itemCode(difficulty: number | null, separation: number | null): ItemCode | null {
  if (separation !== null && separation < worksAgainst) return 'works-against';
  if (difficulty !== null && difficulty > tooEasy) return 'too-easy';
  if (difficulty !== null && difficulty < tooHard) return 'too-hard';
  return separation !== null && separation < separates ? 'does-not-separate' : null;
}

function tooFewPeople(n: number, numbers: string, detail: string | null): Verdict<never> {
  const need = { what: 'people', more: peopleForVerdict - n } as const;
  return cannotTell([need], nouns.people, n < peopleToShow ? null : numbers, detail);
}

function peopleOf(n: number): string {
  return counted(n, nouns.people.people);
}
