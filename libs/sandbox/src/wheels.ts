import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { SandboxError } from './sandbox.error.js';
import type { ProgressOptions } from './sandbox.port.js';

export interface WheelSet {
  /** The lock file, with a hash for every wheel. */
  lock: string;
  /** Such as `3.13`. */
  python: string;
  /** Machine as wheels name it: `x86_64` or `aarch64`. */
  machine: string;
  /** Folder of this user's cache that holds one folder per set. */
  cache: string;
}

/** Machine names as wheels have them, by Node's and Docker's. */
export function wheelMachine(architecture: string): string {
  return architecture === 'arm64' || architecture === 'aarch64' ? 'aarch64' : 'x86_64';
}

/**
 * The folder with the locked wheels, downloaded with pip where they are not in the cache yet. Every file is checked against the lock's
 * hashes by pip now, and again when it is installed.
 *
 * @throws SandboxError `wheels-missing` when pip cannot download them
 */
export async function locateWheels(set: WheelSet, { onProgress, signal }: ProgressOptions = {}): Promise<string> {
  const key = createHash('sha256')
    .update(await readFile(set.lock))
    .digest('hex')
    .slice(0, 12);
  const folder = join(set.cache, 'wheels', `${key}-cp${set.python}-${set.machine}`);
  if ((await readdir(folder).catch(() => [])).length > 0) return folder;
  onProgress?.(`Downloading the Python packages locked in ${basename(set.lock)} for Python ${set.python}`);
  const fresh = `${folder}.${String(process.pid)}.part`;
  await mkdir(fresh, { recursive: true });
  const platforms = ['manylinux2014', 'manylinux_2_17', 'manylinux_2_28'].flatMap((name) => [
    '--platform',
    `${name}_${set.machine}`,
  ]);
  const wanted = ['--python-version', set.python, '--implementation', 'cp', ...platforms];
  const options = [
    'download',
    '--quiet',
    '--no-deps',
    '--require-hashes',
    '--only-binary=:all:',
    ...wanted,
    '-r',
    set.lock,
    '-d',
    fresh,
  ];
  const failure = await runPip(options, signal);
  if (failure !== null) {
    await rm(fresh, { recursive: true, force: true });
    const why = failure.trim().split('\n').at(-1) ?? 'pip did not run';
    throw new SandboxError(
      'wheels-missing',
      `The Python packages of the sandbox cannot be downloaded (${why}). Check that python3 has pip and that its package index answers, then run: npm run assay -- provision --images`,
    );
  }
  await rename(fresh, folder).catch(async () => rm(fresh, { recursive: true, force: true }));
  return folder;
}

/** Tries the python3 on the path, then the system's. Null, or what went wrong. */
async function runPip(options: string[], signal: AbortSignal | undefined): Promise<string | null> {
  let failure = 'there is no python3 with pip';
  for (const python of ['python3', '/usr/bin/python3']) {
    const result = await runQuietly(python, ['-m', 'pip', ...options], signal);
    if (result.code === 0) return null;
    if (result.output !== '') failure = result.output;
  }
  return failure;
}

/** Runs a command to its end. Code -1 where it could not be started. */
export function runQuietly(command: string, args: string[], signal?: AbortSignal): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...(signal === undefined ? {} : { signal }) });
    const keep = (chunk: Buffer) => (output = (output + chunk.toString()).slice(-20_000));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', () => {
      resolve({ code: -1, output });
    });
    child.once('close', (code) => {
      resolve({ code: code ?? -1, output });
    });
  });
}
