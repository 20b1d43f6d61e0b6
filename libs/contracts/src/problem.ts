import { z } from 'zod';

/** Every way in which the API says no. One list, so that the web's renderer can be exhaustive. */
export const problemCodes = [
  'invalid-input',
  'not-signed-in',
  'wrong-credentials',
  'tenant-needed',
  'not-allowed',
  'not-found',
  'method-not-allowed',
  'wrong-origin',
  'too-large',
  'too-many-requests',
  'link-unknown',
  'link-expired',
  'link-revoked',
  'attempt-not-started',
  'attempt-already-started',
  'attempt-closed',
  'revision-conflict',
  'files-refused',
  'nothing-to-submit',
  'nothing-to-run',
  'too-many-runs',
  'idempotency-key-reused',
  'assessment-not-draft',
  'assessment-not-published',
  'assessment-not-ready',
  'draft-conflict',
  'review-taken',
  'review-expired',
  'review-submitted',
  'review-not-yours',
  'ratings-incomplete',
  'ratings-hidden',
  'scorecard-outdated',
  'unavailable',
  'unexpected',
] as const;
export const problemCode = z.enum(problemCodes);
export type ProblemCode = z.infer<typeof problemCode>;

/**
 * An RFC 9457 problem document. `detail` tells the person what to do; `id` is what they quote to support.
 * `issues` lists what is wrong with which field; `retryAfter` is in seconds.
 */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: problemCode,
    detail: z.string(),
    id: z.string(),
    issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    retryAfter: z.int().optional(),
    /** Facts that go with one code, such as the newer revision of a conflict. */
    extra: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problem>;
