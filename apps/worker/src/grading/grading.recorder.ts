import type { ExercisePackage, GradingReport, TextFile } from '@assay/contracts';
import type { Claim, GradingJobRow, PlatformFault, Transaction } from '@assay/database';
import {
  AttemptEventStore,
  AuditStore,
  ExerciseVersionStore,
  FileSetStore,
  GradingJobStore,
  ScorecardStore,
  SubmissionStore,
  UnitOfWork,
} from '@assay/database';
import { candidateReportOf, gradingStateOf, receiptOf, retryDelaySeconds, trialRunOf } from '@assay/domain';
import { AssayError } from '@assay/platform';
import { Injectable } from '@nestjs/common';
import { WorkerSettings } from '../worker-settings.js';

/** A job that this worker holds, with all that grading it needs. */
export interface HeldJob {
  tenantId: string;
  job: GradingJobRow;
  claim: Claim;
  exercise: ExercisePackage;
  files: TextFile[];
}

/** Every step of a grading as one transaction with all that it causes: what the candidate is told, the audit log, the scorecard. */
@Injectable()
export class GradingRecorder {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly jobs: GradingJobStore,
    private readonly versions: ExerciseVersionStore,
    private readonly fileSets: FileSetStore,
    private readonly submissions: SubmissionStore,
    private readonly scorecards: ScorecardStore,
    private readonly events: AttemptEventStore,
    private readonly audit: AuditStore,
    private readonly settings: WorkerSettings,
  ) {}

  /** Takes the job and what it needs; null when there is nothing to do for this worker. */
  claim(tenantId: string, gradingJobId: string): Promise<HeldJob | null> {
    return this.unitOfWork.run(tenantId, async (tx) => {
      const outcome = await this.jobs.claim(tx, gradingJobId, this.settings.workerId, this.settings.leaseSeconds);
      if (outcome.kind === 'nothing') {
        return null;
      }
      const exercise = await this.exerciseOf(tx, outcome.job);
      await this.tellCandidate(tx, outcome.job, exercise);
      if (outcome.kind === 'given-up') {
        await this.auditAttention(tx, outcome.job);
        return null;
      }
      const { job } = outcome;
      const files = await this.fileSets.get(tx, job.filesHash);
      return { tenantId, job, claim: { gradingJobId: job.id, fence: job.fence }, exercise, files };
    });
  }

  /** @throws AssayError `lease-lost` when the result is not wanted any more; nothing is changed. */
  async finish({ tenantId, claim, exercise }: HeldJob, report: GradingReport): Promise<void> {
    await this.unitOfWork.run(
      tenantId,
      async (tx) => {
        const job = await this.jobs.complete(tx, claim, report);
        await this.tellCandidate(tx, job, exercise);
        if (job.purpose === 'trial') {
          return;
        }
        await this.audit.append(tx, {
          action: 'grading.finished',
          actor: 'system',
          subject: `submission:${String(job.submissionId)}`,
          payload: {
            gradingJobId: job.id,
            epoch: job.epoch,
            verdict: report.verdict,
            score: report.score,
            runtime: report.runtime,
          },
        });
        await this.scorecards.recomputeScorecard(tx, job.attemptId);
      },
      { retry: true },
    );
  }

  /** After a fault of ours: tried again later, or set aside for a person after the last try. Throws as `finish` does. */
  async fail({ tenantId, job, claim, exercise }: HeldJob, fault: PlatformFault): Promise<void> {
    const seconds = retryDelaySeconds(job.tries);
    await this.unitOfWork.run(
      tenantId,
      async (tx) => {
        if (seconds !== null) {
          await this.tellCandidate(tx, await this.jobs.retryLater(tx, claim, fault, seconds), exercise);
          return;
        }
        const aside = await this.jobs.needAttention(tx, claim, fault);
        await this.tellCandidate(tx, aside, exercise);
        await this.auditAttention(tx, aside);
      },
      { retry: true },
    );
  }

  /** Untried, because this worker cannot go on. Throws as `finish` does. */
  async giveBack({ tenantId, claim, exercise }: HeldJob): Promise<void> {
    await this.unitOfWork.run(tenantId, async (tx) => this.tellCandidate(tx, await this.jobs.giveBack(tx, claim), exercise), {
      retry: true,
    });
  }

  private async exerciseOf(tx: Transaction, job: GradingJobRow): Promise<ExercisePackage> {
    const version = await this.versions.findOptional(tx, job.exerciseVersionId);
    if (version === null) {
      throw new AssayError('not-found', `Exercise version ${job.exerciseVersionId} of grading job ${job.id} is gone.`);
    }
    return version.package;
  }

  private async tellCandidate(tx: Transaction, job: GradingJobRow, exercise: ExercisePackage): Promise<void> {
    const state = gradingStateOf(job, tx.receivedAt);
    if (job.purpose === 'trial') {
      const { disclosure } = exercise.manifest;
      const report = job.report && candidateReportOf(job.report, { purpose: 'trial', closed: false, disclosure });
      await this.events.append(tx, job.attemptId, { type: 'run', run: trialRunOf(job, state, report) });
      return;
    }
    const submission = await this.submissions.findOptional(tx, String(job.submissionId));
    if (submission !== null) {
      await this.events.append(tx, job.attemptId, { type: 'submission', receipt: receiptOf(submission, state) });
    }
  }

  private async auditAttention(tx: Transaction, job: GradingJobRow): Promise<void> {
    await this.audit.append(tx, {
      action: 'grading.set-aside',
      actor: 'system',
      subject: `grading-job:${job.id}`,
      payload: { submissionId: job.submissionId, tries: job.tries, fault: job.lastFault },
    });
  }
}
