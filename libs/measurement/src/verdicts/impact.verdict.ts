import type { Outcome } from '../estimate.js';
import type { FourFifths, GroupImpact, ImpactComparison } from '../impact/four-fifths.js';
import type { RatioInterval } from '../impact/risk-ratio.js';
import type { Verdict } from './verdict.js';
import { cannotTell, nouns, refused } from './verdict.js';
import { coefficient, counted, fixed, grouped, inBrackets, likely, percent } from './wording.js';

export type ImpactCode = 'highest-rate' | 'below-four-fifths' | 'within-four-fifths';

/**
 * The verdict on one group's adverse impact, always with ratio, interval, exact test and n: "Selected at .50 of the highest
 * rate, below four fifths (likely .30–.83, exact test p .003, 320 people)". "Cannot tell yet" with fewer than 200 people in the
 * larger or 100 in the smaller of the two groups.
 */
export function impactVerdict(outcome: Outcome<FourFifths>, group: string): Verdict<ImpactCode> {
  if (!outcome.ok) return refused(outcome, nouns.people);
  const found = outcome.groups.find((one) => one.group === group);
  if (found === undefined) return { verdict: 'no-value', sentence: `${group} is not among the groups`, detail: null };
  const { impact } = found;
  if (!impact.ok) return refused(impact, nouns.people);
  const { comparison, estimate, belowFourFifths } = impact;
  if (comparison === null) {
    return { verdict: 'highest-rate', sentence: `Selected at the highest rate ${rateOf(found)}`, detail: null };
  }
  const evidence = [likelyRatio(comparison.interval), exactTest(comparison), counted(comparison.n, nouns.people.people)];
  const detail = detailOf(found, comparison);
  if (comparison.needs !== null) {
    return cannotTell([comparison.needs], nouns.people, inBrackets([`ratio ${coefficient(estimate)}`, ...evidence]), detail);
  }
  const side = belowFourFifths ? 'below four fifths' : 'not below four fifths';
  return {
    verdict: belowFourFifths ? 'below-four-fifths' : 'within-four-fifths',
    sentence: `Selected at ${coefficient(estimate)} of the highest rate, ${side} ${inBrackets(evidence)}`,
    detail,
  };
}

function rateOf({ rate, selected, applicants }: GroupImpact): string {
  return inBrackets([rate === null ? null : percent(rate), `${grouped(selected)} of ${grouped(applicants)} people`]);
}

function likelyRatio({ lower, upper }: RatioInterval): string {
  return upper === null ? `likely ${coefficient(lower)} or more` : likely({ lower, upper }, coefficient);
}

function exactTest({ fisherP }: ImpactComparison): string {
  if (fisherP === null) return 'too many people for the exact test';
  return fisherP < 0.001 ? 'exact test p below .001' : `exact test p ${fixed(fisherP, 3).replace(/^0/, '')}`;
}

function detailOf({ selected, applicants }: GroupImpact, { shortfall, flipsWithOnePerson }: ImpactComparison): string {
  const lacking = Math.ceil(shortfall);
  const counts = `${grouped(selected)} of ${grouped(applicants)} people were selected`;
  const gap = lacking > 0 ? `, ${grouped(lacking)} short of the highest rate` : '';
  const flip = flipsWithOnePerson ? ' One selection moved between the groups would turn the order around.' : '';
  return `${counts}${gap}.${flip}`;
}
