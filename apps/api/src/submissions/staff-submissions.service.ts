import type { RouteRequest, RouteView, routes } from '@assay/contracts';
import type { SubmissionRow, Transaction } from '@assay/database';
import { AttemptEventStore, AuditStore, FileSetStore, GradingJobStore, SubmissionStore, UnitOfWork } from '@assay/database';
import { receiptOf } from '@assay/domain';
import { AssayError } from '@assay/platform';
import { JobProducer } from '@assay/queue';
import { Injectable } from '@nestjs/common';
import type { ApiKeyActor, StaffActor } from '../http/actor.js';
import { auditName } from '../http/actor.js';
import type { SubmissionView } from './submission.view.js';
import { submissionView } from './submission.view.js';

/** Handed-in work, for staff. */
@Injectable()
export class StaffSubmissionsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly submissions: SubmissionStore,
    private readonly fileSets: FileSetStore,
    private readonly gradingJobs: GradingJobStore,
    private readonly events: AttemptEventStore,
    private readonly audit: AuditStore,
    private readonly producer: JobProducer,
  ) {}

  async get(actor: StaffActor | ApiKeyActor, submissionId: string): Promise<RouteView<typeof routes.submissions.get>> {
    return this.unitOfWork.run(actor.tenantId, async (tx) => {
      const submission = await this.find(tx, submissionId);
      return { submission: await this.view(tx, submission), files: await this.fileSets.get(tx, submission.filesHash) };
    });
  }

  /** Grades again as the next epoch; what was found before stays. */
  async regrade(
    actor: StaffActor | ApiKeyActor,
    submissionId: string,
    { reason }: RouteRequest<typeof routes.submissions.regrade>['body'],
  ): Promise<SubmissionView> {
    const { job, view } = await this.unitOfWork.run(actor.tenantId, async (tx) => {
      const submission = await this.find(tx, submissionId);
      const requested = await this.gradingJobs.requestRegrade(tx, submission, auditName(actor), reason);
      await this.events.append(tx, submission.attemptId, { type: 'submission', receipt: receiptOf(submission, 'queued') });
      await this.audit.append(tx, {
        action: 'submission.regrade-requested',
        actor: auditName(actor),
        subject: `submission:${submissionId}`,
        payload: { gradingJobId: requested.gradingJobId, reason },
      });
      return { job: requested, view: await this.view(tx, submission) };
    });
    await this.producer.addGrading(job);
    return view;
  }

  private async find(tx: Transaction, submissionId: string): Promise<SubmissionRow> {
    const submission = await this.submissions.findOptional(tx, submissionId);
    if (submission === null) {
      throw new AssayError('not-found', 'There is no such submission in your company.');
    }
    return submission;
  }

  private async view(tx: Transaction, submission: SubmissionRow): Promise<SubmissionView> {
    const counting = await this.submissions.counting(tx, submission.attemptId);
    const gradings = await this.gradingJobs.listOfSubmissions(tx, [submission.id]);
    const counts = counting.some(({ id }) => id === submission.id);
    return submissionView(submission, counts, gradings, tx.receivedAt);
  }
}
