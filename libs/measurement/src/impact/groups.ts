import type { Need, NotEstimable } from '../estimate.js';
import { notEstimable } from '../estimate.js';
import { thresholds } from '../verdicts/thresholds.js';

/** How many of a group applied and were selected. */
export interface GroupCount {
  group: string;
  selected: number;
  applicants: number;
}

/** Five times the product of two such counts is still an exact integer. */
const mostPeople = 10_000_000;

/** Which rule a count breaks, or null. */
export function refuseCount({ selected, applicants }: Omit<GroupCount, 'group'>): NotEstimable | null {
  const whole = [selected, applicants].every((count) => Number.isSafeInteger(count) && count >= 0);
  if (!whole) return notEstimable('bad-data', 'A count is not a whole number from 0.');
  if (selected > applicants) return notEstimable('bad-data', 'More people were selected than applied.');
  return applicants > mostPeople ? notEstimable('too-large', `A group holds more than ${mostPeople} people.`) : null;
}

/** Which rule a list of groups breaks, or why they cannot be compared at all; null for neither. */
export function refuseGroups(groups: readonly GroupCount[]): NotEstimable | null {
  const names = new Set(groups.map(({ group }) => group));
  if (names.size < groups.length) return notEstimable('bad-data', 'A group is listed twice.');
  return groups.map(refuseCount).find((refused) => refused !== null) ?? tooFewGroups(groups);
}

function tooFewGroups(groups: readonly GroupCount[]): NotEstimable | null {
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

/** How many people two groups lack for a verdict; null where they have enough. */
export function lacking(a: GroupCount, b: GroupCount): Need | null {
  const { largerGroup, smallerGroup } = thresholds.impact;
  const larger = Math.max(0, largerGroup - Math.max(a.applicants, b.applicants));
  const smaller = Math.max(0, smallerGroup - Math.min(a.applicants, b.applicants));
  return larger + smaller === 0 ? null : { what: 'people', more: larger + smaller };
}
