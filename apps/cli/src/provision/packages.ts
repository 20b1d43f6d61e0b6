import { existsSync } from 'node:fs';
import process from 'node:process';
import { AssayError } from '@assay/platform';
import { run } from '../processes/run.js';
import { say } from '../workspace/terminal.js';
import { findProgram } from './programs.js';

export interface Need {
  /** Any one of these programs meets the need. */
  programs: readonly string[];
  /** The package of Debian and Ubuntu that brings it. */
  debianPackage: string;
  purpose: string;
}

/** A client without its daemon does not count: the engine is what is needed. */
export const needs: readonly Need[] = [
  { programs: ['dockerd'], debianPackage: 'docker.io', purpose: 'sandboxes and their images' },
  { programs: ['docker'], debianPackage: 'docker-cli', purpose: 'building images' },
  { programs: ['docker-compose'], debianPackage: 'docker-compose', purpose: 'trying docker-compose.yml' },
  { programs: ['crun'], debianPackage: 'crun', purpose: 'sandboxes by another OCI runtime' },
  { programs: ['bwrap'], debianPackage: 'bubblewrap', purpose: 'sandboxes without an engine' },
  { programs: ['redis-server'], debianPackage: 'redis-server', purpose: 'the queue on Redis' },
  { programs: ['chromium', 'chromium-browser', 'google-chrome'], debianPackage: 'chromium', purpose: 'browser journeys' },
  { programs: ['debootstrap'], debianPackage: 'debootstrap', purpose: 'a base image where no registry answers' },
];

/** What is not installed; with `engineAnswers` the machine's own daemon is not needed. */
export async function missingNeeds(engineAnswers: boolean): Promise<Need[]> {
  const missing: Need[] = [];
  for (const need of needs) {
    const found = await Promise.all(need.programs.map(findProgram));
    const elsewhere = engineAnswers && need.debianPackage === 'docker.io';
    if (!elsewhere && found.every((program) => program === undefined)) {
      missing.push(need);
    }
  }
  return missing;
}

/**
 * Installs what is missing: as root on Debian and Ubuntu.
 *
 * @throws AssayError `set-up-failed` anywhere else, naming what is missing and the command that brings it.
 */
export async function installNeeds(missing: readonly Need[], signal?: AbortSignal): Promise<void> {
  if (missing.length === 0) {
    return;
  }
  const packages = await packagesOf(missing);
  const command = `apt-get install --yes --no-install-recommends ${packages.join(' ')}`;
  if (!isDebian() || process.getuid?.() !== 0) {
    throw new AssayError('set-up-failed', refusal(missing, command));
  }
  say(`Installing ${packages.join(', ')} …`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  // A foreign source that does not answer must not stop us: what counts is whether the packages come.
  await run('apt-get', ['update', '--quiet'], { env, signal });
  const installed = await run('sh', ['-c', command], { env, signal });
  if (installed.code !== 0) {
    const said = installed.output.split('\n').slice(-15).join('\n');
    throw new AssayError('set-up-failed', `apt-get could not install ${packages.join(', ')}:\n${said}`);
  }
}

function refusal(missing: readonly Need[], command: string): string {
  const list = missing.map((need) => `  ${need.programs[0] ?? ''} for ${need.purpose}`).join('\n');
  const advice = isDebian()
    ? `Install it with: sudo ${command}`
    : `Install these with your system's package manager, or run this as root on Debian or Ubuntu. There the command is:\n  ${command}`;
  return `This is missing:\n${list}\n${advice}`;
}

/** Older releases have the client in docker.io itself. */
async function packagesOf(missing: readonly Need[]): Promise<string[]> {
  const wanted = missing.map((need) => need.debianPackage);
  if (!wanted.includes('docker-cli')) {
    return wanted;
  }
  const shown = await run('apt-cache', ['show', 'docker-cli']);
  return [...new Set(wanted.map((name) => (name === 'docker-cli' && shown.code !== 0 ? 'docker.io' : name)))];
}

function isDebian(): boolean {
  return existsSync('/etc/debian_version');
}
