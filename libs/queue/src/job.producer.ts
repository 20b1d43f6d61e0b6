import type { JobName, JobPayload } from '@assay/contracts';
import { messageOf, pause, withoutPasswords } from '@assay/platform';
import { Injectable, Logger } from '@nestjs/common';
import { parsePayload } from './job.payload.js';
import { QueueBackend } from './queue.backend.js';

export interface AddOptions {
  /** While a job of this id is queued or running, adding it again does nothing. Not a bare number, no colon. */
  jobId?: string;
  /** 1 is taken first. */
  priority?: number;
  delayMs?: number;
}

/** A claimable request of the table of grading jobs. */
export interface QueuedGrading {
  tenantId: string;
  gradingJobId: string;
  /** Number of claims so far: 0 for a fresh request. Makes the id of each delivery new. */
  fence: number;
  purpose: 'grading' | 'trial';
}

/** Gradings come before trial runs. */
const priorities = { grading: 1, trial: 10 } as const;

/** How long an answer to a person may wait for the queue; the truth is in the database already. */
const patienceMs = 1_000;

@Injectable()
export class JobProducer {
  private readonly logger = new Logger(JobProducer.name);

  constructor(private readonly backend: QueueBackend) {}

  /**
   * Queues a job. Call it after the transaction that caused it has committed, never inside.
   *
   * A queue that is away loses nothing, since the worker's sweep re-adds from the database what was requested and never claimed;
   * so this neither rejects nor waits longer than a second for it.
   *
   * @returns Whether the queue has the job now.
   * @throws AssayError `job-payload-invalid`.
   */
  async add<N extends JobName>(name: N, payload: JobPayload<N>, options: AddOptions = {}): Promise<boolean> {
    const data = parsePayload(name, payload);
    const waiting = new AbortController();
    const added = this.backend
      .queue(name)
      .add(name, data, {
        attempts: 1,
        removeOnComplete: true,
        removeOnFail: true,
        ...(options.jobId === undefined ? {} : { jobId: options.jobId }),
        ...(options.priority === undefined ? {} : { priority: options.priority }),
        ...(options.delayMs === undefined ? {} : { delay: options.delayMs }),
      })
      .then(
        () => true,
        (error: unknown) => this.missed(name, messageOf(error)),
      );
    const tooLate = pause(patienceMs, waiting.signal).then(() =>
      waiting.signal.aborted ? false : this.missed(name, 'no answer in time'),
    );
    try {
      return await Promise.race([added, tooLate]);
    } finally {
      waiting.abort();
    }
  }

  /** Queues a grading or trial run under the id of its next claim; see `add`. */
  addGrading({ tenantId, gradingJobId, fence, purpose }: QueuedGrading): Promise<boolean> {
    const jobId = `${gradingJobId}-${fence}`;
    return this.add('grading.run', { tenantId, gradingJobId }, { jobId, priority: priorities[purpose] });
  }

  private missed(name: JobName, reason: string): boolean {
    this.logger.warn(`A ${name} job was not queued (${withoutPasswords(reason)}); the next sweep adds it.`);
    return false;
  }
}
