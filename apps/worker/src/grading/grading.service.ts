import type { GradingReport, JobPayload } from '@assay/contracts';
import type { PlatformFault } from '@assay/database';
import { AssayError, messageOf, pause, startStopwatch } from '@assay/platform';
import { Injectable, Logger } from '@nestjs/common';
import { GradingEngineService } from './grading-engine.service.js';
import type { HeldJob } from './grading.recorder.js';
import { GradingRecorder } from './grading.recorder.js';
import type { KeptLease } from './lease.keeper.js';
import { LeaseKeeper } from './lease.keeper.js';

/** How long a finished result waits for a database that went away; longer, and another worker grades anew. */
const resultPatienceMs = 30_000;
const resultRetryMs = 500;

/** One grading from the queue's hint to the result in the database. */
@Injectable()
export class GradingService {
  private readonly logger = new Logger(GradingService.name);

  constructor(
    private readonly recorder: GradingRecorder,
    private readonly leases: LeaseKeeper,
    private readonly engine: GradingEngineService,
  ) {}

  /**
   * Grades a job if it is still wanted: it may have been delivered twice, late, or after its work was done. What this worker
   * cannot take now stays requested, and the sweep adds it to the queue again.
   */
  async grade({ tenantId, gradingJobId }: JobPayload<'grading.run'>, stop: AbortSignal): Promise<void> {
    if (stop.aborted || this.engine.availability().state !== 'available') {
      return;
    }
    const held = await this.recorder.claim(tenantId, gradingJobId);
    if (held === null) {
      return;
    }
    const lease = this.leases.keep(tenantId, held.claim, stop);
    try {
      await this.gradeHeld(held, lease, stop);
    } catch (thrown) {
      if (!(thrown instanceof AssayError && thrown.code === 'lease-lost')) {
        throw thrown;
      }
      this.logger.warn(thrown.message);
    } finally {
      lease.end();
    }
  }

  private async gradeHeld(held: HeldJob, lease: KeptLease, stop: AbortSignal): Promise<void> {
    let report: GradingReport;
    try {
      const { exercise, files, job } = held;
      report = await this.engine.grade({ exercise, files, purpose: job.purpose, signal: lease.signal });
    } catch (thrown) {
      await this.recordFailure(held, lease, stop, thrown);
      return;
    }
    if (report.verdict === 'judge-error') {
      await this.recordFault(held, report.fault ?? { code: 'judge-error', message: 'The sandbox gave no reason.' });
      return;
    }
    await this.persist(() => this.recorder.finish(held, report));
  }

  private async recordFailure(held: HeldJob, lease: KeptLease, stop: AbortSignal, thrown: unknown): Promise<void> {
    if (lease.isLost()) {
      this.logger.warn(`Grading job ${held.job.id} was taken over by another worker: this run was stopped.`);
      return;
    }
    if (stop.aborted) {
      await this.recorder.giveBack(held);
      return;
    }
    if (thrown instanceof AssayError && thrown.code === 'engine-unavailable') {
      this.logger.warn(`Grading job ${held.job.id} waits for the sandbox engine: ${thrown.message}`);
      // An engine that is away is nobody's failed try, however often it is asked.
      await this.engine.refresh();
      await this.persist(() => this.recorder.giveBack(held));
      return;
    }
    await this.recordFault(held, { code: thrown instanceof AssayError ? thrown.code : 'unexpected', message: messageOf(thrown) });
  }

  private async recordFault(held: HeldJob, fault: PlatformFault): Promise<void> {
    this.logger.error(`Grading job ${held.job.id}, try ${held.job.tries}, failed by our fault: ${fault.code}: ${fault.message}`);
    await this.persist(() => this.recorder.fail(held, fault));
  }

  /**
   * A database that is being restarted must not cost a result. When it was lost during the commit and the commit had worked, the
   * repetition is refused as a lost lease, which is true: the job is done.
   */
  private async persist(write: () => Promise<void>): Promise<void> {
    const waited = startStopwatch();
    for (;;) {
      try {
        await write();
        return;
      } catch (thrown) {
        const away = thrown instanceof AssayError && thrown.code === 'unavailable';
        if (!away || waited.elapsedMs() > resultPatienceMs) {
          throw thrown;
        }
        await pause(resultRetryMs);
      }
    }
  }
}
