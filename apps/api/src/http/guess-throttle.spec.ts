import { beforeEach, describe, expect, it } from '@jest/globals';
import { failuresPerAccount, failuresPerAddress, GuessThrottle, triesPerAccount } from './guess-throttle.js';

const account = 'ada@example.com';
let throttle: GuessThrottle;

beforeEach(() => {
  throttle = new GuessThrottle();
});

describe('guessing', () => {
  it('at one account from one address is counted down, then refused with the time to wait', async () => {
    const left: number[] = [];
    for (let count = 0; count < triesPerAccount; count += 1) {
      left.push(await throttle.begin('203.0.113.1', account));
    }
    expect(left).toEqual([4, 3, 2, 1, 0]);
    const refusal = throttle.begin('203.0.113.1', account);
    await expect(refusal).rejects.toMatchObject({
      code: 'too-many-requests',
      message: expect.stringContaining('15 minutes') as unknown,
    });
    await expect(refusal).rejects.toHaveProperty('retryAfter', 900);
  });

  it('that succeeds is forgotten', async () => {
    await throttle.begin('203.0.113.1', account);
    await throttle.succeeded('203.0.113.1', account);
    expect(await throttle.begin('203.0.113.1', account)).toBe(4);
  });

  it('at many accounts from one address is refused', async () => {
    for (let count = 0; count < failuresPerAddress; count += 1) {
      await throttle.failed('203.0.113.1', `someone-${String(count)}@example.com`);
    }
    await expect(throttle.begin('203.0.113.1', account)).rejects.toHaveProperty('code', 'too-many-requests');
    await expect(throttle.assertPatient('203.0.113.1')).rejects.toHaveProperty('code', 'too-many-requests');
    expect(await throttle.begin('203.0.113.2', account)).toBe(4);
  });

  it('at one account from many addresses is refused', async () => {
    for (let count = 0; count < failuresPerAccount; count += 1) {
      await throttle.failed(`203.0.113.${String(count)}`, account);
    }
    await expect(throttle.begin('198.51.100.1', account)).rejects.toHaveProperty('code', 'too-many-requests');
  });
});
