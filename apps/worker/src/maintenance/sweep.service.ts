import { Locators } from '@assay/database';
import type { Stopwatch } from '@assay/platform';
import { messageOf, startStopwatch } from '@assay/platform';
import { JobProducer, QueueBackend, vacuumQueue } from '@assay/queue';
import { Injectable, Logger } from '@nestjs/common';

/** A request this young is being enqueued by whoever made it. */
const youngSeconds = 1;
/** Per sweep; the oldest come first, and those that wait in the queue already are added to no effect. */
const mostGradings = 500;
const mostAttempts = 200;
const vacuumEveryMs = 60_000;

/** Rebuilds from the database what the queue should hold, whatever became of the queue or of the workers that had it. */
@Injectable()
export class SweepService {
  private readonly logger = new Logger(SweepService.name);
  private sinceVacuum: Stopwatch = startStopwatch();

  constructor(
    private readonly locators: Locators,
    private readonly producer: JobProducer,
    private readonly queue: QueueBackend,
  ) {}

  async sweep(): Promise<void> {
    await this.requeueGradings();
    await this.closeOverdueAttempts();
    await this.vacuum();
  }

  private async requeueGradings(): Promise<void> {
    for (const job of await this.locators.gradingJobsToRequeue(youngSeconds, mostGradings)) {
      if (!(await this.producer.addGrading(job))) {
        return;
      }
    }
  }

  private async closeOverdueAttempts(): Promise<void> {
    for (const { tenantId, attemptId } of await this.locators.overdueAttempts(mostAttempts)) {
      if (!(await this.producer.add('attempts.close', { tenantId, attemptId }, { jobId: attemptId }))) {
        return;
      }
    }
  }

  /** Keeps BullMQ's tables fast; Redis needs none of it. */
  private async vacuum(): Promise<void> {
    const { backend, url } = this.queue.options;
    if (backend !== 'postgres' || this.sinceVacuum.elapsedMs() < vacuumEveryMs) {
      return;
    }
    this.sinceVacuum = startStopwatch();
    await vacuumQueue(url).catch((error: unknown) =>
      this.logger.warn(`The queue's tables were not vacuumed: ${messageOf(error)}`),
    );
  }
}
