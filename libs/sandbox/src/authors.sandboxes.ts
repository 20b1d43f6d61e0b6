import { isDeepStrictEqual } from 'node:util';
import type { RunReport } from '@assay/contracts';
import type { Database } from './database.companion.js';
import { openDatabase, reopenDatabase } from './database.companion.js';
import { KeptSandboxes } from './kept.sandboxes.js';
import { areKin, PairLoan } from './pair.loan.js';
import type { RunGroupRequest } from './run.request.js';
import type { SandboxLink } from './sandbox.link.js';
import type { SandboxPool } from './sandbox.pool.js';
import type { SuiteSandbox } from './suite.run.js';
import { openAlone, reopenAlone } from './submission.alone.js';

/**
 * Sandboxes that one grading of an author's own code leaves to the next, and what its static groups found. Nothing of a run is left in
 * the sandboxes, but what candidates hand in never comes to where other code was, so their gradings have no use for this.
 */
export class AuthorsSandboxes {
  #loans: PairLoan[] = [];
  readonly #checked = new Map<string, { request: RunGroupRequest; report: RunReport }>();
  readonly #alone: KeptSandboxes<{ link: SandboxLink }>;
  readonly #databases: KeptSandboxes<Database>;

  constructor(private readonly pool: SandboxPool) {
    const { driver } = pool;
    this.#alone = new KeptSandboxes({
      open: async (request, lifeMs, links) => ({ link: await openAlone(driver, request, lifeMs, links) }),
      reopen: ({ link }, request) => reopenAlone(link, driver, request),
      suits: areKin,
    });
    this.#databases = new KeptSandboxes({
      open: (request, lifeMs, links) => openDatabase(driver, request, lifeMs, links),
      reopen: ({ link }, request) => reopenDatabase(link, request),
      suits: (last, next) => areKin(last, next) && isDeepStrictEqual(last.group.database, next.group.database),
    });
  }

  /** The loan with a pair that this group may go on in, or else a new one. Whoever takes it brings it back. */
  takeLoan(request: RunGroupRequest): PairLoan {
    const found = this.#loans.find((loan) => loan.suits(request));
    this.#loans = this.#loans.filter((loan) => loan !== found);
    return found ?? new PairLoan(this.pool);
  }

  /** After the run of this group. A pair that nothing may follow in ends. */
  bringBack(loan: PairLoan, request: RunGroupRequest): void {
    if (loan.suits(request)) this.#loans.push(loan);
    else loan.end();
  }

  /**
   * A submission sandbox without a grader, with these files in it.
   *
   * @param links where it is listed for as long as it is used
   * @throws SandboxError when none can be started
   */
  async openAlone(request: RunGroupRequest, links: SandboxLink[]): Promise<SuiteSandbox> {
    const { what, release } = await this.#alone.take(request, links);
    return { link: what.link, goesOn: this.pool.driver.countsItself, release };
  }

  /**
   * A database as the exercise makes it.
   *
   * @param links where its sandbox is listed for as long as it is used
   * @throws SandboxError when none can be started, or the exercise's SQL fails
   */
  async openDatabase(request: RunGroupRequest, links: SandboxLink[]): Promise<Database> {
    const { what, release } = await this.#databases.take(request, links);
    return { ...what, release };
  }

  /** What a static group found of the same files in an earlier grading: it reads them and runs nothing, so it would find the same. */
  checked(request: RunGroupRequest): RunReport | undefined {
    const last = this.#checked.get(request.group.id);
    return last !== undefined && isDeepStrictEqual(readBy(last.request), readBy(request)) ? last.report : undefined;
  }

  /** After the run of a static group. */
  remember(request: RunGroupRequest, report: RunReport): void {
    if (report.fault === null) this.#checked.set(request.group.id, { request, report });
  }

  /** No grading follows. */
  end(): void {
    for (const loan of this.#loans.splice(0)) loan.end();
    this.#alone.end();
    this.#databases.end();
  }
}

/** All that decides what a static group finds. */
function readBy({ group, image, files }: RunGroupRequest): object {
  return { group, image, files };
}
