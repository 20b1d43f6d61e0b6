import type { JobPayload } from '@assay/contracts';
import { AttemptClosing, UnitOfWork } from '@assay/database';
import { JobProducer } from '@assay/queue';
import { Injectable } from '@nestjs/common';

@Injectable()
export class AttemptCloseService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly closing: AttemptClosing,
    private readonly producer: JobProducer,
  ) {}

  /** Ends an attempt whose time is over and hands in what is newer than the last submission. Once closed, does nothing. */
  async close({ tenantId, attemptId }: JobPayload<'attempts.close'>): Promise<void> {
    const requested = await this.unitOfWork.run(tenantId, (tx) => this.closing.closeAttempt(tx, attemptId, 'deadline'), {
      retry: true,
    });
    for (const job of requested) {
      await this.producer.addGrading(job);
    }
  }
}
