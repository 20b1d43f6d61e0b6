import type { RouteView, routes } from '@assay/contracts';
import type { GradingJobRow, SubmissionRow } from '@assay/database';
import { gradingStateOf } from '@assay/domain';

export type SubmissionView = RouteView<typeof routes.submissions.regrade>;

/** A submission as staff see it, with all its gradings, newest epoch first. */
export function submissionView(
  submission: SubmissionRow,
  counts: boolean,
  gradings: readonly GradingJobRow[],
  now: Date,
): SubmissionView {
  return {
    id: submission.id,
    attemptId: submission.attemptId,
    exerciseId: submission.exerciseVersionId,
    hash: submission.filesHash,
    receivedAt: submission.receivedAt.toISOString(),
    automatic: submission.automatic,
    counts,
    gradings: gradings.filter(({ submissionId }) => submissionId === submission.id).map((job) => gradingView(job, now)),
  };
}

function gradingView(job: GradingJobRow, now: Date): SubmissionView['gradings'][number] {
  return {
    id: job.id,
    epoch: job.epoch,
    state: gradingStateOf(job, now),
    requestedAt: job.requestedAt.toISOString(),
    finishedAt: job.finishedAt?.toISOString() ?? null,
    tries: job.tries,
    report: job.report,
  };
}
