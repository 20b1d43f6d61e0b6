import { z } from 'zod';
import { id, instant, sha256, slug } from './primitives.js';

/** In order of precedence: the first that applies is the verdict (see `domain/verdict`). */
export const verdicts = [
  'judge-error',
  'tampered',
  'load-error',
  'memory-limit',
  'time-limit',
  'output-limit',
  'runtime-error',
  'wrong-answer',
  'partial',
  'awaiting-review',
  'accepted',
] as const;
export const verdict = z.enum(verdicts);
export type Verdict = z.infer<typeof verdict>;

export const caseOutcomes = ['passed', 'failed', 'time-limit', 'memory-limit', 'output-limit', 'crashed', 'not-run'] as const;
export const caseOutcome = z.enum(caseOutcomes);
export type CaseOutcome = z.infer<typeof caseOutcome>;

export const limitKind = z.enum(['cpu', 'wall', 'call', 'memory', 'output', 'pids']);
export type LimitKind = z.infer<typeof limitKind>;

/** One test case. All text was produced by tests or candidate code: escape it, cap it, trust it in nothing. */
export const caseResult = z.object({
  /** `<file stem>::<test>[<param>]`, stable over versions of the runner. */
  id: z.string().max(300),
  group: slug,
  outcome: caseOutcome,
  /** Requirement ids of the statement, such as `R2`. */
  requirements: z.array(z.string()),
  message: z.string().max(4_000).nullable(),
  expected: z.string().max(4_000).nullable(),
  actual: z.string().max(4_000).nullable(),
  stdout: z.string().max(65_536).nullable(),
  durationMs: z.number().min(0).nullable(),
});
export type CaseResult = z.infer<typeof caseResult>;

export const groupResult = z.object({
  id: slug,
  title: z.string(),
  harness: z.string(),
  visibility: z.enum(['visible', 'hidden']),
  weight: z.number(),
  passed: z.int().min(0),
  total: z.int().min(0),
});
export type GroupResult = z.infer<typeof groupResult>;

export const usage = z.object({
  cpuMs: z.number().min(0),
  wallMs: z.number().min(0),
  peakMemoryMb: z.number().min(0).nullable(),
});

export const runtime = z.object({
  /** `host`: nothing was run, the host compared answers with a key. */
  driver: z.enum(['docker', 'bubblewrap', 'host']),
  /** `development` never replaces a verdict of `production`. */
  assurance: z.enum(['production', 'development']),
  /** Who keeps a sandbox within its memory: the kernel, or its own first process from inside. Absent in older reports. */
  memoryLimitedBy: z.enum(['control-group', 'first-process']).optional(),
  imageProfile: z.string(),
  imageVersion: z.string(),
});
export type GradingRuntime = z.infer<typeof runtime>;

/** All that one grading found out. Staff may see it; candidates see `candidateReport` only. */
export const gradingReport = z.object({
  exercise: z.object({ id, slug, version: z.int(), packageHash: sha256 }),
  filesHash: sha256,
  runtime,
  verdict,
  /** Σ weight × passed/total over Σ weight of the groups graded, 0..1; null while judge-error. */
  score: z.number().min(0).max(1).nullable(),
  groups: z.array(groupResult),
  cases: z.array(caseResult),
  limitsHit: z.array(z.object({ group: slug, kind: limitKind })),
  usage,
  /** Why nothing could be said (judge-error), or why the work could not be loaded. */
  fault: z.object({ code: z.string(), message: z.string().max(4_000) }).nullable(),
});
export type GradingReport = z.infer<typeof gradingReport>;

/** What the candidate may see of a run or a grading, by the exercise's disclosure. Nothing of a hidden test but its group. */
export const candidateReport = z.object({
  /** Present where the sandbox was one of development: its verdict is not worth one of production. */
  assurance: z.literal('development').optional(),
  /** Null before the attempt has closed, unless the run was of visible tests only. */
  verdict: verdict.nullable(),
  groups: z.array(z.object({ title: z.string(), passed: z.boolean() })),
  /** Visible tests only. */
  cases: z.array(caseResult),
  limitsHit: z.array(limitKind),
  /** The candidate's own load error, or that the fault is ours. */
  fault: z.object({ code: z.string(), message: z.string() }).nullable(),
  output: z.string().max(65_536).nullable(),
  usage: usage.nullable(),
});
export type CandidateReport = z.infer<typeof candidateReport>;

export const gradingStates = ['queued', 'running', 'retrying', 'graded', 'needs-attention'] as const;
export const gradingState = z.enum(gradingStates);
export type GradingState = z.infer<typeof gradingState>;

/** A grading as staff see it. */
export const gradingView = z.object({
  id,
  epoch: z.int().positive(),
  state: gradingState,
  requestedAt: instant,
  finishedAt: instant.nullable(),
  tries: z.int(),
  report: gradingReport.nullable(),
});
