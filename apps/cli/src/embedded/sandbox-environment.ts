import { existsSync } from 'node:fs';
import process from 'node:process';
import type { AssayConfig, Environment } from '@assay/platform';
import { run } from '../processes/run.js';
import { findEngine } from '../provision/engine.js';
import { findProgram } from '../provision/programs.js';
import { say } from '../workspace/terminal.js';

/**
 * What the worker must know of sandboxes on this machine: an engine that answers, else bubblewrap. It starts no daemon and
 * installs nothing but bubblewrap, and that only as root on Debian and Ubuntu.
 */
export async function sandboxEnvironment(config: AssayConfig, signal: AbortSignal): Promise<Environment> {
  const wanted = config.sandbox.driver;
  if (wanted === 'none' || wanted === 'bubblewrap') {
    return { ASSAY_SANDBOX_DRIVER: wanted };
  }
  const host = await findEngine(config);
  if (host !== undefined) {
    return { ASSAY_SANDBOX_DRIVER: 'docker', DOCKER_HOST: host };
  }
  if (wanted === 'docker') {
    // The worker says on every screen that no engine answers, and starts grading when one does.
    return { ASSAY_SANDBOX_DRIVER: 'docker' };
  }
  const haveBubblewrap = (await findProgram('bwrap')) !== undefined || (await installBubblewrap(signal));
  return { ASSAY_SANDBOX_DRIVER: haveBubblewrap ? 'bubblewrap' : 'none' };
}

async function installBubblewrap(signal: AbortSignal): Promise<boolean> {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) {
    return false;
  }
  say('No Docker engine answers: installing bubblewrap, the small package that grading needs without one …');
  const command = 'apt-get update --quiet; apt-get install --yes --no-install-recommends bubblewrap';
  await run('sh', ['-c', command], { env: { DEBIAN_FRONTEND: 'noninteractive' }, signal });
  return (await findProgram('bwrap')) !== undefined;
}
