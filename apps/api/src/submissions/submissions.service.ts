import type { Receipt, RouteRequest, routes } from '@assay/contracts';
import type { AttemptRow, RevisionRow, SubmissionRow, Transaction, WaitingGradingJob } from '@assay/database';
import { AttemptClosing, FileSetStore, GradingJobStore, RevisionStore, SubmissionStore, UnitOfWork } from '@assay/database';
import { gradingStateOf, receiptOf } from '@assay/domain';
import { AssayError } from '@assay/platform';
import { JobProducer } from '@assay/queue';
import { Injectable } from '@nestjs/common';
import { RunningAttemptService } from '../attempts/running-attempt.service.js';
import type { CandidateActor } from '../http/actor.js';
import { auditName } from '../http/actor.js';

type SubmitBody = RouteRequest<typeof routes.attempts.submit>['body'];

/** Handing in, for the candidate. */
@Injectable()
export class SubmissionsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly revisions: RevisionStore,
    private readonly fileSets: FileSetStore,
    private readonly submissions: SubmissionStore,
    private readonly gradingJobs: GradingJobStore,
    private readonly closing: AttemptClosing,
    private readonly running: RunningAttemptService,
    private readonly producer: JobProducer,
  ) {}

  /**
   * Hands in a saved state. The receipt is given after the commit, and the same key answers the same receipt for ever. That
   * the grading could not be queued is no reason to fail: its row is wanted until it is done.
   */
  async submit(actor: CandidateActor, exerciseId: string, body: SubmitBody): Promise<Receipt> {
    const { receipt, job } = await this.unitOfWork.run(actor.tenantId, async (tx) => {
      const attempt = await this.running.lock(tx, actor);
      const before = await this.submissions.findOptionalByKey(tx, attempt.id, body.idempotencyKey);
      if (before !== null) {
        return { receipt: await this.receiptAgain(tx, before, exerciseId, body), job: null };
      }
      this.running.assertOpen(tx, attempt);
      const revision = await this.handable(tx, attempt, exerciseId, body.revisionId);
      const handIn = { attempt, revision, idempotencyKey: body.idempotencyKey, automatic: false, by: auditName(actor) };
      const made = await this.closing.submitRevision(tx, handIn);
      return { receipt: receiptOf(made.submission, 'queued'), job: made.job };
    });
    await this.enqueue(job);
    return receipt;
  }

  private async receiptAgain(tx: Transaction, before: SubmissionRow, exerciseId: string, body: SubmitBody): Promise<Receipt> {
    if (before.exerciseVersionId !== exerciseId || before.revisionId !== body.revisionId) {
      throw new AssayError(
        'idempotency-key-reused',
        'This key handed in something else before: make a new one for each hand-in.',
      );
    }
    const [newest] = await this.gradingJobs.listOfSubmissions(tx, [before.id]);
    return receiptOf(before, newest === undefined ? null : gradingStateOf(newest, tx.receivedAt));
  }

  private async handable(tx: Transaction, attempt: AttemptRow, exerciseId: string, revisionId: string): Promise<RevisionRow> {
    const revision = await this.revisions.findOptional(tx, attempt.id, revisionId);
    if (revision?.exerciseVersionId !== exerciseId) {
      throw new AssayError('not-found', 'There is no such saved state of this exercise: save first, then hand in.');
    }
    if ((await this.fileSets.get(tx, revision.filesHash)).length === 0) {
      throw new AssayError('nothing-to-submit', 'There are no files in this saved state: write something first.');
    }
    return revision;
  }

  private async enqueue(job: WaitingGradingJob | null): Promise<void> {
    if (job !== null) {
      await this.producer.addGrading(job);
    }
  }
}
