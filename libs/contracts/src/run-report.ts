import { z } from 'zod';
import { caseResult, limitKind, runtime, usage } from './grading.js';
import { slug } from './primitives.js';

/** How a sandbox ended, told by the engine (or the process that held it), never by what ran inside. */
export const sandboxEnd = z.object({
  /** Null while it was still running when it was asked. */
  exitCode: z.int().nullable(),
  outOfMemory: z.boolean(),
});
export type SandboxEnd = z.infer<typeof sandboxEnd>;

/** One case as the grader sandbox reported it; which group it belongs to is the run's. */
export const runCase = caseResult.omit({ group: true });
export type RunCase = z.infer<typeof runCase>;

/**
 * What one run of one test group says, before it is judged (see `domain/verdict`). Everything but `ends` and `fault` comes from the
 * grader sandbox and PID 1 of the submission sandbox; nothing in it was written by a process that ran candidate code, except as text.
 */
export const runReport = z.object({
  group: slug,
  runtime,
  /** Test ids as pytest collected them; null if it never came to that. */
  collected: z.array(z.string()).nullable(),
  /** Ids in the order in which they began; one end per begin is required. */
  begun: z.array(z.string()),
  cases: z.array(runCase),
  /** Test files that could not be collected. `ours`: nothing of the candidate was involved. */
  uncollected: z.array(z.object({ path: z.string(), message: z.string(), ours: z.boolean() })),
  /** Tests of random name that must fail; empty for harnesses without candidate code. */
  canaries: z.object({ expected: z.array(z.string()), reported: z.array(z.object({ name: z.string(), outcome: z.string() })) }),
  /** Exit state of pytest: 1 in an honest run, since canaries fail. Null if it did not run to its end. */
  status: z.int().nullable(),
  /** Why the candidate's modules could not be imported, in Python's words. */
  loadError: z.string().nullable(),
  limits: z.array(limitKind),
  /** Violations of the protocol by the candidate's process. */
  violations: z.array(z.string()),
  ends: z.object({ submission: sandboxEnd.nullable(), grader: sandboxEnd.nullable() }),
  usage,
  /** A fault of the platform, with evidence from outside the submission sandbox. */
  fault: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type RunReport = z.infer<typeof runReport>;
