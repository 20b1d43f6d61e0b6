import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { AssayError, isProblemCode, messageOf, systemCodeOf } from './errors.js';

describe('AssayError', () => {
  it('carries code, sentence, details and its cause', () => {
    const cause = new Error('connection refused');
    const error = new AssayError('unavailable', 'Try again in a moment.', { retryAfter: 5, extra: { part: 'database' }, cause });
    expect(error).toMatchObject({ name: 'AssayError', code: 'unavailable', retryAfter: 5, extra: { part: 'database' }, cause });
    expect(messageOf(error)).toBe('Try again in a moment.');
  });

  it('keeps internal codes from clients', () => {
    expect(isProblemCode('unavailable')).toBe(true);
    expect(isProblemCode('lease-lost')).toBe(false);
  });
});

describe('what was thrown', () => {
  it('tells its message and the code of the system, wherever it comes from', async () => {
    const thrown = await readFile('/no/such/file').then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(systemCodeOf(thrown)).toBe('ENOENT');
    expect(messageOf(thrown)).toContain('no such file');
    expect(messageOf('just text')).toBe('just text');
    expect(systemCodeOf('just text')).toBeUndefined();
  });
});
