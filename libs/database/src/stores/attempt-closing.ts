import { phaseAt, receiptOf } from '@assay/domain';
import { newId } from '@assay/platform';
import { Injectable } from '@nestjs/common';
import type { WaitingGradingJob } from '../locators.js';
import type { Transaction } from '../transaction.js';
import { AttemptEventStore } from './attempt-event.store.js';
import type { AttemptRow } from './attempt.store.js';
import { AttemptStore } from './attempt.store.js';
import { AuditStore } from './audit.store.js';
import { GradingJobStore } from './grading-job.store.js';
import { ReviewStore } from './review.store.js';
import type { RevisionRow } from './revision.store.js';
import { RevisionStore } from './revision.store.js';
import { ScorecardStore } from './scorecard.store.js';
import type { SubmissionRow } from './submission.store.js';
import { SubmissionStore } from './submission.store.js';

export interface HandIn {
  attempt: AttemptRow;
  revision: RevisionRow;
  idempotencyKey: string;
  /** Handed in by the platform because the attempt ends. */
  automatic: boolean;
  /** As in the audit log. */
  by: string;
}

/** The two ways in which work is handed in: by the candidate, and by the end of the attempt. The same for api and worker. */
@Injectable()
export class AttemptClosing {
  constructor(
    private readonly attempts: AttemptStore,
    private readonly revisions: RevisionStore,
    private readonly submissions: SubmissionStore,
    private readonly gradingJobs: GradingJobStore,
    private readonly events: AttemptEventStore,
    private readonly audit: AuditStore,
    private readonly reviews: ReviewStore,
    private readonly scorecards: ScorecardStore,
  ) {}

  /**
   * Hands in a revision of a locked attempt: submission, grading job, event and audit event in this transaction. Whether the
   * time allows it is the caller's question. Enqueue `job` after the commit; if that fails, the sweep does it.
   */
  async submitRevision(tx: Transaction, handIn: HandIn): Promise<{ submission: SubmissionRow; job: WaitingGradingJob }> {
    const { attempt, revision, idempotencyKey, automatic, by } = handIn;
    const submission = await this.submissions.add(tx, {
      attemptId: attempt.id,
      exerciseVersionId: revision.exerciseVersionId,
      revisionId: revision.id,
      filesHash: revision.filesHash,
      idempotencyKey,
      automatic,
    });
    const job = await this.gradingJobs.requestGrading(tx, submission, by);
    await this.events.append(tx, attempt.id, { type: 'submission', receipt: receiptOf(submission, 'queued') });
    await this.audit.append(tx, {
      action: 'submission.received',
      actor: by,
      subject: `submission:${submission.id}`,
      payload: { attemptId: attempt.id, exerciseVersionId: revision.exerciseVersionId, filesHash: revision.filesHash, automatic },
    });
    return { submission, job };
  }

  /**
   * Ends an attempt: hands in every saved state that is newer than what was handed in, opens the reviews and starts the
   * scorecard. Takes the attempt's lock. Closing it again changes nothing. Answers the gradings to enqueue after the commit.
   *
   * `deadline` closes only what is past deadline and grace by the transaction's receipt time, so a call that was queued
   * before time was given comes to nothing.
   */
  async closeAttempt(tx: Transaction, attemptId: string, how: 'handed-in' | 'deadline'): Promise<WaitingGradingJob[]> {
    const attempt = await this.attempts.lockOptional(tx, attemptId);
    if (attempt?.closedAt !== null) {
      return [];
    }
    if (how === 'deadline' && phaseAt(attempt, tx.receivedAt) !== 'closed') {
      return [];
    }
    const by = how === 'deadline' ? 'system' : `candidate:${attempt.candidateId}`;
    const jobs: WaitingGradingJob[] = [];
    for (const revision of await this.revisions.notHandedIn(tx, attemptId)) {
      const { job } = await this.submitRevision(tx, { attempt, revision, idempotencyKey: newId(), automatic: true, by });
      jobs.push(job);
    }
    await this.attempts.close(tx, attemptId, how);
    await this.reviews.openReviews(tx, attemptId);
    await this.scorecards.recomputeScorecard(tx, attemptId);
    await this.events.append(tx, attemptId, { type: 'closed', at: tx.receivedAt.toISOString(), how });
    await this.audit.append(tx, { action: 'attempt.closed', actor: by, subject: `attempt:${attemptId}`, payload: { how } });
    return jobs;
  }
}
