import type { JobName } from '@assay/contracts';
import { jobNames } from '@assay/contracts';
import { AssayError } from '@assay/platform';
import type { JobHandler } from './job.handler.js';
import { isJobName } from './job.payload.js';

export interface DeclaredHandler {
  /** What `@Handles` named; checked here, since a decorator can be fooled. */
  job: string;
  handler: JobHandler;
}

export type HandlerRegistry = ReadonlyMap<JobName, JobHandler>;

/**
 * Gives every job of the contracts its one handler.
 *
 * @throws AssayError `job-unknown` for a handler of no job, `job-handler-duplicate` for a second handler, `job-handler-missing`
 * for a job without one: a job that nobody or two would take is a fault to find at start, not in production.
 */
export function registerHandlers(declared: readonly DeclaredHandler[]): HandlerRegistry {
  const registry = new Map<JobName, JobHandler>();
  for (const { job, handler } of declared) {
    const className = handler.constructor.name;
    if (!isJobName(job)) {
      throw new AssayError('job-unknown', `${className} handles '${job}', which is no job: declare it in the contracts' jobs.`);
    }
    const first = registry.get(job);
    if (first !== undefined) {
      throw new AssayError(
        'job-handler-duplicate',
        `${first.constructor.name} and ${className} both handle '${job}': keep one of them.`,
      );
    }
    registry.set(job, handler);
  }
  const missing = jobNames.filter((name) => !registry.has(name));
  if (missing.length > 0) {
    throw new AssayError(
      'job-handler-missing',
      `No class handles ${missing.map((name) => `'${name}'`).join(', ')}: decorate one with @Handles and provide it in a module.`,
    );
  }
  return registry;
}
