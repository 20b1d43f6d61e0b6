/** Why no sandbox can be had or kept. Every one of these is the platform's fault, never the candidate's. */
export const sandboxErrorCodes = [
  'engine-unreachable',
  'engine-refused',
  'profile-unknown',
  'profile-unsupported',
  'engine-certificates',
  'image-missing',
  'base-image-missing',
  'image-build-failed',
  'wheels-missing',
  'bubblewrap-missing',
  'sandbox-start-failed',
  'exercise-database-broken',
  'sandbox-failed',
  'harness-unsupported',
  'preload-unsuitable',
  'variants-unusable',
] as const;
export type SandboxErrorCode = (typeof sandboxErrorCodes)[number];

/** A failure of the engine or its preparation. The message is one sentence that says what to do. */
export class SandboxError extends Error {
  constructor(
    readonly code: SandboxErrorCode,
    sentence: string,
    cause?: unknown,
  ) {
    super(sentence, cause === undefined ? undefined : { cause });
    this.name = 'SandboxError';
  }
}
