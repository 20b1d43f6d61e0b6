import type { JobName, JobPayload } from '@assay/contracts';
import { jobs } from '@assay/contracts';
import { AssayError } from '@assay/platform';

/** Whether a name is one of the contracts' jobs. */
export function isJobName(name: string): name is JobName {
  return Object.hasOwn(jobs, name);
}

/**
 * Checks a payload against the contracts, on the way in and on the way out: what lies in the queue may be older than the code.
 *
 * @throws AssayError `job-payload-invalid` naming the fields that are wrong.
 */
export function parsePayload<N extends JobName>(name: N, payload: unknown): JobPayload<N> {
  const parsed = jobs[name].safeParse(payload);
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
    const fields = issues.map((issue) => `${issue.path}: ${issue.message}`).join('; ');
    throw new AssayError('job-payload-invalid', `The payload of a ${name} job is not what its contract says (${fields}).`, {
      issues,
      cause: parsed.error,
    });
  }
  return parsed.data as JobPayload<N>;
}
