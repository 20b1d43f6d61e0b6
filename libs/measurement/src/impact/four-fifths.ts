import type { Interval, Need, Outcome } from '../estimate.js';
import { notEstimable } from '../estimate.js';
import type { ConfidenceOptions } from '../interval.js';
import { defaultLevel, refuseLevel } from '../interval.js';
import { fisherExact } from './fisher-exact.js';
import type { GroupCount } from './groups.js';
import { highestRate, lacking, ratioOfRates, refuseGroups, selectionRate } from './groups.js';
import type { RatioInterval } from './risk-ratio.js';
import { riskRatio } from './risk-ratio.js';

export type { GroupCount } from './groups.js';

export interface Impact {
  /** The group's rate over the highest rate, in 0..1. */
  estimate: number;
  /** Whether the ratio is below four fifths, in exact integers: 5·x·N < 4·X·n. */
  belowFourFifths: boolean;
  /** How far the difference can be trusted; null for the group with the highest rate itself. */
  comparison: ImpactComparison | null;
}

/** A group against the group with the highest rate. */
export interface ImpactComparison {
  /** Of the ratio, by the delta method. Null exactly where `katz` is. */
  standardError: number | null;
  /** Koopman's score interval of the ratio; its upper end exists because the highest group has selections. */
  interval: RatioInterval;
  /** Katz's log interval; null where the group has no selections, or everybody in both groups was selected. */
  katz: Interval | null;
  /** People in both groups. */
  n: number;
  /** Selections that the group lacks to reach the highest rate; a part of a person is possible. */
  shortfall: number;
  /** Difference of the rates (negative: the group's is lower) over its pooled error; null where everybody was selected. */
  z: number | null;
  /** Two-sided p of Fisher's exact test; null for more people than that test takes. */
  fisherP: number | null;
  /** Whether one selection moved from the highest group to this one would give this one the higher rate. */
  flipsWithOnePerson: boolean;
  /** False means "cannot tell": too few people, `needs` more. */
  conclusive: boolean;
  needs: Need | null;
}

export interface GroupImpact extends GroupCount {
  /** Selected over applicants; null without applicants. */
  rate: number | null;
  /** Whether this is the group with the highest rate, to which the others are compared. */
  reference: boolean;
  /** `no-data` for a group without applicants; `no-selections` where nobody was selected in any group. */
  impact: Outcome<Impact>;
}

export interface FourFifths {
  /** In the order given. */
  groups: GroupImpact[];
  /** The group with the highest rate; null where nobody was selected. */
  reference: string | null;
  /** All applicants. */
  n: number;
}

/**
 * Adverse impact by the four-fifths rule: each group's selection rate x/n against the highest rate X/N.
 *
 * Ratio (x/n) / (X/N), flagged when 5·x·N < 4·X·n, so that exactly 80 % is not flagged. Shortfall n·X/N − x.
 * z = (x/n − X/N) / √(p(1 − p)(1/n + 1/N)) with p the rate of both groups together. Below 200 people in the larger or 100
 * in the smaller of two compared groups nothing can be concluded. Of groups with equal highest rates the larger one is
 * the reference.
 *
 * Source: Uniform Guidelines on Employee Selection Procedures, 29 CFR 1607.4 D; EEOC 1979, Questions and Answers, 44 FR
 * 11996, no. 20–22 (small numbers and the one-person shift); Morris & Dunleavy 2017, Adverse Impact Analysis.
 *
 * @returns `no-data` without applicants; `too-few-units` with applicants in one group only; `bad-data` for counts that
 * are not whole numbers, more selected than applied, a group listed twice, or a level outside 0.5 to 0.999; `too-large` over
 * ten million people in a group. Where nobody was selected the rates are shown and each group's `impact` has the reason.
 */
export function fourFifths(groups: readonly GroupCount[], { level = defaultLevel }: ConfidenceOptions = {}): Outcome<FourFifths> {
  const refused = refuseLevel(level) ?? refuseGroups(groups);
  if (refused) return refused;
  const reference = highestRate(groups);
  return {
    ok: true,
    groups: groups.map((count) => ({
      group: count.group,
      selected: count.selected,
      applicants: count.applicants,
      rate: selectionRate(count),
      reference: count === reference,
      impact: impactOf(count, reference, level),
    })),
    reference: reference?.group ?? null,
    n: groups.reduce((sum, { applicants }) => sum + applicants, 0),
  };
}

function impactOf(count: GroupCount, reference: GroupCount | null, level: number): Outcome<Impact> {
  if (count.applicants === 0) {
    return notEstimable('no-data', `Nobody applied in group ${count.group}.`, { what: 'people', more: 1 });
  }
  if (reference === null) {
    return notEstimable('no-selections', 'Nobody was selected in any group.', { what: 'selections', more: 1 });
  }
  return {
    ok: true,
    estimate: ratioOfRates(count, reference),
    belowFourFifths: 5 * count.selected * reference.applicants < 4 * reference.selected * count.applicants,
    comparison: count === reference ? null : comparisonOf(count, reference, level),
  };
}

function comparisonOf(count: GroupCount, reference: GroupCount, level: number): ImpactComparison | null {
  const ratio = riskRatio(count, reference, { level });
  if (!ratio.ok) return null;
  const { standardError, interval, katz, n } = ratio;
  const needs = lacking(count, reference);
  return {
    standardError,
    interval,
    katz,
    n,
    shortfall: (reference.selected * count.applicants - count.selected * reference.applicants) / reference.applicants,
    z: pooledZ(count, reference),
    fisherP: fisherP(count, reference),
    flipsWithOnePerson: flipsWithOnePerson(count, reference),
    conclusive: needs === null,
    needs,
  };
}

function pooledZ(a: GroupCount, b: GroupCount): number | null {
  const pooled = (a.selected + b.selected) / (a.applicants + b.applicants);
  if (pooled === 1) return null;
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / a.applicants + 1 / b.applicants));
  return (a.selected / a.applicants - b.selected / b.applicants) / error;
}

function fisherP(a: GroupCount, b: GroupCount): number | null {
  const test = fisherExact([
    [a.selected, a.applicants - a.selected],
    [b.selected, b.applicants - b.selected],
  ]);
  return test.ok ? test.twoSided : null;
}

function flipsWithOnePerson(count: GroupCount, reference: GroupCount): boolean {
  if (count.selected === count.applicants) return false;
  return (count.selected + 1) * reference.applicants > (reference.selected - 1) * count.applicants;
}
