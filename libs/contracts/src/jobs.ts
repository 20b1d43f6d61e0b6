import { z } from 'zod';
import { id } from './primitives.js';

/**
 * Every job that can be queued, with its payload. Payloads are ids: the truth is in PostgreSQL.
 * The worker refuses to start unless each has exactly one handler.
 */
export const jobs = {
  /** Grade one claimed submission or trial run. */
  'grading.run': z.object({ tenantId: id, gradingJobId: id }),
  /** Hand in the newest acknowledged revisions of an attempt whose time is over. */
  'attempts.close': z.object({ tenantId: id, attemptId: id }),
  /** Re-add what was requested and never finished; find overdue attempts. Repeats. */
  'maintenance.sweep': z.object({}),
  /** Chain new audit events of every tenant. Repeats. */
  'audit.seal': z.object({}),
} as const;

export type JobName = keyof typeof jobs;
export type JobPayload<N extends JobName> = z.output<(typeof jobs)[N]>;
export const jobNames = Object.keys(jobs) as JobName[];
