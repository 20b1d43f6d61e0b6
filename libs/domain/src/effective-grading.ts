import type { GradingReport } from '@assay/contracts';

/** A grading of one submission; it is finished when it has a report. */
export interface Grading {
  epoch: number;
  report: Pick<GradingReport, 'verdict' | 'runtime'> | null;
}
type Finished<G extends Grading> = G & { report: NonNullable<G['report']> };

/**
 * The grading that counts: the newest finished epoch, except that one on a development sandbox never replaces one of
 * production, and a fault of ours never replaces a result. Null while nothing is finished.
 */
export function effectiveGrading<G extends Grading>(gradings: readonly G[]): Finished<G> | null {
  const finished = gradings.filter((grading): grading is Finished<G> => grading.report !== null);
  return finished.reduce<Finished<G> | null>((best, one) => (best === null || isAhead(one, best) ? one : best), null);
}

function isAhead(one: Finished<Grading>, other: Finished<Grading>): boolean {
  const places = standingOf(other);
  const difference = standingOf(one)
    .map((value, place) => value - (places[place] ?? 0))
    .find((value) => value !== 0);
  return (difference ?? 0) > 0;
}

/** What matters most first. */
function standingOf({ epoch, report }: Finished<Grading>): number[] {
  return [Number(report.verdict !== 'judge-error'), Number(report.runtime.assurance === 'production'), epoch];
}
