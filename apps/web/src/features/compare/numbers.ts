import type { ComparisonView, Estimate, ScorecardView } from '@assay/contracts';

/** Levels are told with one decimal. */
export const oneDecimal = (value: number): string => value.toFixed(1);

const reasons: Record<NonNullable<Estimate['reason']>, string> = {
  'no-evidence': 'no evidence yet',
  'too-few-raters': 'range: cannot tell yet',
  'not-graded': 'not graded yet',
};

/** "likely 2.8–3.6", or why there is no range. */
export function likely({ low, high, reason }: Estimate): string {
  if (low !== null && high !== null) return `likely ${oneDecimal(low)}–${oneDecimal(high)}`;
  return reasons[reason ?? 'too-few-raters'];
}

/** "3.2, likely 2.8–3.6", "3.2, range: cannot tell yet", "no evidence yet". */
export function estimateWords(estimate: Estimate): string {
  return estimate.score === null
    ? reasons[estimate.reason ?? 'no-evidence']
    : `${oneDecimal(estimate.score)}, ${likely(estimate)}`;
}

/** The same for a screen reader: a dash is not read as "to". */
export function spokenEstimate(estimate: Estimate): string {
  return estimateWords(estimate).replace('–', ' to ');
}

export function nameOf({ candidate }: Pick<ScorecardView, 'candidate'>): string {
  return candidate.name ?? `Candidate ${candidate.pseudonym}`;
}

/** Whether any of the verdicts comes from a sandbox of development. */
export function isOfDevelopment({ verdicts }: Pick<ScorecardView, 'verdicts'>): boolean {
  return verdicts.some(({ assurance }) => assurance === 'development');
}

/** By falling score; who has none comes last. The order carries no number. */
export function inOrder(candidates: readonly ScorecardView[]): ScorecardView[] {
  return candidates.toSorted((a, b) => (b.overall.score ?? 0) - (a.overall.score ?? 0));
}

/** Where a score stands to the bar, in one sentence; "clearly" only when the whole range says so. */
export function standing({ score, low, high }: Estimate, bar: number): string {
  if (score === null) return 'There is no evidence yet, so nothing can be said.';
  if (low === null || high === null) return 'How sure this is cannot be told yet: at least two people must rate.';
  if (low > bar) return 'Clearly above the senior bar.';
  if (high < bar) return 'Clearly below the senior bar.';
  return score >= bar ? 'At the senior bar; not clearly above it.' : 'Below the senior bar; not clearly so.';
}

/** The competencies that the exercises of this loop ask for; the role's others would be empty columns. */
export function askedCompetencies({ competencies, candidates }: ComparisonView): ComparisonView['competencies'] {
  const asked = new Set(
    candidates.flatMap((card) =>
      card.competencies.filter(({ sources }) => sources.length > 0).map(({ competency }) => competency),
    ),
  );
  return competencies.filter(({ id }) => asked.has(id));
}
