import type { GroupResult } from '@assay/contracts';

/**
 * Score of one grading, 0..1: Σ weight × passed/total over Σ weight. Where no group has a weight (a trial run of groups that are worth
 * nothing), all count alike. Null when there is nothing to count.
 */
export function scoreOf(groups: readonly Pick<GroupResult, 'weight' | 'passed' | 'total'>[]): number | null {
  const counted = groups.filter(({ total }) => total > 0);
  const scored = scoredOnly(counted);
  const weights = scored.map(({ weight }) => (isUnweighted(counted) ? 1 : weight));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (sum === 0) return null;
  // Full marks are exactly 1, whatever the weights add up to in floating point.
  if (scored.every(({ passed, total }) => passed === total)) return 1;
  return scored.reduce((total, { passed, total: cases }, index) => total + ((weights[index] ?? 0) * passed) / cases, 0) / sum;
}

/** The groups whose result counts: those with a weight, or all where none has one. */
export function scoredOnly<G extends Pick<GroupResult, 'weight'>>(groups: readonly G[]): G[] {
  return isUnweighted(groups) ? [...groups] : groups.filter(({ weight }) => weight > 0);
}

function isUnweighted(groups: readonly Pick<GroupResult, 'weight'>[]): boolean {
  return groups.every(({ weight }) => weight === 0);
}
