import type { Companion } from './companion.js';
import { hostFrame } from './frames.js';
import type { RunGroupRequest } from './run.request.js';
import { submissionJob } from './run.request.js';
import type { SandboxLink } from './sandbox.link.js';
import type { PairKind } from './sandbox.pair.js';
import { openOne, ready, startDeadlineMs } from './sandbox.pair.js';
import { SandboxError } from './sandbox.error.js';
import type { SandboxDriver } from './sandbox.port.js';

/**
 * Starts a sandbox like the submission's and gives it the author's solution. No candidate code ever reaches it.
 *
 * @throws SandboxError when it does not start
 */
export async function openReference(
  driver: SandboxDriver,
  kind: PairKind,
  request: RunGroupRequest,
  lifeMs: number,
  links: SandboxLink[],
): Promise<Companion> {
  const link = await openOne(driver, kind, 'submission', null, lifeMs, links);
  link.send(hostFrame({ t: 'meet', place: null }));
  await ready(link);
  const { reference = [], ...rest } = request;
  link.send(hostFrame(submissionJob({ ...rest, files: reference }, !driver.limitsMemory)));
  await link.message('delivered', startDeadlineMs, (message) => {
    if (message['t'] !== 'undelivered') return;
    throw new SandboxError('sandbox-start-failed', `The reference did not reach its sandbox: ${String(message['message'])}.`);
  });
  return { name: 'reference', link };
}
