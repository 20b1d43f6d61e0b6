import type { Interval, Outcome } from '../estimate.js';
import type { SeverityDrift } from '../severity/drift.js';
import type { RaterSeverity } from '../severity/rater-severity.js';
import { thresholds } from './thresholds.js';
import type { Verdict } from './verdict.js';
import { cannotTell, nouns, refused } from './verdict.js';
import { counted, fixed, grouped, inBrackets } from './wording.js';

const weeksShown = 10;

/**
 * The verdict on one rater's severity: "Stricter than the panel by 0.3 (0.1 to 0.5, 24 shared candidates)". A label needs 10
 * shared candidates and an interval that excludes 0. An effect below 0 is strict.
 */
export function severityVerdict(severity: RaterSeverity, rater: string): Verdict<'stricter' | 'more-lenient' | 'no-difference'> {
  if (!severity.ok) return refused(severity, nouns.people);
  const found = severity.raters.find(({ id }) => id === rater);
  if (found === undefined) return { verdict: 'no-value', sentence: `${rater} has not rated anybody here`, detail: null };
  const { effect, interval, sharedCandidates } = found;
  const needed = thresholds.severity.sharedCandidates;
  if (sharedCandidates < needed) {
    const detail = `Severity is judged from ${String(needed)} shared candidates; there are ${String(sharedCandidates)}.`;
    return cannotTell([{ what: 'shared-units', more: needed - sharedCandidates }], nouns.people, null, detail);
  }
  const base = counted(sharedCandidates, nouns.people['shared-units']);
  const detail = severity.perComponent
    ? 'Compared with the interviewers of the same group only; groups share no candidate.'
    : null;
  if (!excludesZero(interval)) {
    return { verdict: 'no-difference', sentence: `No clear difference from the panel ${bothSides(interval, base)}`, detail };
  }
  const isStrict = effect < 0;
  const label = isStrict ? 'Stricter than the panel' : 'More lenient than the panel';
  return { verdict: isStrict ? 'stricter' : 'more-lenient', sentence: `${label} ${byAbout(effect, interval, base)}`, detail };
}

/**
 * The verdict on drift: "Growing stricter by 0.15 in 10 weeks (0.02 to 0.30, 24 ratings over 24 weeks)". Needs 20 ratings over 6
 * weeks, and for a label an interval that excludes 0.
 */
export function driftVerdict(outcome: Outcome<SeverityDrift>): Verdict<'growing-stricter' | 'growing-lenient' | 'steady'> {
  if (!outcome.ok) return refused(outcome, nouns.people);
  const { n, weeks } = outcome;
  const needs = [
    { what: 'ratings', more: thresholds.drift.ratings - n } as const,
    { what: 'weeks', more: thresholds.drift.weeks - weeks } as const,
  ].filter(({ more }) => more > 0);
  if (needs.length > 0) return cannotTell(needs, nouns.people, null, null);
  const slope = outcome.estimate * weeksShown;
  const { lower, upper } = outcome.interval;
  const interval = { lower: lower * weeksShown, upper: upper * weeksShown };
  const base = `${counted(n, nouns.people.ratings)} over ${counted(weeks, nouns.people.weeks)}`;
  if (!excludesZero(interval)) {
    const sentence = `No clear drift ${bothSides(interval, `in ${String(weeksShown)} weeks, ${base}`, ' ')}`;
    return { verdict: 'steady', sentence, detail: null };
  }
  const isStricter = slope < 0;
  return {
    verdict: isStricter ? 'growing-stricter' : 'growing-lenient',
    sentence: `Growing ${isStricter ? 'stricter' : 'more lenient'} ${byAbout(slope, interval, base, ` in ${grouped(weeksShown)} weeks`)}`,
    detail: null,
  };
}

type Ends = Pick<Interval, 'lower' | 'upper'>;

function excludesZero({ lower, upper }: Ends): boolean {
  return lower > 0 || upper < 0;
}

/** "by 0.3 (0.1 to 0.5, …)" without signs, since the label says the direction. */
function byAbout(effect: number, { lower, upper }: Ends, base: string, time = ''): string {
  const [near = 0, far = 0] = [Math.abs(lower), Math.abs(upper)].sort((a, b) => a - b);
  const show = formatFor(near);
  return `by ${show(Math.abs(effect))}${time} ${inBrackets([`${show(near)} to ${show(far)}`, base])}`;
}

/** "(0.3 stricter to 0.1 more lenient, …)" for an interval on both sides of 0. */
function bothSides({ lower, upper }: Ends, base: string, joint = ', '): string {
  const show = formatFor(1);
  return `(${show(-lower)} stricter to ${show(upper)} more lenient${joint}${base})`;
}

/** One decimal, as levels have; two where an end that is not 0 would read as 0. */
function formatFor(near: number): (value: number) => string {
  return (value) => fixed(value, near < 0.05 ? 2 : 1);
}
