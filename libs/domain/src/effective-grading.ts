import type { GradingReport } from '@assay/contracts';

/** A finished grading of one submission. */
export interface FinishedGrading {
  epoch: number;
  report: Pick<GradingReport, 'verdict' | 'runtime'>;
}

/**
 * The grading that counts: the newest finished epoch, except that one on a development sandbox never replaces one of
 * production, and a fault of ours never replaces a result. Null while nothing is finished.
 */
export function effectiveGrading<G extends FinishedGrading>(finished: readonly G[]): G | null {
  const standing = ({ epoch, report }: G) => [
    report.verdict === 'judge-error' ? 0 : 1,
    report.runtime.assurance === 'production' ? 1 : 0,
    epoch,
  ];
  return finished.reduce<G | null>((best, one) => (best === null || isAhead(standing(one), standing(best)) ? one : best), null);
}

function isAhead(one: readonly number[], other: readonly number[]): boolean {
  const index = one.findIndex((value, place) => value !== other[place]);
  return index >= 0 && (one[index] ?? 0) > (other[index] ?? 0);
}
