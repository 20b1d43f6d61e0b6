import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import type { AssayConfig } from '@assay/platform';
import { AssayError } from '@assay/platform';
import { withLock } from '../processes/lock-file.js';
import { run } from '../processes/run.js';
import { say } from '../workspace/terminal.js';
import type { Docker } from './docker.js';

/** What every Dockerfile of ours stands on. */
export const baseImage = 'debian:trixie-slim';

/**
 * Makes sure that the engine has the base image: pulled, or where no registry answers made from Debian's signed archive and
 * imported under the same name.
 */
export async function ensureBaseImage(docker: Docker, config: Pick<AssayConfig, 'cache'>, signal?: AbortSignal): Promise<void> {
  if (await docker.hasImage(baseImage)) {
    return;
  }
  say(`Pulling ${baseImage} …`);
  const pulled = await docker.try(['pull', '--quiet', baseImage], { signal, timeoutMs: 180_000 });
  if (pulled.code === 0) {
    return;
  }
  const tarball = path.join(config.cache, 'base/debian-trixie-slim.tar');
  await withLock(
    `${tarball}.lock`,
    () => say('Waiting for another set-up to make the base image …'),
    () => makeTarball(tarball, signal),
  );
  await docker.do(['import', '--change', 'CMD ["bash"]', tarball, baseImage], { signal });
}

async function makeTarball(tarball: string, signal: AbortSignal | undefined): Promise<void> {
  if (existsSync(tarball)) {
    return;
  }
  if (process.getuid?.() !== 0) {
    throw new AssayError(
      'set-up-failed',
      `No registry gave ${baseImage}, and making it from Debian's packages needs root: run \`sudo npm run assay -- provision --images\`, or load the image by hand.`,
    );
  }
  say(`No registry gave it: making ${baseImage} from Debian's packages (a minute or two) …`);
  await mkdir(path.dirname(tarball), { recursive: true });
  const folder = await mkdtemp(path.join(tmpdir(), 'assay-base-'));
  try {
    await mustRun('debootstrap', ['--variant=minbase', '--include=ca-certificates', 'trixie', folder, await mirror()], signal);
    const unneeded = ['var/cache/apt', 'var/lib/apt/lists', 'usr/share/doc', 'usr/share/man', 'usr/share/locale', 'var/log'];
    for (const name of unneeded) {
      await rm(path.join(folder, name), { recursive: true, force: true });
    }
    await Promise.all(
      ['var/cache/apt/archives/partial', 'var/lib/apt/lists/partial', 'var/log'].map((name) =>
        mkdir(path.join(folder, name), { recursive: true }),
      ),
    );
    await mustRun('tar', ['--numeric-owner', '--one-file-system', '-cf', `${tarball}.part`, '-C', folder, '.'], signal);
    await rename(`${tarball}.part`, tarball);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The mirror that this Debian machine itself uses, else the archive's own address. */
async function mirror(): Promise<string> {
  const policy = await run('apt-cache', ['policy']);
  const own = /\d+ (https?:\/\/\S+\/debian)\/? \S+\/main /.exec(policy.stdout)?.[1];
  return own ?? 'http://deb.debian.org/debian';
}

async function mustRun(command: string, args: readonly string[], signal: AbortSignal | undefined): Promise<void> {
  const result = await run(command, args, { signal });
  if (result.code !== 0) {
    throw new AssayError('set-up-failed', `${command} failed:\n${result.output.split('\n').slice(-10).join('\n')}`);
  }
}
