import { describe, expect, it } from '@jest/globals';
import { AssayError } from '@assay/platform';
import { QueryFailedError } from 'typeorm';
import { asAssayError, asConnectError, isConflict, isDuplicate } from './database-errors.js';

const failed = (error: object) => new QueryFailedError('select 1', [], Object.assign(new Error('driver'), error));

describe('what the database throws', () => {
  it.each([
    { code: '57P01' },
    { code: '57P03' },
    { code: '53300' },
    { code: '53100' },
    { code: '08006' },
    { code: '57014' },
    { code: 'ECONNREFUSED' },
    { code: 'ECONNRESET' },
    { message: 'Connection terminated unexpectedly' },
    { message: 'timeout exceeded when trying to connect' },
  ])('%j means: unavailable, try again', (error) => {
    const expected = { code: 'unavailable', retryAfter: 2 };
    expect(asAssayError(failed(error))).toMatchObject(expected);
    expect(asConnectError(Object.assign(new Error('driver'), error))).toMatchObject(expected);
  });

  it.each([{ code: '40001' }, { code: '40P01' }])('%j is a conflict', (error) => {
    expect(isConflict(failed(error))).toBe(true);
    expect(asAssayError(failed(error))).toMatchObject({ code: 'unavailable', retryAfter: 1 });
  });

  it.each([
    failed({ code: '23505' }),
    failed({ code: '42P01' }),
    new Error('a bug'),
    new TypeError('x'),
    'text',
    null,
    undefined,
  ])('anything else comes through unchanged: %s', (thrown) => {
    expect(asAssayError(thrown)).toBe(thrown);
    expect(isConflict(thrown)).toBe(false);
  });

  it('what the work itself threw is never taken for a lost database', () => {
    const ofAFile = Object.assign(new Error('no such file'), { code: 'ENOENT' });
    const ofAnEngine = Object.assign(new Error('no engine'), { code: 'ECONNREFUSED' });
    expect(asAssayError(ofAFile)).toBe(ofAFile);
    expect(asAssayError(ofAnEngine)).toBe(ofAnEngine);
  });

  it('a refused sign-in does not pass by itself', () => {
    const refused = Object.assign(new Error('password authentication failed'), { code: '28P01' });
    expect(asConnectError(refused)).toBe(refused);
  });

  it('keeps typed errors as they are', () => {
    const typed = new AssayError('not-found', 'There is none.');
    expect(asAssayError(typed)).toBe(typed);
  });

  it('tells a duplicate, and which constraint refused it', () => {
    const duplicate = failed({ code: '23505', constraint: 'staff_tenant_id_email_key' });
    expect(isDuplicate(duplicate)).toBe(true);
    expect(isDuplicate(duplicate, 'staff_tenant_id_email_key')).toBe(true);
    expect(isDuplicate(duplicate, 'staff_pkey')).toBe(false);
    expect(isDuplicate(failed({ code: '23503' }))).toBe(false);
  });
});
