import type { AttemptView, CandidateReport, ExerciseManifest, GradingState, RouteView, routes } from '@assay/contracts';
import type { GradingJobRow, SittingRow, Transaction, WaitingGradingJob } from '@assay/database';
import { AttemptClosing, AttemptStore, AuditStore, InvitationStore, SittingStore, UnitOfWork } from '@assay/database';
import {
  candidateReportOf,
  deadlineAtStart,
  effectiveGrading,
  graceSeconds,
  gradingStateOf,
  phaseAt,
  receiptOf,
} from '@assay/domain';
import { AssayError } from '@assay/platform';
import { JobProducer } from '@assay/queue';
import { Injectable } from '@nestjs/common';
import type { CandidateActor } from '../http/actor.js';
import { auditName } from '../http/actor.js';
import { AttemptReadingService } from './attempt-reading.service.js';
import { exerciseView } from './attempt.view.js';
import { assertInvited, expired } from './opening.service.js';
import { RunningAttemptService } from './running-attempt.service.js';

type AttemptResult = RouteView<typeof routes.attempts.result>;

/** The attempt from start to result, for the candidate whose session it is. */
@Injectable()
export class AttemptsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly invitations: InvitationStore,
    private readonly sittings: SittingStore,
    private readonly attempts: AttemptStore,
    private readonly closing: AttemptClosing,
    private readonly audit: AuditStore,
    private readonly reading: AttemptReadingService,
    private readonly running: RunningAttemptService,
    private readonly producer: JobProducer,
  ) {}

  /** The attempt now. One that is overdue is closed first, should no worker have come to it yet. */
  async get(actor: CandidateActor): Promise<AttemptView> {
    const overdue = await this.unitOfWork.run(actor.tenantId, async (tx) => {
      const attempt = await this.attempts.findOptionalByInvitation(tx, actor.invitationId);
      return attempt !== null && attempt.closedAt === null && phaseAt(attempt, tx.receivedAt) === 'closed' ? attempt.id : null;
    });
    if (overdue !== null) {
      await this.close(actor, (tx) => this.closing.closeAttempt(tx, overdue, 'deadline'));
    }
    return this.unitOfWork.run(actor.tenantId, (tx) => this.reading.view(tx, actor.invitationId));
  }

  /** Starts the clock. Whoever asks again, on whatever device, gets the attempt that runs. */
  async start(actor: CandidateActor): Promise<AttemptView> {
    return this.unitOfWork.run(actor.tenantId, async (tx) => {
      await this.invitations.lockOptional(tx, actor.invitationId);
      const sitting = await this.reading.sitting(tx, actor.invitationId);
      if ((await this.attempts.findOptionalByInvitation(tx, actor.invitationId)) === null) {
        await this.startNow(tx, actor, sitting);
      }
      return this.reading.view(tx, actor.invitationId);
    });
  }

  /** Ends the attempt early; what was saved and not handed in is handed in. Ending it again changes nothing. */
  async finish(actor: CandidateActor): Promise<AttemptView> {
    await this.close(actor, async (tx) => {
      const attempt = await this.running.lock(tx, actor);
      const late = phaseAt(attempt, tx.receivedAt) === 'closed';
      return this.closing.closeAttempt(tx, attempt.id, late ? 'deadline' : 'handed-in');
    });
    return this.unitOfWork.run(actor.tenantId, (tx) => this.reading.view(tx, actor.invitationId));
  }

  /** What the assessment discloses after the end. */
  async result(actor: CandidateActor): Promise<AttemptResult> {
    return this.unitOfWork.run(actor.tenantId, async (tx) => {
      const attempt = await this.running.find(tx, actor);
      if (attempt.closedAt === null) {
        throw new AssayError('not-found', 'There is no result before the end: hand in first, or wait for the deadline.');
      }
      const handedIn = await this.reading.handedIn(tx, attempt.id);
      const exercises = await this.sittings.exercises(tx, attempt.assessmentVersionId);
      return {
        closedAt: attempt.closedAt.toISOString(),
        exercises: exercises.map((exercise) => {
          const { submission = null, gradings = [] } = handedIn.get(exercise.id) ?? {};
          return {
            exercise: exerciseView(exercise),
            receipt: submission && receiptOf(submission, newestState(gradings, tx.receivedAt)),
            report: disclosed(gradings, exercise.manifest.disclosure),
          };
        }),
      };
    });
  }

  private async startNow(tx: Transaction, actor: CandidateActor, sitting: SittingRow): Promise<void> {
    assertInvited(sitting);
    if (sitting.expiresAt <= tx.receivedAt) {
      throw expired(sitting);
    }
    const exercises = await this.sittings.exercises(tx, sitting.assessmentVersionId);
    const minutes = exercises.reduce((sum, { manifest }) => sum + manifest.minutes, 0);
    const deadline = deadlineAtStart(tx.receivedAt, minutes, sitting.timeFactor);
    const { invitationId, assessmentVersionId, candidateId, timeFactor } = sitting;
    const attempt = await this.attempts.addUnlessStarted(tx, {
      invitationId,
      assessmentVersionId,
      candidateId,
      timeFactor,
      deadline,
      graceSeconds,
    });
    if (attempt === null) {
      return;
    }
    await this.audit.append(tx, {
      action: 'attempt.started',
      actor: auditName(actor),
      subject: `attempt:${attempt.id}`,
      payload: { invitationId, timeFactor, deadline: deadline.toISOString(), rulesAccepted: true },
    });
  }

  /** Queues the gradings after the commit; what cannot be queued now is found by the worker's sweep. */
  private async close(actor: CandidateActor, work: (tx: Transaction) => Promise<WaitingGradingJob[]>): Promise<void> {
    const jobs = await this.unitOfWork.run(actor.tenantId, work);
    await Promise.all(jobs.map((job) => this.producer.addGrading(job)));
  }
}

function newestState([newest]: readonly GradingJobRow[], now: Date): GradingState | null {
  return newest === undefined ? null : gradingStateOf(newest, now);
}

function disclosed(gradings: readonly GradingJobRow[], disclosure: ExerciseManifest['disclosure']): CandidateReport | null {
  const effective = effectiveGrading(gradings);
  return effective && candidateReportOf(effective.report, { purpose: 'grading', closed: true, disclosure });
}
