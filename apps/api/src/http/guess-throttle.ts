import { AssayError } from '@assay/platform';
import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

const windowSeconds = 15 * 60;
/** Wrong passwords for one account from one address before it has to wait. */
const triesPerAccount = 5;
/** Failures of any kind from one address: many people may share one. */
const failuresPerAddress = 100;

/**
 * Slows down guessing. Each process counts for itself, which bounds guessing as well as one count would, times the number of
 * processes. A try is counted before the password is looked at, so that a burst of parallel tries counts too.
 */
@Injectable()
export class GuessThrottle {
  private readonly accounts = new RateLimiterMemory({ points: triesPerAccount, duration: windowSeconds });
  private readonly addresses = new RateLimiterMemory({ points: failuresPerAddress, duration: windowSeconds });

  /**
   * Counts a try and answers how many are left after it.
   *
   * @throws AssayError `too-many-requests` with the seconds to wait.
   */
  async begin(address: string, account: string): Promise<number> {
    await this.assertPatient(address);
    try {
      return (await this.accounts.consume(`${address} ${account}`)).remainingPoints;
    } catch (refused) {
      throw tooMany(refused);
    }
  }

  /** @throws AssayError `too-many-requests` when this address failed too often lately. */
  async assertPatient(address: string): Promise<void> {
    const spent = await this.addresses.get(address);
    if (spent !== null && spent.remainingPoints <= 0) {
      throw tooMany(spent);
    }
  }

  async failed(address: string): Promise<void> {
    await this.addresses.penalty(address);
  }

  async succeeded(address: string, account: string): Promise<void> {
    await this.accounts.delete(`${address} ${account}`);
  }
}

function tooMany(refused: unknown): unknown {
  if (!(refused instanceof RateLimiterRes)) {
    return refused;
  }
  const retryAfter = Math.ceil(refused.msBeforeNext / 1_000);
  const minutes = Math.ceil(retryAfter / 60);
  const wait = minutes === 1 ? 'a minute' : `${String(minutes)} minutes`;
  return new AssayError('too-many-requests', `Too many tries did not work. Wait ${wait}, then try again.`, { retryAfter });
}
