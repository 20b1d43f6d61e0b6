import { pairKindOf, refuseUndelivered } from './call.run.js';
import { hostFrame } from './frames.js';
import type { RunGroupRequest } from './run.request.js';
import { submissionJob } from './run.request.js';
import type { SandboxLink } from './sandbox.link.js';
import { openOne, ready, startDeadlineMs, vacant } from './sandbox.pair.js';
import type { SandboxDriver } from './sandbox.port.js';

/**
 * A submission sandbox that meets no grader, with the request's files in it. Its frames come to the host.
 *
 * @throws SandboxError when it does not start
 */
export async function openAlone(
  driver: SandboxDriver,
  request: RunGroupRequest,
  lifeMs: number,
  links: SandboxLink[],
): Promise<SandboxLink> {
  const link = await openOne(driver, pairKindOf(request), 'submission', null, lifeMs, links);
  await deliver(link, driver, request);
  return link;
}

/**
 * The same sandbox with other files, once no process and no file of its last run is left.
 *
 * @throws SandboxError when it does not come back; it is of no use then
 */
export async function reopenAlone(link: SandboxLink, driver: SandboxDriver, request: RunGroupRequest): Promise<void> {
  link.send(hostFrame({ t: 'again' }));
  await vacant(link);
  await deliver(link, driver, request);
}

async function deliver(link: SandboxLink, driver: SandboxDriver, request: RunGroupRequest): Promise<void> {
  link.send(hostFrame({ t: 'meet', place: null }));
  await ready(link);
  link.send(hostFrame(submissionJob(request, { addressSpace: !driver.limitsMemory, direct: false })));
  await link.message('delivered', startDeadlineMs, refuseUndelivered);
}
