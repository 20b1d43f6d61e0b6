import { AssayError } from '@assay/platform';
import { QueryFailedError, QueryRunnerAlreadyReleasedError } from 'typeorm';

/** Codes of PostgreSQL (appendix A of its manual) and of sockets that mean: not now, perhaps in a moment. */
const passing: ReadonlySet<string> = new Set([
  '53100', // disk full
  '53200', // out of memory
  '53300', // too many connections
  '55P03', // lock timeout
  '57014', // statement timeout
  '57P01', // terminated by an administrator, or a shutdown
  '57P02', // another backend crashed
  '57P03', // starting up or shutting down
  '57P05', // idle in transaction for too long
  '58030', // input/output error
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
]);

/** The driver reports a lost or never made connection without a code. */
const lost = /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** Text that no column can hold: U+0000, or half of a surrogate pair. */
const unkeepable: ReadonlySet<string> = new Set(['22021', '22P05']);

const conflicts: ReadonlySet<string> = new Set(['40001', '40P01']);

/** Whether two transactions were in each other's way and this one was rolled back for it: serialization failure or deadlock. */
export function isConflict(thrown: unknown): boolean {
  return conflicts.has(codeOf(thrown));
}

/** Whether a unique constraint refused the row, optionally the one of that name. */
export function isDuplicate(thrown: unknown, constraint?: string): boolean {
  return codeOf(thrown) === '23505' && (constraint === undefined || driverErrorOf(thrown)['constraint'] === constraint);
}

/**
 * What a statement threw, in the platform's words: `unavailable` with the seconds to wait where trying again may help
 * (connection lost, restarting, out of a resource, conflicting transactions), `invalid-input` for text that cannot be kept.
 * Everything else comes back unchanged, above all
 * what the work itself threw.
 */
export function asAssayError(thrown: unknown): unknown {
  if (thrown instanceof QueryRunnerAlreadyReleasedError) {
    return unavailable(thrown);
  }
  if (!(thrown instanceof QueryFailedError)) {
    return thrown;
  }
  if (isConflict(thrown)) {
    return new AssayError('unavailable', 'Too many people changed this at once: please try again.', {
      retryAfter: 1,
      cause: thrown,
    });
  }
  if (unkeepable.has(codeOf(thrown))) {
    return new AssayError('invalid-input', 'The text holds a control character that cannot be kept: take it out.', {
      cause: thrown,
    });
  }
  return isPassing(thrown) ? unavailable(thrown) : thrown;
}

/** What opening a connection threw, in the same words. */
export function asConnectError(thrown: unknown): unknown {
  return isPassing(thrown) ? unavailable(thrown) : thrown;
}

function unavailable(cause: unknown): AssayError {
  return new AssayError(
    'unavailable',
    'The database does not answer at the moment: nothing was lost, please try again in a few seconds.',
    { retryAfter: 2, cause },
  );
}

function isPassing(thrown: unknown): boolean {
  const code = codeOf(thrown);
  return passing.has(code) || code.startsWith('08') || lost.test(messageOf(thrown));
}

function codeOf(thrown: unknown): string {
  const code = driverErrorOf(thrown)['code'];
  return typeof code === 'string' ? code : '';
}

function messageOf(thrown: unknown): string {
  const message = driverErrorOf(thrown)['message'];
  return typeof message === 'string' ? message : '';
}

function driverErrorOf(thrown: unknown): Record<string, unknown> {
  const error: unknown = thrown instanceof QueryFailedError ? thrown.driverError : thrown;
  return typeof error === 'object' && error !== null ? (error as Record<string, unknown>) : {};
}
