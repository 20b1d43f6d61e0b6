import type { RunReport } from '@assay/contracts';
import { runCall, pairKindOf } from './call.run.js';
import { RunCollector } from './run.collector.js';
import type { RunGroupRequest } from './run.request.js';
import { SandboxError } from './sandbox.error.js';
import type { SandboxLink } from './sandbox.link.js';
import type { SandboxPool } from './sandbox.pool.js';
import { runStatic } from './static.run.js';

export type { RunFile, RunGroupRequest } from './run.request.js';

/** The harnesses that can be run. */
export const runnableHarnesses = ['call', 'static'] as const;

/**
 * Runs one test group over a candidate's files in single-use sandboxes, and says what happened.
 *
 * Never throws for anything that the candidate's code does, nor for a fault of the platform, which is the report's `fault`.
 *
 * @throws the signal's reason when it is aborted; the sandboxes are gone then
 */
export async function runGroup(pool: SandboxPool, request: RunGroupRequest, signal?: AbortSignal): Promise<RunReport> {
  signal?.throwIfAborted();
  const collector = new RunCollector(request.group.id, pool.driver, request.image);
  const links: SandboxLink[] = [];
  const abort = () => {
    for (const link of links) link.close();
  };
  signal?.addEventListener('abort', abort, { once: true });
  try {
    if (request.group.harness === 'static') await runStatic(pool.driver, request, collector, links);
    else if (request.group.harness === 'call') await runInPair(pool, request, collector, links, signal);
    else throw new SandboxError('harness-unsupported', `Groups with the harness ${request.group.harness} cannot be run yet.`);
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

async function runInPair(
  pool: SandboxPool,
  request: RunGroupRequest,
  collector: RunCollector,
  links: SandboxLink[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const kind = pairKindOf(request);
  const compiled = pool.compiler?.filesFor(kind, request) ?? [];
  const taken = await pool.take(kind, request.binding ?? request.drawSeed);
  const { pair } = taken;
  let clean = false;
  try {
    links.push(pair.submission, pair.grader.link);
    signal?.throwIfAborted();
    const tests = [...request.tests, ...compiled];
    clean = await runCall(pair, { ...request, tests }, collector, !pool.driver.limitsMemory);
  } finally {
    links.length = 0;
    taken.release(clean && collector.isClean);
  }
}
