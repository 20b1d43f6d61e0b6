import { isDeepStrictEqual } from 'node:util';
import { pairKindOf } from './call.run.js';
import type { RunGroupRequest } from './run.request.js';
import { lifeMsOf } from './run.request.js';
import type { SandboxPair } from './sandbox.pair.js';
import type { PooledPair, SandboxPool } from './sandbox.pool.js';

/** Where a pair holds nothing of a run but processes and files, which can be taken away. */
const sharing: ReadonlySet<string> = new Set(['call', 'http', 'peer', 'sql']);

interface Loan {
  pooled: PooledPair;
  request: RunGroupRequest;
  clean: boolean;
}

/**
 * The pair of sandboxes that the groups of one grading run in, one after the other. To start a sandbox and import libraries in it
 * often costs more than to run a group, so one that was left as it should be serves the next group too.
 */
export class PairLoan {
  #held: Loan | undefined;

  constructor(private readonly pool: SandboxPool) {}

  /** Whether it holds a pair that this group may go on in. */
  suits(request: RunGroupRequest): boolean {
    const held = this.#held;
    return held !== undefined && canGoOn(held.pooled.pair, request) && sharesPair(held.request, request);
  }

  /**
   * A pair for this group: the one of the group before where both may share it, else another.
   *
   * @throws SandboxError when none can be started
   */
  async take(request: RunGroupRequest): Promise<SandboxPair> {
    const again = await this.#again(request);
    if (again !== null) return again;
    const pooled = await this.pool.take(pairKindOf(request), request.binding ?? request.drawSeed);
    this.#held = { pooled, request, clean: false };
    return pooled.pair;
  }

  /** Says whether the run left the pair as it should. */
  giveBack(clean: boolean): void {
    if (this.#held === undefined) return;
    this.#held.clean = clean;
    if (!clean) this.end();
  }

  /** The grading is over, or its next group wants another pair. */
  end(): void {
    const held = this.#held;
    this.#held = undefined;
    held?.pooled.release(held.clean);
  }

  async #again(request: RunGroupRequest): Promise<SandboxPair | null> {
    const held = this.#held;
    if (held === undefined) return null;
    if (this.suits(request)) {
      const { pair } = held.pooled;
      held.clean = false;
      try {
        await pair.meetAgain();
        this.#held = { ...held, request };
        return pair;
      } catch {
        // What did not come back is ended, and the group gets a pair of its own.
      }
    }
    this.end();
    return null;
  }
}

/** Whether a pair can come back after a run, and lives long enough for another. */
function canGoOn(pair: SandboxPair, { group }: RunGroupRequest): boolean {
  return pair.isAlive && !pair.needsPump && pair.livesFor(lifeMsOf(group.limits));
}

/**
 * Whether one group may follow another in the same sandboxes. What is measured against a reference starts from nothing; and hidden
 * inputs that a process of one group kept in some corner of the kernel could be printed in a visible one, where candidates would
 * read them.
 */
export function sharesPair(one: RunGroupRequest, other: RunGroupRequest): boolean {
  const mayShare = [one, other].every(({ group }) => sharing.has(group.harness) && group.reference === undefined);
  return mayShare && areKin(one, other);
}

/** Whether two groups belong to the same exercise version, are both hidden or both visible, and want the same kind of sandboxes. */
export function areKin(one: RunGroupRequest, other: RunGroupRequest): boolean {
  const sameVisibility = one.group.visibility === other.group.visibility;
  const sameTests = one.binding !== undefined && one.binding === other.binding;
  return sameVisibility && sameTests && isDeepStrictEqual(pairKindOf(one), pairKindOf(other));
}
