import type { Need, Outcome } from '../estimate.js';
import { notEstimable } from '../estimate.js';
import type { GroupCount } from './groups.js';
import { highestRate, lacking, ratioOfRates, refuseGroups, selectionRate } from './groups.js';

/** One person's category and score. */
export interface ScoredPerson {
  group: string;
  score: number;
}

export interface BiasAuditOptions {
  /** Categories with a smaller share of all people get no impact ratio. Default 0.02, as the rule allows; 0 keeps all. */
  minShare?: number;
}

/** A category's impact ratio. */
export interface CategoryImpact {
  /** The category's rate over the highest rate of the categories that were not left out. */
  estimate: number;
  /** False means "cannot tell": too few people here or in the highest category, `needs` more. */
  conclusive: boolean;
  needs: Need | null;
}

export interface AuditedCategory {
  group: string;
  /** People in the category. */
  applicants: number;
  /** Those of them who were selected, or who scored above the median. */
  selected: number;
  /** Selected over applicants: shown for every category, left out or not; null without applicants. */
  rate: number | null;
  /** Whether the share of all people is under `minShare`. */
  excluded: boolean;
  /** `no-data` without applicants; `excluded` when left out; `no-selections` where no compared category has any. */
  impact: Outcome<CategoryImpact>;
}

export interface BiasAudit {
  categories: AuditedCategory[];
  /** The category with the highest rate; null where nobody was selected in a category that counts. */
  reference: string | null;
  /** All people. */
  n: number;
}

export interface ScoringAudit extends BiasAudit {
  /** Of all scores, in their unit. */
  median: number;
}

/**
 * The bias audit of New York City's Local Law 144 for a tool that selects: each category's selection rate over the
 * highest one. For intersectional categories give their names as groups.
 *
 * Source: 6 RCNY § 5-300 ("selection rate", "impact ratio"), § 5-301; its (d) allows to leave small categories out.
 *
 * @returns `no-data` without people; `too-few-units` with people in one category only; `bad-data` for counts that are not
 * whole numbers, more selected than applied, a category listed twice, or a `minShare` outside 0..1; `too-large` over ten
 * million people in a category.
 */
export function selectionRateAudit(
  groups: readonly GroupCount[],
  { minShare = 0.02 }: BiasAuditOptions = {},
): Outcome<BiasAudit> {
  if (!(minShare >= 0 && minShare < 1)) return notEstimable('bad-data', 'The smallest share is not between 0 and 1.');
  const refused = refuseGroups(groups);
  if (refused) return refused;
  const n = groups.reduce((sum, { applicants }) => sum + applicants, 0);
  // A quotient, because a product such as 0.07 · 100 exceeds 7.
  const counts = groups.map((count) => ({ count, excluded: count.applicants / n < minShare }));
  const reference = highestRate(counts.filter(({ excluded }) => !excluded).map(({ count }) => count));
  return {
    ok: true,
    categories: counts.map(({ count, excluded }) => ({
      group: count.group,
      applicants: count.applicants,
      selected: count.selected,
      rate: selectionRate(count),
      excluded,
      impact: excluded ? leftOut(count, n, minShare) : impactOf(count, reference),
    })),
    reference: reference?.group ?? null,
    n,
  };
}

/**
 * The bias audit of New York City's Local Law 144 for a tool that scores: a category's scoring rate is the share of its
 * people whose score is strictly above the median of all scores; impact ratios as in `selectionRateAudit`.
 *
 * Source: 6 RCNY § 5-300 ("scoring rate"), § 5-301.
 *
 * @returns categories sorted by name, or the reasons of `selectionRateAudit`; `bad-data` also for a score that is not a
 * finite number. Where all scores are equal nobody is above the median, and each category's `impact` has the reason.
 */
export function scoringRateAudit(people: readonly ScoredPerson[], options: BiasAuditOptions = {}): Outcome<ScoringAudit> {
  if (!people.every(({ score }) => Number.isFinite(score))) return notEstimable('bad-data', 'A score is not a finite number.');
  const median = medianOf(people.map(({ score }) => score));
  const names = [...new Set(people.map(({ group }) => group))].sort();
  const counts = new Map(names.map((group) => [group, { group, selected: 0, applicants: 0 }]));
  for (const { group, score } of people) {
    const count = counts.get(group);
    if (count === undefined) continue;
    count.applicants += 1;
    if (score > median) count.selected += 1;
  }
  const audit = selectionRateAudit([...counts.values()], options);
  return audit.ok ? { ...audit, median } : audit;
}

/** Everybody who joins the category joins the total too, which is why the gap is divided by the other people's share. */
function leftOut({ group, applicants }: GroupCount, n: number, minShare: number) {
  if (applicants === 0) return notEstimable('no-data', `There is nobody in category ${group}.`, { what: 'people', more: 1 });
  const more = Math.max(1, Math.ceil((minShare * n - applicants) / (1 - minShare)));
  return notEstimable('excluded', `Category ${group} is too small a share of all people.`, { what: 'people', more });
}

function impactOf(count: GroupCount, reference: GroupCount | null): Outcome<CategoryImpact> {
  const { group, applicants } = count;
  if (applicants === 0) return notEstimable('no-data', `There is nobody in category ${group}.`, { what: 'people', more: 1 });
  if (reference === null) {
    return notEstimable('no-selections', 'Nobody was selected in any category.', { what: 'selections', more: 1 });
  }
  const needs = count === reference ? null : lacking(count, reference);
  return { ok: true, estimate: ratioOfRates(count, reference), conclusive: needs === null, needs };
}

/** 0 for no values, which the audit then refuses. */
function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? upper;
  // Halves before adding, so that no sum overflows; equal scores keep every digit.
  return lower === upper ? upper : lower / 2 + upper / 2;
}
