import type { RouteRequest, RouteView, routes } from '@assay/contracts';
import type { AttemptRow, Transaction } from '@assay/database';
import {
  AttemptEventStore,
  AttemptStore,
  AuditStore,
  GradingJobStore,
  SittingStore,
  SubmissionStore,
  UnitOfWork,
} from '@assay/database';
import { extendedDeadline, phaseAt } from '@assay/domain';
import { AssayError, candidatePseudonym } from '@assay/platform';
import { Injectable } from '@nestjs/common';
import type { ApiKeyActor, StaffActor } from '../http/actor.js';
import { auditName, staffOnly } from '../http/actor.js';
import { submissionView } from './submission.view.js';

type StaffAttemptView = RouteView<typeof routes.submissions.attempt>;
type Extension = RouteRequest<typeof routes.submissions.extend>['body'];

/** One attempt, for staff: its clock and what was handed in. */
@Injectable()
export class StaffAttemptsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly attempts: AttemptStore,
    private readonly sittings: SittingStore,
    private readonly submissions: SubmissionStore,
    private readonly gradingJobs: GradingJobStore,
    private readonly events: AttemptEventStore,
    private readonly audit: AuditStore,
  ) {}

  async get(actor: StaffActor | ApiKeyActor, attemptId: string): Promise<StaffAttemptView> {
    return this.unitOfWork.run(actor.tenantId, async (tx) => {
      const attempt = await this.attempts.findOptional(tx, attemptId);
      return this.view(tx, knownOnly(attempt));
    });
  }

  /** Gives time to a running attempt; the candidate's clock follows at once. */
  async extend(actor: StaffActor | ApiKeyActor, attemptId: string, extension: Extension): Promise<StaffAttemptView> {
    const person = staffOnly(actor);
    return this.unitOfWork.run(actor.tenantId, async (tx) => {
      const attempt = knownOnly(await this.attempts.lockOptional(tx, attemptId));
      if (phaseAt(attempt, tx.receivedAt) === 'closed') {
        throw new AssayError('attempt-closed', 'This attempt has ended, so time cannot be given any more.');
      }
      const { seconds, kind, reason } = extension;
      const deadline = extendedDeadline(attempt.deadline, seconds);
      await this.attempts.extend(tx, attemptId, { seconds, kind, reason, grantedBy: person.staffId, deadline });
      const extended = knownOnly(await this.attempts.findOptional(tx, attemptId));
      await this.events.append(tx, attemptId, {
        type: 'deadline',
        deadline: deadline.toISOString(),
        timeCreditSeconds: extended.timeCreditSeconds,
        reason,
      });
      await this.audit.append(tx, {
        action: 'attempt.extended',
        actor: auditName(actor),
        subject: `attempt:${attemptId}`,
        payload: { seconds, kind, reason, deadline: deadline.toISOString() },
      });
      return this.view(tx, extended);
    });
  }

  private async view(tx: Transaction, attempt: AttemptRow): Promise<StaffAttemptView> {
    const sitting = await this.sittings.findOptional(tx, attempt.invitationId);
    if (sitting === null) {
      throw new AssayError('not-found', notKnown);
    }
    const submissions = await this.submissions.list(tx, attempt.id);
    const counting = new Set((await this.submissions.counting(tx, attempt.id)).map(({ id }) => id));
    const gradings = await this.gradingJobs.listOfSubmissions(
      tx,
      submissions.map(({ id }) => id),
    );
    const extensions = await this.attempts.extensions(tx, attempt.id);
    return {
      id: attempt.id,
      pseudonym: candidatePseudonym(attempt.id),
      candidate: sitting.candidateName === null ? null : { id: attempt.candidateId, name: sitting.candidateName },
      assessment: { id: sitting.assessmentId, title: sitting.title, version: sitting.assessmentVersion },
      startedAt: attempt.startedAt.toISOString(),
      deadline: attempt.deadline.toISOString(),
      closedAt: attempt.closedAt?.toISOString() ?? null,
      extensions: extensions.map(({ grantedAt, grantedBy, ...given }) => ({
        ...given,
        at: grantedAt.toISOString(),
        by: grantedBy,
      })),
      submissions: submissions.map((submission) =>
        submissionView(submission, counting.has(submission.id), gradings, tx.receivedAt),
      ),
    };
  }
}

const notKnown = 'There is no such attempt in your company.';

function knownOnly(attempt: AttemptRow | null): AttemptRow {
  if (attempt === null) {
    throw new AssayError('not-found', notKnown);
  }
  return attempt;
}
