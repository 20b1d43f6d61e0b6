import type { GradingReport } from '@assay/contracts';
import { hashOfJson } from '@assay/platform';

/**
 * SHA-256 over everything in a report that must be the same whenever the same files are graded again: verdict, score and what each case
 * came to, without times, memory, and texts that may hold addresses.
 */
export function reportFingerprint({ exercise, filesHash, verdict, score, groups, cases, limitsHit }: GradingReport): string {
  const outcomes = cases.map(({ id, group, outcome, requirements }) => ({ id, group, outcome, requirements }));
  return hashOfJson({ exercise, filesHash, verdict, score, groups, outcomes, limitsHit });
}
