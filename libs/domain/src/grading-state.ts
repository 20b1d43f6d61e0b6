import type { GradingState } from '@assay/contracts';

/** What the row of a grading job says about its progress. */
export interface GradingProgress {
  /** Claims that ended without a result, and the one that runs. */
  tries: number;
  /** Until when a worker holds it; null while nobody does. */
  leaseUntil: Date | null;
  /** Set when all tries failed by our fault. */
  attentionAt: Date | null;
  finishedAt: Date | null;
}

/** A grading that failed by our fault so often waits for a person. It never becomes a score. */
export const maxTries = 3;

/**
 * Where a grading stands. The only place that reads a state off the timestamps; `now` is the database's clock.
 * A lease that has lapsed counts as not held: its worker is gone, and the sweep will give the job to another.
 */
export function gradingStateOf(job: GradingProgress, now: Date): GradingState {
  if (job.finishedAt !== null) {
    return 'graded';
  }
  if (job.attentionAt !== null) {
    return 'needs-attention';
  }
  if (job.leaseUntil !== null && job.leaseUntil > now) {
    return 'running';
  }
  return job.tries > 0 ? 'retrying' : 'queued';
}

/**
 * Seconds to wait after the given number of failed tries: 3, then 15. Short, since most platform faults are one dead sandbox,
 * and growing, since the rest is an engine that restarts.
 *
 * @returns null when no try is left.
 */
export function retryDelaySeconds(tries: number): number | null {
  return tries >= maxTries ? null : 3 * 5 ** (tries - 1);
}
