import type { ImageProfile } from '@assay/contracts';
import { spawn } from 'node:child_process';
import { createHash, randomInt } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { access, chmod, cp, lstat, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { arch, getuid } from 'node:process';
import { join } from 'node:path';
import { z } from 'zod';
import { defaultRecipeFolder, readRecipe } from '../image.recipe.js';
import { SandboxError } from '../sandbox.error.js';
import type {
  Probe,
  ProgressOptions,
  Sandbox,
  SandboxDriver,
  SandboxImage,
  SandboxListener,
  SandboxSpec,
} from '../sandbox.port.js';
import { locateWheels, runQuietly, wheelMachine } from '../wheels.js';
import { BubblewrapSandbox } from './bubblewrap.sandbox.js';
import type { HostFacts } from './bwrap.arguments.js';
import { bwrapArguments } from './bwrap.arguments.js';
import type { Machine } from './seccomp.bpf.js';
import { compileSeccomp, seccompSource } from './seccomp.bpf.js';

export interface BubblewrapDriverOptions {
  /** Folder for wheels and the unpacked environment, both of which can be made again. */
  cacheFolder: string;
  recipeFolder?: string | undefined;
}

const python = '/usr/bin/python3';
const oldestPython = 11;
const installHelp = 'apt-get install --yes bubblewrap';
/** Inside, as seen by root's sandboxes: ids that nobody on the host has. A limit on processes counts per id. */
const uidRange = [1_900_000_000, 1_999_999_999] as const;
const userNamespaceUid = 65_532;

/**
 * Sandboxes by bubblewrap on this host: namespaces, a read-only root, folders in memory with a size, rlimits and seccomp. It has no
 * control groups, so memory and CPU are watched from inside by the sandbox's first process: development assurance.
 */
export class BubblewrapDriver implements SandboxDriver {
  readonly name = 'bubblewrap';
  readonly assurance = 'development';
  readonly limitsMemory = false;
  readonly #recipeFolder: string;
  readonly #ending = new Set<Promise<void>>();
  #host: Promise<HostFacts> | undefined;
  #building: Promise<SandboxImage> | undefined;

  constructor(private readonly options: BubblewrapDriverOptions) {
    this.#recipeFolder = options.recipeFolder ?? defaultRecipeFolder;
  }

  async probe(): Promise<Probe> {
    const version = await runQuietly('bwrap', ['--version']);
    if (version.code !== 0) return this.#absent('bubblewrap is not installed', installHelp);
    const minor = await pythonMinor();
    if (minor === null || minor < oldestPython) {
      return this.#absent(`${python} is not Python 3.${String(oldestPython)} or newer`, 'apt-get install --yes python3');
    }
    const host = await (this.#host ??= hostFacts());
    const trial = await runQuietly('bwrap', [
      ...(host.isRoot ? [] : ['--unshare-user']),
      '--unshare-pid',
      '--unshare-net',
      '--ro-bind',
      '/',
      '/',
      '/usr/bin/true',
    ]);
    if (trial.code !== 0) {
      const why = trial.output.trim().split('\n').at(-1) ?? '';
      return this.#absent(`bubblewrap may not make namespaces here (${why})`, 'sysctl -w kernel.unprivileged_userns_clone=1');
    }
    return { available: true, assurance: this.assurance, detail: `${version.output.trim()}, Python 3.${String(minor)}` };
  }

  #absent(reason: string, help: string): Probe {
    return { available: false, assurance: this.assurance, reason, help };
  }

  async describeImage(profile: ImageProfile): Promise<SandboxImage> {
    const [{ version }, minor] = await Promise.all([readRecipe(profile, this.#recipeFolder), requiredPython()]);
    return { profile, version: `${version}-py3.${String(minor)}` };
  }

  async hasImage(image: SandboxImage): Promise<boolean> {
    return access(join(this.#place(image), 'complete')).then(
      () => true,
      () => false,
    );
  }

  async ensureImage(profile: ImageProfile, options: ProgressOptions = {}): Promise<SandboxImage> {
    const image = await this.describeImage(profile);
    if (await this.hasImage(image)) return image;
    this.#building ??= this.#build(image, options).finally(() => {
      this.#building = undefined;
    });
    await this.#building;
    return image;
  }

  /** Unpacks into a fresh folder and renames it, so that nobody ever sees half of one. */
  async #build(image: SandboxImage, options: ProgressOptions): Promise<SandboxImage> {
    const lock = join(this.#recipeFolder, 'requirements', `${image.profile}.txt`);
    const key = createHash('sha256')
      .update(await readFile(lock))
      .digest('hex')
      .slice(0, 12);
    const minor = await requiredPython();
    const set = { lock, python: `3.${String(minor)}`, machine: wheelMachine(arch), cache: this.options.cacheFolder, key };
    const wheels = await locateWheels(set, options);
    options.onProgress?.(`Unpacking the Python packages of the profile ${image.profile} for bubblewrap`);
    const place = this.#place(image);
    const fresh = `${place}.${String(process.pid)}.part`;
    await rm(fresh, { recursive: true, force: true });
    await mkdir(join(fresh, 'site'), { recursive: true });
    const unpacked = await runQuietly(
      python,
      ['-I', join(this.#recipeFolder, 'tools', 'unpack_wheels.py'), lock, wheels, join(fresh, 'site')],
      options.signal,
    );
    if (unpacked.code !== 0) {
      throw new SandboxError('image-build-failed', `The Python packages could not be unpacked: ${unpacked.output.trim()}`);
    }
    await cp(join(this.#recipeFolder, 'runner'), join(fresh, 'runner'), { recursive: true });
    await runQuietly(python, ['-I', '-m', 'compileall', '-q', join(fresh, 'runner')]);
    await runQuietly('chmod', ['-R', 'a+rX', fresh]);
    await writeFile(join(fresh, 'seccomp.bpf'), await this.#compileSeccomp());
    await writeFile(join(fresh, 'complete'), '');
    await chmod(fresh, 0o755);
    await rename(fresh, place).catch(async () => rm(fresh, { recursive: true, force: true }));
    return image;
  }

  async #compileSeccomp(): Promise<Buffer> {
    const folder = join(this.#recipeFolder, 'seccomp');
    const source = seccompSource.parse(JSON.parse(await readFile(join(folder, 'profile.json'), 'utf8')));
    const tables = z.object({ x86_64: z.record(z.string(), z.number()), aarch64: z.record(z.string(), z.number()) });
    const machine: Machine = wheelMachine(arch) === 'aarch64' ? 'aarch64' : 'x86_64';
    return compileSeccomp(
      source,
      tables.parse(JSON.parse(await readFile(join(folder, 'syscalls.json'), 'utf8')))[machine],
      machine,
    );
  }

  /** Where the packages of a profile that was made are unpacked, for this host's own interpreter. */
  siteFolder(image: SandboxImage): string {
    return join(this.#place(image), 'site');
  }

  #place(image: SandboxImage): string {
    return join(this.options.cacheFolder, 'bubblewrap', `${image.profile}-${image.version}`);
  }

  /** Sandboxes of this driver share nothing: their frames go through the host. */
  makeMeeting(): Promise<null> {
    return Promise.resolve(null);
  }

  async start(spec: SandboxSpec, listener: SandboxListener): Promise<Sandbox> {
    const place = this.#place(spec.image);
    const host = await (this.#host ??= hostFacts());
    const uid = host.isRoot ? randomInt(...uidRange) : userNamespaceUid;
    const filter = openSync(join(place, 'seccomp.bpf'), 'r');
    try {
      const paths = { site: join(place, 'site'), runner: join(place, 'runner') };
      const child = spawn('bwrap', bwrapArguments(spec, paths, host, uid), {
        stdio: ['pipe', 'pipe', 'pipe', filter, 'pipe'],
        env: {},
        cwd: '/',
      });
      await new Promise<void>((resolve, reject) => {
        child.once('spawn', resolve).once('error', (error) => {
          reject(
            new SandboxError('bubblewrap-missing', `bubblewrap could not be started; install it with: ${installHelp}`, error),
          );
        });
      });
      const sandbox = new BubblewrapSandbox(spec.role, child, listener);
      const gone = new Promise<void>((resolve) =>
        child.once('close', () => {
          resolve();
        }),
      ).finally(() => this.#ending.delete(gone));
      this.#ending.add(gone);
      return sandbox;
    } finally {
      closeSync(filter);
    }
  }

  /** A sandbox ends with the process that started it, so there are never any. */
  reapOrphans(): Promise<number> {
    return Promise.resolve(0);
  }

  async close(): Promise<void> {
    await Promise.all(this.#ending);
  }
}

async function hostFacts(): Promise<HostFacts> {
  const links: string[] = [];
  const folders: string[] = [];
  for (const name of ['bin', 'sbin', 'lib', 'lib32', 'lib64']) {
    const found = await lstat(`/${name}`).catch(() => null);
    if (found?.isSymbolicLink() === true) links.push(name);
    else if (found?.isDirectory() === true) folders.push(name);
  }
  return { isRoot: getuid?.() === 0, links, folders };
}

async function pythonMinor(): Promise<number | null> {
  const { code, output } = await runQuietly(python, ['-I', '-c', 'import sys; print(sys.version_info[1])']);
  return code === 0 ? Number(output.trim()) : null;
}

async function requiredPython(): Promise<number> {
  const minor = await pythonMinor();
  if (minor !== null && minor >= oldestPython) return minor;
  throw new SandboxError(
    'bubblewrap-missing',
    `Without Docker, sandboxes need ${python} 3.${String(oldestPython)} or newer; install it with: apt-get install --yes python3`,
  );
}
