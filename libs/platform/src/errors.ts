import type { Problem, ProblemCode } from '@assay/contracts';
import { problemCodes } from '@assay/contracts';

/** Failures that never reach a client by name: commands print them, the API answers `unexpected` or `unavailable`. */
export const internalCodes = [
  'config-invalid',
  'usage-wrong',
  'set-up-failed',
  'database-unavailable',
  'queue-unavailable',
  'job-handler-missing',
  'job-handler-duplicate',
  'job-unknown',
  'job-payload-invalid',
  'lease-lost',
  'route-unguarded',
  'engine-unavailable',
  'sandbox-image-missing',
  'sandbox-failed',
  'run-report-invalid',
  'exercise-invalid',
  'role-invalid',
  'archive-refused',
  'audit-chain-broken',
  'bench-failed',
] as const;
export type InternalCode = (typeof internalCodes)[number];
export type AssayErrorCode = ProblemCode | InternalCode;

export interface AssayErrorDetails {
  /** Seconds after which the same request may succeed. */
  retryAfter?: number;
  /** What is wrong with which field. */
  issues?: NonNullable<Problem['issues']>;
  /** Facts that go with one code, such as the newer revision of a conflict. */
  extra?: Record<string, unknown>;
  cause?: unknown;
}

/**
 * An expected failure. The message is one sentence that tells the person what to do; it may be shown to the client when
 * `code` is one of the contracts' problem codes, and only then.
 */
export class AssayError extends Error {
  readonly code: AssayErrorCode;
  readonly retryAfter: number | undefined;
  readonly issues: AssayErrorDetails['issues'];
  readonly extra: Record<string, unknown> | undefined;

  constructor(code: AssayErrorCode, sentence: string, details: AssayErrorDetails = {}) {
    super(sentence, 'cause' in details ? { cause: details.cause } : undefined);
    this.name = new.target.name;
    this.code = code;
    this.retryAfter = details.retryAfter;
    this.issues = details.issues;
    this.extra = details.extra;
  }
}

const known: ReadonlySet<string> = new Set(problemCodes);

/** Whether a code may be told to a client. */
export function isProblemCode(code: string): code is ProblemCode {
  return known.has(code);
}

/** The text of anything thrown, for logs and command lines; never for clients. */
export function messageOf(thrown: unknown): string {
  return hasText(thrown, 'message') ? thrown.message : String(thrown);
}

/** The code that Node and its libraries give an error of the system, such as `ENOENT`. */
export function systemCodeOf(thrown: unknown): string | undefined {
  return hasText(thrown, 'code') ? thrown.code : undefined;
}

/** By shape, because errors of another realm (a worker's, a test's) are no instances of our `Error`. */
function hasText<Name extends string>(thrown: unknown, name: Name): thrown is Record<Name, string> {
  return typeof thrown === 'object' && thrown !== null && name in thrown && typeof Reflect.get(thrown, name) === 'string';
}
