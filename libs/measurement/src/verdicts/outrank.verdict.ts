import type { Outcome } from '../estimate.js';
import type { Outranking } from '../outrank.js';
import { isTooClose } from '../ranking.js';
import type { Verdict } from './verdict.js';
import { nouns, refused } from './verdict.js';
import { fixed } from './wording.js';

/**
 * The verdict on a chance to outrank: "Too close to call: 56 in 100 that Candidate 7F3 is ahead of Candidate K2M" from 35 to 65
 * in 100, otherwise who is ahead.
 *
 * @param outcome of `outrankProbability` or `candidateOutranks` for `a` over `b`.
 */
export function outrankVerdict(outcome: Outcome<Outranking>, a: string, b: string): Verdict<'too-close' | 'a-ahead' | 'b-ahead'> {
  if (!outcome.ok) return refused(outcome, nouns.people);
  const chance = outcome.estimate;
  if (isTooClose(chance)) {
    return { verdict: 'too-close', sentence: `Too close to call: ${inHundred(chance)} that ${a} is ahead of ${b}`, detail: null };
  }
  const isFirst = chance > 0.5;
  const [ahead, behind] = isFirst ? [a, b] : [b, a];
  return {
    verdict: isFirst ? 'a-ahead' : 'b-ahead',
    sentence: `${ahead} is ahead of ${behind}: ${inHundred(isFirst ? chance : 1 - chance)}`,
    detail: null,
  };
}

/** Never "100 in 100", and a decimal where a whole number would read as too close. */
function inHundred(chance: number): string {
  const rounded = Math.round(100 * chance);
  if (rounded === 100) return 'more than 99 in 100';
  const misleads = isTooClose(rounded / 100) !== isTooClose(chance);
  return `${fixed(100 * chance, misleads ? 1 : 0)} in 100`;
}
