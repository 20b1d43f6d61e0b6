import { existsSync } from 'node:fs';
import process from 'node:process';
import type { AssayConfig } from '@assay/platform';
import { run } from '../processes/run.js';
import { findEngine } from '../provision/engine.js';
import { findProgram } from '../provision/programs.js';
import { say } from '../workspace/terminal.js';

/**
 * Installs bubblewrap where grading would have nothing to run in: no engine answers, bubblewrap is not there, and we are root on
 * Debian or Ubuntu. It starts no daemon and installs nothing else; the worker finds what there is, now and later.
 */
export async function ensureSomeSandbox(config: AssayConfig, signal: AbortSignal): Promise<void> {
  const mayInstall = config.sandbox.driver === 'auto' && process.getuid?.() === 0 && existsSync('/etc/debian_version');
  if (!mayInstall || (await findProgram('bwrap')) !== undefined || (await findEngine(config)) !== undefined) {
    return;
  }
  say('No Docker engine answers: installing bubblewrap, the small package that grading needs without one …');
  const command = 'apt-get update --quiet; apt-get install --yes --no-install-recommends bubblewrap';
  await run('sh', ['-c', command], { env: { DEBIAN_FRONTEND: 'noninteractive' }, signal });
}
