import { AssayError } from '@assay/platform';
import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

const quarter = 15 * 60;

/** Wrong passwords for one account from one address before it has to wait. */
export const triesPerAccount = 5;
/** Failures of any kind from one address: many people may share one. */
export const failuresPerAddress = 100;
/** Wrong passwords for one account from anywhere in an hour. High, since whoever causes them also keeps the owner out. */
export const failuresPerAccount = 50;

/**
 * Slows down guessing. Each process counts for itself, which bounds guessing as well as one count would, times the number of
 * processes. A try is counted before the password is looked at, so that a burst of parallel tries counts too.
 */
@Injectable()
export class GuessThrottle {
  private readonly tries = new RateLimiterMemory({ points: triesPerAccount, duration: quarter });
  private readonly addresses = new RateLimiterMemory({ points: failuresPerAddress, duration: quarter });
  private readonly accounts = new RateLimiterMemory({ points: failuresPerAccount, duration: 4 * quarter });

  /**
   * Counts a try at an account and answers how many are left after it.
   *
   * @throws AssayError `too-many-requests` with the seconds to wait.
   */
  async begin(address: string, account: string): Promise<number> {
    await assertLeft(this.addresses, address);
    await assertLeft(this.accounts, account);
    try {
      return (await this.tries.consume(`${address} ${account}`)).remainingPoints;
    } catch (refused) {
      throw refused instanceof RateLimiterRes ? tooMany(refused) : refused;
    }
  }

  /** @throws AssayError `too-many-requests` when this address failed too often lately. */
  async assertPatient(address: string): Promise<void> {
    await assertLeft(this.addresses, address);
  }

  async failed(address: string, account?: string): Promise<void> {
    await this.addresses.penalty(address);
    if (account !== undefined) {
      await this.accounts.penalty(account);
    }
  }

  async succeeded(address: string, account: string): Promise<void> {
    await this.tries.delete(`${address} ${account}`);
  }
}

async function assertLeft(limiter: RateLimiterMemory, key: string): Promise<void> {
  const spent = await limiter.get(key);
  if (spent !== null && spent.remainingPoints <= 0) {
    throw tooMany(spent);
  }
}

function tooMany({ msBeforeNext }: RateLimiterRes): AssayError {
  const retryAfter = Math.ceil(msBeforeNext / 1_000);
  const minutes = Math.ceil(retryAfter / 60);
  const wait = minutes === 1 ? 'a minute' : `${String(minutes)} minutes`;
  return new AssayError('too-many-requests', `Too many tries did not work. Wait ${wait}, then try again.`, { retryAfter });
}
