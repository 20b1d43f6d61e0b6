import { describe, expect, it } from '@jest/globals';
import { deriveKey, newSecret } from './secrets.js';

describe('secrets', () => {
  it('are long, fit for a URL, and never the same', () => {
    expect(newSecret()).toMatch(/^[\w-]{43}$/);
    expect(newSecret()).not.toBe(newSecret());
  });

  it('give one key per purpose, the same in every process', () => {
    const secret = 'an installation secret of enough signs';
    expect(deriveKey(secret, 'cookie')).toEqual(deriveKey(secret, 'cookie'));
    expect(deriveKey(secret, 'cookie')).not.toEqual(deriveKey(secret, 'invitation'));
    expect(deriveKey(secret, 'cookie')).toHaveLength(32);
  });
});
