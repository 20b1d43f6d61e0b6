import type { ExercisePackage, GradingReport } from '@assay/contracts';

/**
 * Which cases of `keyed` groups the example submissions tell nothing about, as sentences for the author: each must be passed by one of
 * them and failed by another, or a wrong key would not be noticed.
 */
export function keyedProblems({ manifest }: ExercisePackage, reports: readonly GradingReport[]): string[] {
  const keyed = new Set(manifest.groups.filter(({ harness }) => harness === 'keyed').map(({ id }) => id));
  const outcomes = new Map<string, Set<boolean>>();
  for (const { id, group, outcome } of reports.flatMap(({ cases }) => cases)) {
    if (keyed.has(group)) outcomes.set(id, (outcomes.get(id) ?? new Set()).add(outcome === 'passed'));
  }
  return [...outcomes].flatMap(([id, seen]) => [
    ...(seen.has(true) ? [] : [`No example submission passes ${id}, so nothing shows that it can be answered.`]),
    ...(seen.has(false) ? [] : [`Every example submission passes ${id}; add one that answers it wrongly.`]),
  ]);
}
