import { z } from 'zod';
import { exerciseKind } from './exercise.js';
import { answerForm } from './form.js';
import { candidateReport } from './grading.js';
import { id, instant, nothing, sentence, sha256, textFile } from './primitives.js';
import { route } from './route.js';

/** The candidate's side. Everything here is bound to the attempt of the candidate session. */

export const workspaceFile = textFile.extend({ readOnly: z.boolean() });
export const files = z.array(textFile).max(300);

export const revisionView = z.object({
  id,
  exerciseId: id,
  /** Counts saves of this exercise from 1. */
  seq: z.int().positive(),
  hash: sha256,
  savedAt: instant,
  /** A name when it was set aside, such as "unsent text of the other device". */
  label: z.string().nullable(),
});
export type RevisionView = z.output<typeof revisionView>;

export const receiptState = z.enum(['received', 'queued', 'running', 'retrying', 'graded']);

export const receipt = z.object({
  /** The submission's id. */
  id,
  exerciseId: id,
  hash: sha256,
  receivedAt: instant,
  /** True when the platform handed in the newest revision at the deadline. */
  automatic: z.boolean(),
  state: receiptState,
});
export type Receipt = z.output<typeof receipt>;

export const trialRunView = z.object({
  id,
  exerciseId: id,
  requestedAt: instant,
  state: receiptState,
  report: candidateReport.nullable(),
});
export type TrialRunView = z.output<typeof trialRunView>;

export const attemptExercise = z.object({
  /** Id of the exercise's version. */
  id,
  title: z.string(),
  summary: z.string(),
  kind: exerciseKind,
  minutes: z.int(),
  aiAllowed: z.boolean(),
});

/** The workspace of one exercise: absent until the attempt has started. */
export const exerciseWorkspace = attemptExercise.extend({
  statement: z.string(),
  /** Starter files and, read-only, the visible tests. */
  files: z.array(workspaceFile),
  /** How its answers files are filled; absent where there are none. */
  forms: z.array(answerForm).optional(),
  latest: z.object({ revision: revisionView, files: z.array(textFile) }).nullable(),
  receipt: receipt.nullable(),
  lastRun: trialRunView.nullable(),
  runsLeft: z.int(),
  /** Without visible tests nothing can be run before it is handed in. */
  hasVisibleTests: z.boolean(),
});
export type ExerciseWorkspace = z.output<typeof exerciseWorkspace>;

export const attemptView = z
  .object({
    state: z.enum(['not-started', 'running', 'closed']),
    /** How it ended. */
    closed: z.object({ at: instant, how: z.enum(['handed-in', 'deadline']) }).nullable(),
    company: z.string(),
    candidate: z.object({ name: z.string() }),
    assessment: z.object({ title: z.string(), role: z.string(), rules: z.string() }),
    /** Minutes without and with this candidate's extra time. */
    minutes: z.int(),
    minutesGranted: z.number(),
    timeFactor: z.number(),
    now: instant,
    linkExpiresAt: instant,
    startedAt: instant.nullable(),
    deadline: instant.nullable(),
    /** Seconds given back because the platform failed. */
    timeCreditSeconds: z.int(),
    graceSeconds: z.int(),
    exercises: z.array(attemptExercise),
    workspaces: z.array(exerciseWorkspace),
    /** Newest event, to resume the stream after it. */
    lastEvent: z.int(),
    /** What happens to the data, for the pre-start page. */
    retentionMonths: z.int(),
  })
  .meta({ id: 'Attempt' });
export type AttemptView = z.output<typeof attemptView>;

/** Rows of `attempt_event`, streamed in order of `seq`; `Last-Event-ID` resumes. */
export const attemptEvent = z.object({
  seq: z.int().positive(),
  at: instant,
  event: z.discriminatedUnion('type', [
    z.object({ type: z.literal('run'), run: trialRunView }),
    z.object({ type: z.literal('submission'), receipt }),
    z.object({ type: z.literal('deadline'), deadline: instant, timeCreditSeconds: z.int(), reason: z.string() }),
    z.object({ type: z.literal('closed'), at: instant, how: z.enum(['handed-in', 'deadline']) }),
  ]),
});
export type AttemptEvent = z.output<typeof attemptEvent>;

/** After the end: what the assessment discloses. */
export const attemptResult = z.object({
  closedAt: instant,
  exercises: z.array(z.object({ exercise: attemptExercise, receipt: receipt.nullable(), report: candidateReport.nullable() })),
});

const exerciseParams = z.object({ exerciseId: id });

export const attemptRoutes = {
  open: route({
    method: 'POST',
    path: '/candidate/session',
    access: 'public',
    summary: 'Exchange an invitation link for a candidate session cookie.',
    body: z.object({ token: z.string().min(20).max(200) }),
    response: attemptView,
  }),
  get: route({
    method: 'GET',
    path: '/candidate/attempt',
    access: 'candidate',
    summary: 'The attempt with its clock, workspaces and receipts.',
    response: attemptView,
  }),
  start: route({
    method: 'POST',
    path: '/candidate/attempt/start',
    access: 'candidate',
    summary: 'Start the clock. Starting twice answers the running attempt.',
    body: z.object({ rulesAccepted: z.literal(true) }),
    response: attemptView,
  }),
  saveRevision: route({
    method: 'PUT',
    path: '/candidate/exercises/:exerciseId/revision',
    access: 'candidate',
    summary: 'Save files. The same clientId twice gives one row; a stale base gives 409 revision-conflict with the newer one.',
    params: exerciseParams,
    body: z.object({ clientId: id, baseSeq: z.int().min(0), files, label: sentence(120).optional() }),
    response: revisionView,
  }),
  revisions: route({
    method: 'GET',
    path: '/candidate/exercises/:exerciseId/revisions',
    access: 'candidate',
    summary: 'The history of an exercise, newest first.',
    params: exerciseParams,
    response: z.object({ items: z.array(revisionView) }),
  }),
  revision: route({
    method: 'GET',
    path: '/candidate/revisions/:revisionId',
    access: 'candidate',
    summary: 'The files of one revision.',
    params: z.object({ revisionId: id }),
    response: z.object({ revision: revisionView, files: z.array(textFile) }),
  }),
  run: route({
    method: 'POST',
    path: '/candidate/exercises/:exerciseId/runs',
    access: 'candidate',
    status: 202,
    summary: 'Run the visible tests on the newest revision.',
    params: exerciseParams,
    body: z.object({ clientId: id, revisionId: id }),
    response: trialRunView,
  }),
  submit: route({
    method: 'POST',
    path: '/candidate/exercises/:exerciseId/submissions',
    access: 'candidate',
    status: 202,
    summary: 'Hand in a revision. The same idempotencyKey answers the first receipt.',
    params: exerciseParams,
    body: z.object({ idempotencyKey: id, revisionId: id }),
    response: receipt,
  }),
  finish: route({
    method: 'POST',
    path: '/candidate/attempt/finish',
    access: 'candidate',
    summary: 'End the attempt early; newer revisions are handed in.',
    body: nothing,
    response: attemptView,
  }),
  result: route({
    method: 'GET',
    path: '/candidate/attempt/result',
    access: 'candidate',
    summary: 'After the end: what the assessment discloses.',
    response: attemptResult,
  }),
} as const;

/** `GET /candidate/attempt/events`: server-sent events, each `data` an `attemptEvent`, `id` its seq. */
export const attemptEventsPath = '/candidate/attempt/events';
