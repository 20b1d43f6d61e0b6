import { z } from 'zod';
import { gradingView } from './grading.js';
import { id, instant, sentence, sha256, textFile } from './primitives.js';
import { route } from './route.js';

/** The staff's view of handed-in work. */
export const submissionView = z.object({
  id,
  attemptId: id,
  exerciseId: id,
  hash: sha256,
  receivedAt: instant,
  automatic: z.boolean(),
  /** The one that counts: the newest of its exercise. */
  counts: z.boolean(),
  gradings: z.array(gradingView),
});

export const staffAttemptView = z.object({
  id,
  pseudonym: z.string(),
  candidate: z.object({ id, name: z.string() }).nullable(),
  assessment: z.object({ id, title: z.string(), version: z.int() }),
  startedAt: instant,
  deadline: instant,
  closedAt: instant.nullable(),
  extensions: z.array(
    z.object({
      at: instant,
      seconds: z.int(),
      kind: z.enum(['accommodation', 'time-credit']),
      reason: z.string(),
      by: z.string(),
    }),
  ),
  submissions: z.array(submissionView),
});

export const submissionRoutes = {
  attempt: route({
    method: 'GET',
    path: '/attempts/:attemptId',
    access: 'attempts.read',
    summary: 'One attempt: clock, extensions, submissions and gradings.',
    params: z.object({ attemptId: id }),
    response: staffAttemptView,
  }),
  extend: route({
    method: 'POST',
    path: '/attempts/:attemptId/extensions',
    access: 'attempts.extend',
    summary: 'Give time: an accommodation, or minutes lost by our fault.',
    params: z.object({ attemptId: id }),
    body: z.object({
      seconds: z
        .int()
        .min(60)
        .max(4 * 3_600),
      kind: z.enum(['accommodation', 'time-credit']),
      reason: sentence(400),
    }),
    response: staffAttemptView,
  }),
  get: route({
    method: 'GET',
    path: '/submissions/:submissionId',
    access: 'submissions.read',
    summary: 'One submission with files and gradings.',
    params: z.object({ submissionId: id }),
    response: z.object({ submission: submissionView, files: z.array(textFile) }),
  }),
  regrade: route({
    method: 'POST',
    path: '/submissions/:submissionId/gradings',
    access: 'submissions.regrade',
    status: 202,
    summary: 'Grade again as a new epoch; the newest finished epoch is effective.',
    params: z.object({ submissionId: id }),
    body: z.object({ reason: sentence(400) }),
    response: submissionView,
  }),
} as const;
