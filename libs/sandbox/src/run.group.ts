import type { Harness, RunReport } from '@assay/contracts';
import type { AuthorsSandboxes } from './authors.sandboxes.js';
import { pairKindOf, runCall } from './call.run.js';
import type { Companion } from './companion.js';
import { openDatabase } from './database.companion.js';
import { runMutants } from './mutants.run.js';
import { normalisedVariants } from './normalised.variants.js';
import { openReference } from './reference.companion.js';
import { RunCollector } from './run.collector.js';
import type { RunFile, RunGroupRequest } from './run.request.js';
import { lifeMsOf } from './run.request.js';
import { SandboxError } from './sandbox.error.js';
import type { SandboxLink } from './sandbox.link.js';
import type { SandboxPool } from './sandbox.pool.js';
import type { SandboxDriver } from './sandbox.port.js';
import { PairLoan } from './pair.loan.js';
import { openAlone } from './submission.alone.js';
import { runStatic } from './static.run.js';
import type { SuiteSandbox } from './suite.run.js';

export { sharesPair } from './pair.loan.js';
export type { RunFile, RunGroupRequest } from './run.request.js';

/** The harnesses that can be run. */
export const runnableHarnesses = ['call', 'cli', 'http', 'mutants', 'peer', 'sql', 'static'] as const;

/** Those that take a pair of sandboxes: one with the candidate's files, one with the tests. */
const pairHarnesses: ReadonlySet<Harness> = new Set<Harness>(['call', 'cli', 'http', 'peer', 'sql']);

/**
 * Runs one test group over a candidate's files in single-use sandboxes, and says what happened.
 *
 * Never throws for anything that the candidate's code does, nor for a fault of the platform, which is the report's `fault`.
 *
 * @throws the signal's reason when it is aborted; the sandboxes are gone then
 */
export async function runGroup(pool: SandboxPool, request: RunGroupRequest, signal?: AbortSignal): Promise<RunReport> {
  const loan = new PairLoan(pool);
  try {
    return await runOne(pool, loan, request, { signal });
  } finally {
    loan.end();
  }
}

export interface SeriesOptions {
  /** Sandboxes that earlier gradings of an author's code left; what this series leaves is added. Without them it begins anew. */
  sandboxes?: AuthorsSandboxes | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Runs test groups over the same files, one after the other. Neighbours that may share a pair of sandboxes do (`sharesPair`), as long
 * as each run leaves it as it should.
 *
 * @returns a report for each, as `runGroup` gives it
 * @throws the signal's reason when it is aborted; the sandboxes are gone then
 */
export async function runGroups(
  pool: SandboxPool,
  requests: readonly RunGroupRequest[],
  { sandboxes, signal }: SeriesOptions = {},
): Promise<RunReport[]> {
  const own = new PairLoan(pool);
  const reports: RunReport[] = [];
  try {
    for (const request of requests) {
      reports.push(
        sandboxes === undefined
          ? await runOne(pool, own, request, { signal })
          : await runInTurn(pool, request, { sandboxes, signal }),
      );
    }
  } finally {
    own.end();
  }
  return reports;
}

/** In what an earlier grading left, which the next finds as it was. */
async function runInTurn(
  pool: SandboxPool,
  request: RunGroupRequest,
  { sandboxes, signal }: SeriesOptions & { sandboxes: AuthorsSandboxes },
): Promise<RunReport> {
  const known = sandboxes.checked(request);
  if (known !== undefined) return known;
  const loan = sandboxes.takeLoan(request);
  try {
    const report = await runOne(pool, loan, request, { sandboxes, signal });
    if (request.group.harness === 'static') sandboxes.remember(request, report);
    return report;
  } finally {
    sandboxes.bringBack(loan, request);
  }
}

async function runOne(
  pool: SandboxPool,
  loan: PairLoan,
  request: RunGroupRequest,
  { sandboxes, signal }: SeriesOptions,
): Promise<RunReport> {
  signal?.throwIfAborted();
  const collector = new RunCollector(request.group.id, pool.driver, request.image);
  const links: SandboxLink[] = [];
  const abort = () => {
    for (const link of links) link.close();
  };
  signal?.addEventListener('abort', abort, { once: true });
  try {
    const { harness } = request.group;
    const options = { sandboxes, signal };
    if (harness === 'static') await runStatic(pool.driver, request, collector, links);
    else if (harness === 'mutants') await runSuites(pool.driver, request, collector, links, options);
    else if (pairHarnesses.has(harness)) await runInPair(pool, loan, request, collector, links, options);
    else throw new SandboxError('harness-unsupported', `Groups with the harness ${harness} cannot be run yet.`);
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error;
    collector.fault(error.code, error.message);
  } finally {
    signal?.removeEventListener('abort', abort);
    for (const link of links) void link.dispose();
  }
  signal?.throwIfAborted();
  return collector.report();
}

/** In submission sandboxes alone: what is decided here needs no tests of ours. */
async function runSuites(
  driver: SandboxDriver,
  request: RunGroupRequest,
  collector: RunCollector,
  links: SandboxLink[],
  { sandboxes, signal }: SeriesOptions,
): Promise<void> {
  const { group, image, files, implementations } = request;
  if (implementations === undefined) {
    throw new SandboxError('variants-unusable', 'The exercise has no variants to run tests against.');
  }
  const { visibility, limits } = group;
  const startSubmission = (theirs: RunFile[]) => {
    const wanted = { ...request, files: theirs };
    return sandboxes?.openAlone(wanted, links) ?? openForOneRun(driver, wanted, links);
  };
  const normalised = () => normalisedVariants(driver, image, implementations, links);
  const { wallMs } = limits;
  await runMutants({ visibility, implementations, files, wallMs, collector, startSubmission, normalised, signal });
}

async function openForOneRun(driver: SandboxDriver, request: RunGroupRequest, links: SandboxLink[]): Promise<SuiteSandbox> {
  const link = await openAlone(driver, request, lifeMsOf(request.group.limits), links);
  return { link, goesOn: false, release: () => void link.dispose() };
}

async function runInPair(
  pool: SandboxPool,
  loan: PairLoan,
  request: RunGroupRequest,
  collector: RunCollector,
  links: SandboxLink[],
  { sandboxes, signal }: SeriesOptions,
): Promise<void> {
  const kind = pairKindOf(request);
  const compiled = pool.compiler?.filesFor(kind, request) ?? [];
  const opened = openCompanion(pool, request, links, sandboxes);
  const [taken] = await Promise.allSettled([loan.take(request), opened]);
  if (taken.status === 'rejected') throw taken.reason;
  const pair = taken.value;
  const lent = [pair.submission, pair.grader.link];
  links.push(...lent);
  let companion: Companion | null = null;
  let clean = false;
  try {
    signal?.throwIfAborted();
    companion = await opened;
    const tests = [...request.tests, ...compiled];
    const isWhole = await runCall(pair, companion, { ...request, tests }, collector, !pool.driver.limitsMemory);
    clean = isWhole && collector.isClean;
  } finally {
    for (const link of lent) links.splice(links.indexOf(link), 1);
    loan.giveBack(clean);
    companion?.release?.(clean);
  }
}

/** The third sandbox that some groups need. */
async function openCompanion(
  { driver }: SandboxPool,
  request: RunGroupRequest,
  links: SandboxLink[],
  sandboxes: AuthorsSandboxes | undefined,
): Promise<Companion | null> {
  const { harness, limits, reference } = request.group;
  const lifeMs = lifeMsOf(limits);
  if (harness === 'sql') return sandboxes?.openDatabase(request, links) ?? openDatabase(driver, request, lifeMs, links);
  return reference === undefined ? null : openReference(driver, request, lifeMs, links);
}
