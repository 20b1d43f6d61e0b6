import { describe, expect, it } from '@jest/globals';
import { hashPassword, passwordFits } from './passwords.js';

describe('passwords', () => {
  it('fit the hash they were kept as, and no other does', async () => {
    const kept = await hashPassword('right and long enough');
    expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await passwordFits('right and long enough', kept)).toBe(true);
    expect(await passwordFits('right and long enougH', kept)).toBe(false);
  });

  it('are salted: the same one is never kept the same way', async () => {
    expect(await hashPassword('twice')).not.toBe(await hashPassword('twice'));
  });

  it('never fit where none is kept', async () => {
    expect(await passwordFits('no account has this password', null)).toBe(false);
  });
});
