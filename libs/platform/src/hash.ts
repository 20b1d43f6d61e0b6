import { createHash } from 'node:crypto';

/** SHA-256 of text (as UTF-8) or bytes, in lower-case hex. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/**
 * JSON with sorted keys, no white space and absent members left out, so that equal values give equal text.
 * Numbers and strings as RFC 8785 writes them (which is what ECMAScript does).
 *
 * @throws TypeError for what JSON cannot hold: functions, symbols, bigints, NaN and infinities.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') {
    return JSON.stringify(value);
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) {
      throw new TypeError(`JSON cannot hold the number ${String(value)}.`);
    }
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) {
    return `[${value.map((item) => canonicalJson(item === undefined ? null : item)).join(',')}]`;
  }
  if (typeof value === 'object') {
    return value instanceof Date ? canonicalJson(value.toISOString()) : canonicalObject(value);
  }
  throw new TypeError(`JSON cannot hold a ${typeof value}.`);
}

function canonicalObject(value: object): string {
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}

/** SHA-256 of a value's canonical JSON, in lower-case hex. */
export function hashOfJson(value: unknown): string {
  return sha256(canonicalJson(value));
}

/**
 * SHA-256 of a set of files, in lower-case hex: of the canonical JSON of `{path: sha256(content)}`, so neither order nor
 * line-ending conversion of the listing matters.
 */
export function hashOfFiles(files: Iterable<{ path: string; content: string | Uint8Array }>): string {
  return hashOfJson(Object.fromEntries([...files].map((file) => [file.path, sha256(file.content)])));
}
