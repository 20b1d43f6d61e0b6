import 'reflect-metadata';
import type { JobName, JobPayload } from '@assay/contracts';

export interface JobContext {
  /** The queue's id of this delivery. */
  jobId: string;
  /** Aborts when the process has to stop now: give back what was claimed and return. */
  signal: AbortSignal;
}

/**
 * What a class decorated with `@Handles(name)` must offer. Jobs are delivered at least once and in any order, so a handler asks
 * the database whether there is still something to do. What it throws is logged and the delivery is dropped: whether the work
 * is tried again is decided by the database.
 */
export interface JobHandler<N extends JobName = JobName> {
  handle(payload: JobPayload<N>, context: JobContext): Promise<void>;
}

const handledJob = Symbol('assay:handled-job');

/** Declares that a provider handles one kind of job. The worker refuses to start unless every job has exactly one. */
export function Handles<N extends JobName>(name: N) {
  return (type: new (...dependencies: never[]) => JobHandler<N>): void => {
    Reflect.defineMetadata(handledJob, name, type);
  };
}

/** The job a class was declared to handle, if any. */
export function handledJobOf(type: object): string | undefined {
  return Reflect.getMetadata(handledJob, type) as string | undefined;
}
