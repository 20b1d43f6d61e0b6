import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { access, chmod, cp, lstat, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { arch, getuid } from 'node:process';
import { join } from 'node:path';
import { z } from 'zod';
import { ImageBuilds } from '../image.builds.js';
import type { ImageRecipe } from '../image.recipe.js';
import { defaultRecipeFolder, readRecipe } from '../image.recipe.js';
import { SandboxError } from '../sandbox.error.js';
import type {
  Probe,
  ProgressOptions,
  Sandbox,
  SandboxDriver,
  SandboxImage,
  SandboxImageProfile,
  SandboxListener,
  SandboxSpec,
} from '../sandbox.port.js';
import { locateWheels, runQuietly, wheelMachine } from '../wheels.js';
import { BubblewrapSandbox } from './bubblewrap.sandbox.js';
import type { HostFacts } from './bwrap.arguments.js';
import { bwrapArguments, enteringGroups } from './bwrap.arguments.js';
import type { ControlGroup } from './control.groups.js';
import { ControlGroups } from './control.groups.js';
import type { Machine } from './seccomp.bpf.js';
import { compileSeccomp, seccompSource } from './seccomp.bpf.js';

export interface BubblewrapDriverOptions {
  /** Folder for wheels and the unpacked environment, both of which can be made again. */
  cacheFolder: string;
  recipeFolder?: string | undefined;
  /** False leaves the machine's control groups alone, as if there were none. */
  controlGroups?: boolean | undefined;
}

const python = '/usr/bin/python3';
const oldestPython = 11;
const noDatabase =
  'The database of an exercise runs in an image of its own, which needs a Docker engine: npm run assay -- provision';
const installHelp = 'apt-get install --yes bubblewrap';
/** Inside, as seen by root's sandboxes: ids that nobody on the host has. A limit on processes counts per id. */
const uidRange = [1_900_000_000, 1_999_999_999] as const;
const userNamespaceUid = 65_532;

/** CPUs that one sandbox may use at the same time. */
const mostCpus = 2;
/** bubblewrap itself is in its sandbox's control group. */
const ownProcesses = 1;

/**
 * Sandboxes by bubblewrap on this host: namespaces, a read-only root, folders in memory with a size, rlimits and seccomp. For root, and
 * where the machine lends control groups, each sandbox has one that limits memory, processes and CPU; elsewhere its first process
 * watches memory from inside. Development assurance in both cases.
 */
export class BubblewrapDriver implements SandboxDriver {
  readonly name = 'bubblewrap';
  readonly assurance = 'development';
  readonly countsItself = false;
  readonly #recipeFolder: string;
  readonly #ending = new Set<Promise<unknown>>();
  readonly #builds = new ImageBuilds();
  #groups: ControlGroups | null | undefined;
  #host: Promise<HostFacts> | undefined;

  constructor(private readonly options: BubblewrapDriverOptions) {
    this.#recipeFolder = options.recipeFolder ?? defaultRecipeFolder;
  }

  get limitsMemory(): boolean {
    return this.#controlGroups() !== null;
  }

  #controlGroups(): ControlGroups | null {
    if (this.#groups === undefined) this.#groups = this.options.controlGroups === false ? null : ControlGroups.find();
    return this.#groups;
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
    const limits = this.limitsMemory ? 'limits by control groups' : 'no control groups, so memory is watched from inside';
    const detail = `${version.output.trim()}, Python 3.${String(minor)}, ${limits}`;
    return { available: true, assurance: this.assurance, detail };
  }

  #absent(reason: string, help: string): Probe {
    return { available: false, assurance: this.assurance, reason, help };
  }

  async describeImage(profile: SandboxImageProfile): Promise<SandboxImage> {
    const [{ version }, minor] = await Promise.all([readRecipe(profile, this.#recipeFolder), requiredPython()]);
    return { profile, version: `${version}-py3.${String(minor)}` };
  }

  async hasImage(image: SandboxImage): Promise<boolean> {
    return access(join(this.#place(image), 'complete')).then(
      () => true,
      () => false,
    );
  }

  async ensureImage(profile: SandboxImageProfile, options: ProgressOptions = {}): Promise<SandboxImage> {
    if (profile === 'database') throw new SandboxError('profile-unsupported', noDatabase);
    const [recipe, image] = await Promise.all([readRecipe(profile, this.#recipeFolder), this.describeImage(profile)]);
    await this.#builds.once(
      image.profile,
      () => this.hasImage(image),
      () => this.#build(recipe, image, options),
    );
    return image;
  }

  /** Unpacks into a fresh folder and renames it, so that nobody ever sees half of one. */
  async #build(recipe: ImageRecipe, image: SandboxImage, options: ProgressOptions): Promise<void> {
    const place = this.#place(image);
    const fresh = `${place}.${String(process.pid)}.part`;
    await rm(fresh, { recursive: true, force: true });
    await mkdir(join(fresh, 'site'), { recursive: true });
    for (const name of recipe.locks) await this.#unpack(name, join(fresh, 'site'), options);
    await cp(join(this.#recipeFolder, 'runner'), join(fresh, 'runner'), { recursive: true });
    await runQuietly(python, ['-I', '-m', 'compileall', '-q', join(fresh, 'runner')]);
    await runQuietly('chmod', ['-R', 'a+rX', fresh]);
    await writeFile(join(fresh, 'seccomp.bpf'), await this.#compileSeccomp());
    await writeFile(join(fresh, 'complete'), '');
    await chmod(fresh, 0o755);
    await rename(fresh, place).catch(async () => rm(fresh, { recursive: true, force: true }));
  }

  async #unpack(name: string, site: string, options: ProgressOptions): Promise<void> {
    const lock = join(this.#recipeFolder, 'requirements', `${name}.txt`);
    const minor = await requiredPython();
    const set = { lock, python: `3.${String(minor)}`, machine: wheelMachine(arch), cache: this.options.cacheFolder };
    const wheels = await locateWheels(set, options);
    options.onProgress?.(`Unpacking the Python packages of ${name} for bubblewrap`);
    const unpacked = await runQuietly(
      python,
      ['-I', join(this.#recipeFolder, 'tools', 'unpack_wheels.py'), lock, wheels, site],
      options.signal,
    );
    if (unpacked.code !== 0) {
      throw new SandboxError('image-build-failed', `The Python packages could not be unpacked: ${unpacked.output.trim()}`);
    }
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
    const filter = openFilter(place, spec.image);
    const group = this.#limit(spec);
    try {
      const paths = { site: join(place, 'site'), runner: join(place, 'runner') };
      const command = ['bwrap', ...bwrapArguments(spec, paths, host, uid, group?.views)];
      const [program, args] = enteringGroups(group?.entrances ?? [], command);
      const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe', filter, 'pipe'], env: {}, cwd: '/' });
      await new Promise<void>((resolve, reject) => {
        child.once('spawn', resolve).once('error', (error) => {
          reject(
            new SandboxError('bubblewrap-missing', `bubblewrap could not be started; install it with: ${installHelp}`, error),
          );
        });
      });
      const gone: Promise<unknown> = new Promise((resolve) => child.once('close', resolve))
        .then(() => group?.end())
        .finally(() => this.#ending.delete(gone));
      this.#ending.add(gone);
      return new BubblewrapSandbox(spec.role, child, listener, group);
    } catch (error) {
      void group?.end();
      throw error;
    } finally {
      closeSync(filter);
    }
  }

  #limit({ memoryMb, pids }: SandboxSpec): ControlGroup | undefined {
    const cpus = Math.min(mostCpus, availableParallelism());
    try {
      return this.#controlGroups()?.create({ memoryBytes: memoryMb * 1024 * 1024, pids: pids + ownProcesses, cpus });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new SandboxError(
        'sandbox-start-failed',
        `The machine refused a control group for a sandbox (${why}). Look at /sys/fs/cgroup for what is left there.`,
        error,
      );
    }
  }

  /** A sandbox ends with the process that started it; what may be left of it is its control group. */
  async reapOrphans(): Promise<number> {
    return (await this.#controlGroups()?.reap()) ?? 0;
  }

  async close(): Promise<void> {
    await Promise.all(this.#ending);
  }
}

/** The compiled seccomp program; with it the whole prepared folder is there. */
function openFilter(place: string, { profile }: SandboxImage): number {
  try {
    return openSync(join(place, 'seccomp.bpf'), 'r');
  } catch (error) {
    const sentence = `The files of the sandbox profile ${profile} are not in ${place}. They are made again by the next grading.`;
    throw new SandboxError('image-missing', sentence, error);
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
