import type { Need, NotEstimable } from '../estimate.js';
import { notEstimable } from '../estimate.js';

/** How many of a group applied and were selected. */
export interface GroupCount {
  group: string;
  selected: number;
  applicants: number;
}

/** Five times the product of two such counts is still an exact integer. */
const MOST_PEOPLE = 10_000_000;

/** Which rule a count breaks, or null. */
export function brokenCount({ selected, applicants }: Omit<GroupCount, 'group'>): string | null {
  const whole = [selected, applicants].every((count) => Number.isSafeInteger(count) && count >= 0);
  if (!whole) return 'A count is not a whole number from 0.';
  if (selected > applicants) return 'More people were selected than applied.';
  return applicants > MOST_PEOPLE ? `A group holds more than ${MOST_PEOPLE} people.` : null;
}

/** Which rule a list of groups breaks, or null. */
export function brokenGroups(groups: readonly GroupCount[]): string | null {
  const names = new Set(groups.map(({ group }) => group));
  if (names.size < groups.length) return 'A group is listed twice.';
  return groups.map(brokenCount).find((broken) => broken !== null) ?? null;
}

/** Why a confidence level is none, or null. */
export function brokenLevel(level: number): string | null {
  return level >= 0.5 && level < 1 ? null : 'The confidence level is not between 0.5 and 1.';
}

/** Why groups cannot be compared at all, or null. */
export function tooFewGroups(groups: readonly GroupCount[]): NotEstimable | null {
  const applied = groups.filter(({ applicants }) => applicants > 0).length;
  if (applied === 0) return notEstimable('no-data', 'There are no people.', { what: 'people', more: 1 });
  if (applied > 1) return null;
  return notEstimable('too-few-units', 'One group cannot be compared with others.', { what: 'people', more: 1 });
}

/** Null without applicants. */
export function selectionRate({ selected, applicants }: GroupCount): number | null {
  return applicants === 0 ? null : selected / applicants;
}

/** One rate over another, as a quotient of integers so that 48/60 is 0.8; the second group has selections. */
export function ratioOfRates(first: Omit<GroupCount, 'group'>, second: Omit<GroupCount, 'group'>): number {
  return (first.selected * second.applicants) / (second.selected * first.applicants);
}

/**
 * The group with the highest rate, of equal rates the larger group, then the first name: the order of the list never
 * matters. Null where nobody was selected.
 */
export function highestRate(groups: readonly GroupCount[]): GroupCount | null {
  const ranked = groups
    .filter(({ selected }) => selected > 0)
    .sort(
      (a, b) =>
        b.selected * a.applicants - a.selected * b.applicants || b.applicants - a.applicants || (a.group < b.group ? -1 : 1),
    );
  return ranked[0] ?? null;
}

/** People needed before a comparison of two groups says anything. */
export const peopleToConclude = { larger: 200, smaller: 100 } as const;

/** How many people two groups lack for a verdict; null where they have enough. */
export function lacking(a: GroupCount, b: GroupCount): Need | null {
  const larger = Math.max(0, peopleToConclude.larger - Math.max(a.applicants, b.applicants));
  const smaller = Math.max(0, peopleToConclude.smaller - Math.min(a.applicants, b.applicants));
  return larger + smaller === 0 ? null : { what: 'people', more: larger + smaller };
}
