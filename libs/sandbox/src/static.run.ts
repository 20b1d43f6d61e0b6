import type { Limits } from '@assay/contracts';
import { hostFrame } from './frames.js';
import type { RunCollector } from './run.collector.js';
import type { RunGroupRequest } from './run.request.js';
import { encoded, graceMs, lifeMsOf } from './run.request.js';
import { SandboxLink } from './sandbox.link.js';
import { graderMemoryMb, startDeadlineMs } from './sandbox.pair.js';
import type { SandboxDriver } from './sandbox.port.js';

/** Static checks: one sandbox, which reads the candidate's files as data. Its link is added to `links`. */
export async function runStatic(
  driver: SandboxDriver,
  { group, image, files }: RunGroupRequest,
  collector: RunCollector,
  links: SandboxLink[],
): Promise<void> {
  const { limits, checks } = group;
  const memoryMb = memoryFor(limits);
  const lifeMs = lifeMsOf(limits);
  const link = await SandboxLink.open(driver, { role: 'static', image, memoryMb, pids: 64, tmpMb: 32, lifeMs }, links);
  await link.message('ready', startDeadlineMs);
  collector.begin();
  const job = { t: 'job', checks, wallMs: limits.wallMs, addressSpace: !driver.limitsMemory, memoryMb };
  link.send(hostFrame({ ...job, files: encoded(files) }));
  await link.message('finish', limits.wallMs + graceMs, (message) => {
    collector.take(message);
  });
  collector.stopClock();
  collector.ends(null, await link.end());
}

/** The checkers need what they need, however small the files are. */
function memoryFor({ memoryMb }: Limits): number {
  return Math.max(memoryMb, graderMemoryMb);
}
