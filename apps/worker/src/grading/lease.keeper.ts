import type { Claim } from '@assay/database';
import { GradingJobStore, UnitOfWork } from '@assay/database';
import { messageOf, pause } from '@assay/platform';
import { Injectable, Logger } from '@nestjs/common';
import { WorkerSettings } from '../worker-settings.js';

/** A claim that is being renewed. */
export interface KeptLease {
  /** Aborts when the claim was lost or the process has to stop. */
  signal: AbortSignal;
  /** Whether another worker may have the job now. */
  isLost(): boolean;
  end(): void;
}

/** Renews claims three times per lease for as long as their gradings run. */
@Injectable()
export class LeaseKeeper {
  private readonly logger = new Logger(LeaseKeeper.name);

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly jobs: GradingJobStore,
    private readonly settings: WorkerSettings,
  ) {}

  keep(tenantId: string, claim: Claim, stop: AbortSignal): KeptLease {
    const ended = new AbortController();
    const lost = new AbortController();
    void this.renewUntil(ended.signal, tenantId, claim, lost);
    return {
      signal: AbortSignal.any([lost.signal, stop]),
      isLost: () => lost.signal.aborted,
      end: () => ended.abort(),
    };
  }

  private async renewUntil(ended: AbortSignal, tenantId: string, claim: Claim, lost: AbortController): Promise<void> {
    const pauseMs = (this.settings.leaseSeconds * 1_000) / 3;
    for (;;) {
      await pause(pauseMs, ended);
      if (ended.aborted) {
        return;
      }
      try {
        const renewed = await this.unitOfWork.run(tenantId, (tx) => this.jobs.renew(tx, claim, this.settings.leaseSeconds));
        if (!renewed) {
          lost.abort();
          return;
        }
      } catch (error) {
        // The database is away: the result decides later, by its fence, whether the claim still stood.
        this.logger.warn(`The claim of grading job ${claim.gradingJobId} could not be renewed: ${messageOf(error)}`);
      }
    }
  }
}
