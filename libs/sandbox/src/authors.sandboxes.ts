import { areKin, PairLoan } from './pair.loan.js';
import type { RunGroupRequest } from './run.request.js';
import { lifeMsOf } from './run.request.js';
import type { SandboxLink } from './sandbox.link.js';
import type { SandboxPool } from './sandbox.pool.js';
import type { SuiteSandbox } from './suite.run.js';
import { openAlone, reopenAlone } from './submission.alone.js';

/** How much longer a sandbox without a grader lives than its first run may take. */
const furtherRunsMs = 600_000;

/** A sandbox without a grader that waits for its next run. */
interface Lone {
  link: SandboxLink;
  request: RunGroupRequest;
  endsAt: number;
}

/**
 * Sandboxes that one grading of an author's own code leaves to the next. Nothing of a run is left in them, but what candidates hand in
 * never comes to where other code was, so their gradings have no use for this.
 */
export class AuthorsSandboxes {
  #loans: PairLoan[] = [];
  #lone: Lone[] = [];

  constructor(private readonly pool: SandboxPool) {}

  /** The loan with a pair that this group may go on in, or else a new one. Whoever takes it brings it back. */
  takeLoan(request: RunGroupRequest): PairLoan {
    const found = this.#loans.find((loan) => loan.suits(request));
    this.#loans = this.#loans.filter((loan) => loan !== found);
    return found ?? new PairLoan(this.pool);
  }

  bringBack(loan: PairLoan): void {
    if (!loan.isEmpty) this.#loans.push(loan);
  }

  /**
   * A submission sandbox without a grader, with these files in it.
   *
   * @param links where it is listed for as long as it is used
   * @throws SandboxError when none can be started
   */
  async openAlone(request: RunGroupRequest, links: SandboxLink[]): Promise<SuiteSandbox> {
    const lone = (await this.#again(request, links)) ?? (await this.#start(request, links));
    return {
      link: lone.link,
      goesOn: this.pool.driver.countsItself,
      release: (clean) => {
        links.splice(links.indexOf(lone.link), 1);
        if (clean) this.#lone.push(lone);
        else void lone.link.dispose();
      },
    };
  }

  /** No grading follows. */
  end(): void {
    for (const loan of this.#loans.splice(0)) loan.end();
    for (const { link } of this.#lone.splice(0)) void link.dispose();
  }

  async #start(request: RunGroupRequest, links: SandboxLink[]): Promise<Lone> {
    const lifeMs = lifeMsOf(request.group.limits) + furtherRunsMs;
    const endsAt = Date.now() + lifeMs;
    return { link: await openAlone(this.pool.driver, request, lifeMs, links), request, endsAt };
  }

  async #again(request: RunGroupRequest, links: SandboxLink[]): Promise<Lone | null> {
    const found = this.#lone.find((lone) => suits(lone, request));
    if (found === undefined) return null;
    this.#lone = this.#lone.filter((lone) => lone !== found);
    links.push(found.link);
    try {
      await reopenAlone(found.link, this.pool.driver, request);
      return found;
    } catch {
      // What did not come back is ended, and the run gets a fresh one.
      links.splice(links.indexOf(found.link), 1);
      void found.link.dispose();
      return null;
    }
  }
}

function suits({ link, request: last, endsAt }: Lone, request: RunGroupRequest): boolean {
  const hasTime = endsAt - Date.now() >= lifeMsOf(request.group.limits);
  return !link.closed && hasTime && areKin(last, request);
}
