import { fisherExact } from '../impact/fisher-exact.js';
import type { TwoByTwo } from '../impact/fisher-exact.js';
import type { GroupImpact } from '../impact/four-fifths.js';
import { fourFifths } from '../impact/four-fifths.js';
import type { BiasAudit } from '../impact/ll144.js';
import { scoringRateAudit, selectionRateAudit } from '../impact/ll144.js';
import { riskRatio } from '../impact/risk-ratio.js';
import type { GoldFamily } from './gold-family.js';
import { estimated, goldFamily } from './gold-family.js';

interface Counts {
  groups: string[];
  selected: number[];
  applicants: number[];
}

interface Level {
  conf_level: number;
}

export const impactFamilies: Record<string, GoldFamily> = {
  fisher_exact_2x2: goldFamily(({ table }: { table: TwoByTwo }) => {
    const { twoSided, less, greater } = estimated(fisherExact(table));
    return { p_two_sided: twoSided, p_less: less, p_greater: greater };
  }),
  risk_ratio_ci: goldFamily(
    ({ x1, n1, x2, n2 }: { x1: number; n1: number; x2: number; n2: number }, { conf_level: level }: Level) => {
      const first = { selected: x1, applicants: n1 };
      const { estimate, interval, katz } = estimated(riskRatio(first, { selected: x2, applicants: n2 }, { level }));
      return { ratio: estimate, koopman_ci: [interval.lower, interval.upper], katz_ci: [katz?.lower, katz?.upper] };
    },
  ),
  impact_ratio: goldFamily((data: Counts, { conf_level: level }: Level) =>
    estimated(fourFifths(groupsOf(data), { level })).groups.map(impactRow),
  ),
  ll144_selection_rate: goldFamily((data: Counts, { min_share: minShare }: { min_share: number }) => {
    const audit = estimated(selectionRateAudit(groupsOf(data), { minShare }));
    const { rates, ratios } = auditOf(audit);
    const excluded = audit.categories.map((category) => category.excluded);
    return { rates: Object.values(rates), impact_ratios: Object.values(ratios), excluded };
  }),
  ll144_scoring_rate: goldFamily((data: { groups: string[]; above_median: number[]; applicants: number[] }) => {
    // Half of all are above the median: scores 1 and 0 give the counts of the file.
    const people = data.groups.flatMap((group, index) =>
      Array.from({ length: data.applicants[index] ?? 0 }, (_, person) => ({
        group,
        score: Number(person < (data.above_median[index] ?? 0)),
      })),
    );
    const { rates, ratios } = auditOf(estimated(scoringRateAudit(people)));
    return { rates: data.groups.map((name) => rates[name]), impact_ratios: data.groups.map((name) => ratios[name]) };
  }),
  ll144_scoring_rate_raw: goldFamily(({ scores, groups }: { scores: number[]; groups: string[] }) => {
    const audit = estimated(scoringRateAudit(scores.map((score, index) => ({ group: groups[index] ?? '', score }))));
    const { rates, ratios } = auditOf(audit);
    return { median: audit.median, rates, impact_ratios: ratios };
  }),
};

function groupsOf({ groups, selected, applicants }: Counts) {
  return groups.map((group, index) => ({
    group,
    selected: selected[index] ?? NaN,
    applicants: applicants[index] ?? NaN,
  }));
}

function impactRow({ group, selected, applicants, rate, impact }: GroupImpact) {
  const shown = { group, n: applicants, selected, rate };
  if (!impact.ok) return { ...shown, impact_ratio: null, reason: impact.reason.replaceAll('-', '_') };
  const ratio = { ...shown, impact_ratio: impact.estimate, four_fifths_flag: impact.belowFourFifths };
  if (impact.comparison === null) return ratio;
  const { katz, interval, fisherP, z, flipsWithOnePerson, shortfall } = impact.comparison;
  return {
    ...ratio,
    katz_ci: [katz?.lower, katz?.upper],
    koopman_ci: [interval.lower, interval.upper],
    fisher_p_two_sided: fisherP,
    z_pooled: z,
    one_person_flips_direction: flipsWithOnePerson,
    shortfall,
  };
}

/** By category. */
function auditOf({ categories }: BiasAudit) {
  return {
    rates: Object.fromEntries(categories.map(({ group, rate }) => [group, rate])),
    ratios: Object.fromEntries(categories.map(({ group, impact }) => [group, impact.ok ? impact.estimate : null])),
  };
}
