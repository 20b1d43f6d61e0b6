import type { JobName } from '@assay/contracts';
import { Injectable } from '@nestjs/common';
import { QueueBackend } from './queue.backend.js';

export interface QueueDepth {
  /** Jobs that could be taken now. */
  waiting: number;
  delayed: number;
  active: number;
  /** Seconds since the oldest waiting job was added; null when none waits. */
  oldestSeconds: number | null;
}

@Injectable()
export class QueueMetrics {
  constructor(private readonly backend: QueueBackend) {}

  /** How much of one job waits, and since when. With priorities, the oldest of those that come next. */
  async read(name: JobName): Promise<QueueDepth> {
    const queue = this.backend.queue(name);
    const counts = await queue.getJobCounts('waiting', 'prioritized', 'delayed', 'active');
    const [plain, ranked] = await Promise.all([
      queue.getJobs(['waiting'], 0, 0, true),
      queue.getJobs(['prioritized'], 0, 0, true),
    ]);
    const added = [...plain, ...ranked].map((job) => job.timestamp);
    return {
      waiting: (counts['waiting'] ?? 0) + (counts['prioritized'] ?? 0),
      delayed: counts['delayed'] ?? 0,
      active: counts['active'] ?? 0,
      oldestSeconds: added.length === 0 ? null : Math.max(0, (Date.now() - Math.min(...added)) / 1_000),
    };
  }
}
