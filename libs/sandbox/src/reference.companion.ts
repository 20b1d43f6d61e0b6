import type { Companion } from './companion.js';
import type { RunGroupRequest } from './run.request.js';
import type { SandboxLink } from './sandbox.link.js';
import type { SandboxDriver } from './sandbox.port.js';
import { openAlone } from './submission.alone.js';

/**
 * Starts a sandbox like the submission's and gives it the author's solution. No candidate code ever reaches it.
 *
 * @throws SandboxError when it does not start
 */
export async function openReference(
  driver: SandboxDriver,
  { reference = [], ...request }: RunGroupRequest,
  lifeMs: number,
  links: SandboxLink[],
): Promise<Companion> {
  return { name: 'reference', link: await openAlone(driver, { ...request, files: reference }, lifeMs, links) };
}
