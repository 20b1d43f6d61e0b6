import type { ImageProfile } from '@assay/contracts';
import Docker from 'dockerode';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Duplex } from 'node:stream';
import { defaultRecipeFolder, readRecipe } from '../image.recipe.js';
import { SandboxError } from '../sandbox.error.js';
import type {
  Meeting,
  Probe,
  ProgressOptions,
  Sandbox,
  SandboxDriver,
  SandboxImage,
  SandboxListener,
  SandboxSpec,
} from '../sandbox.port.js';
import { locateWheels, wheelMachine } from '../wheels.js';
import { containerOptions } from './container.options.js';
import { DockerSandbox, unreachable } from './docker.sandbox.js';
import { buildImage, ensureBaseImage, imageExists } from './image.builder.js';

export interface DockerDriverOptions {
  /** `unix:///path`, `tcp://host:port` or, with `tls`, `https://host:port`. Undefined: the engine's usual socket. */
  host?: string | undefined;
  /** PEM texts for a remote engine over TLS. */
  tls?: { ca: string; cert: string; key: string } | undefined;
  /** OCI runtime that the engine knows, such as `runsc` or `crun`; undefined is the engine's own. */
  runtime?: string | undefined;
  /** Parent control group of all sandboxes, so that they have CPU shares of their own. */
  cgroupParent?: string | undefined;
  cpus?: number | undefined;
  /** Names this installation on a shared engine. */
  installation: string;
  /** Names this worker among those of the installation. */
  worker: string;
  /** Folder for wheels and other large things that can be made again. */
  cacheFolder: string;
  recipeFolder?: string | undefined;
}

/** Python of the base image (Debian trixie). */
const imagePython = '3.13';
/** A sandbox outlives its own life time at most by this much before others may remove it. */
const leaseGraceMs = 60_000;
export const labelNames = {
  installation: 'assay.installation',
  worker: 'assay.worker',
  lease: 'assay.lease',
  role: 'assay.role',
} as const;

/** Sandboxes as containers of a Docker engine, local or remote. */
export class DockerDriver implements SandboxDriver {
  readonly name = 'docker';
  readonly assurance = 'production';
  readonly limitsMemory = true;
  readonly #docker: Docker;
  readonly #recipeFolder: string;
  readonly #removals = new Set<Promise<void>>();
  #seccomp: Promise<string> | undefined;
  #cgroupParent: Promise<string | undefined> | undefined;

  constructor(private readonly options: DockerDriverOptions) {
    this.#docker = new Docker(connectionOf(options));
    this.#recipeFolder = options.recipeFolder ?? defaultRecipeFolder;
  }

  /** The engine itself, for what only the benchmark asks of it. */
  get engine(): Docker {
    return this.#docker;
  }

  async probe(): Promise<Probe> {
    try {
      const { ServerVersion: version, OSType: system } = (await this.#docker.info()) as { ServerVersion: string; OSType: string };
      if (system === 'linux') return { available: true, assurance: this.assurance, detail: `Docker engine ${version}` };
      return this.#absent(`the Docker engine runs ${system} containers`, 'Switch the engine to Linux containers.');
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return this.#absent(`no Docker engine answers (${why})`, 'npm run assay -- provision');
    }
  }

  #absent(reason: string, help: string): Probe {
    return { available: false, assurance: this.assurance, reason, help };
  }

  async describeImage(profile: ImageProfile): Promise<SandboxImage> {
    const { version } = await readRecipe(profile, this.#recipeFolder);
    return { profile, version };
  }

  async hasImage(image: SandboxImage): Promise<boolean> {
    try {
      return await imageExists(this.#docker, imageName(image));
    } catch (error) {
      throw unreachable(error);
    }
  }

  async ensureImage(profile: ImageProfile, options: ProgressOptions = {}): Promise<SandboxImage> {
    const recipe = await readRecipe(profile, this.#recipeFolder);
    const image = { profile, version: recipe.version };
    if (await this.hasImage(image)) return image;
    await ensureBaseImage(this.#docker, options);
    const { Architecture: architecture } = (await this.#docker.info()) as { Architecture: string };
    const lock = join(this.#recipeFolder, 'requirements', `${profile}.txt`);
    const wheels = await locateWheels(
      {
        lock,
        python: imagePython,
        machine: wheelMachine(architecture),
        cache: this.options.cacheFolder,
        key: await lockKey(lock),
      },
      options,
    );
    options.onProgress?.(`Building the sandbox image ${imageName(image)}`);
    await buildImage(this.#docker, imageName(image), recipe, wheels, options);
    return image;
  }

  /** The engine makes the folder with the first container that names it. */
  makeMeeting(): Promise<Meeting> {
    const name = `assay-${randomBytes(12).toString('hex')}`;
    return Promise.resolve({ name, dispose: () => this.#removeVolume(name) });
  }

  /** The engine refuses while a container that uses it is being removed, so that is awaited first. */
  async #removeVolume(name: string): Promise<void> {
    await Promise.all(this.#removals);
    const removal = this.#docker
      .getVolume(name)
      .remove()
      .catch(() => undefined) as Promise<void>;
    this.#track(removal);
    await removal;
  }

  /** What tells whose something on the engine is, and until when. */
  #labels(lifeMs: number): Record<string, string> {
    return {
      [labelNames.installation]: this.options.installation,
      [labelNames.worker]: this.options.worker,
      [labelNames.lease]: new Date(Date.now() + lifeMs + leaseGraceMs).toISOString(),
    };
  }

  async start(spec: SandboxSpec, listener: SandboxListener): Promise<Sandbox> {
    const container = await this.#create(spec);
    try {
      const stream = await container.attach({
        stream: true,
        stdin: true,
        stdout: true,
        stderr: true,
        hijack: true,
      });
      if (!(stream instanceof Duplex)) throw new TypeError('The engine gave a stream that cannot be written to.');
      const sandbox = new DockerSandbox(spec.role, container, stream, listener, (removal) => {
        this.#track(removal);
      });
      await container.start();
      return sandbox;
    } catch (error) {
      this.#track(container.remove({ force: true }).catch(() => undefined) as Promise<void>);
      throw startFailure(error);
    }
  }

  async #create(spec: SandboxSpec): Promise<Docker.Container> {
    const options = await this.containerFor(spec);
    try {
      return await this.#docker.createContainer(options);
    } catch (error) {
      throw startFailure(error);
    }
  }

  /** Everything that the engine is told about the container of a sandbox. */
  async containerFor(spec: SandboxSpec): Promise<Docker.ContainerCreateOptions> {
    const { runtime, cpus } = this.options;
    return containerOptions(spec, {
      imageName: imageName(spec.image),
      seccomp: await (this.#seccomp ??= this.#readSeccomp()),
      cgroupParent: await (this.#cgroupParent ??= this.#findCgroupParent()),
      runtime,
      cpus,
      labels: { ...this.#labels(spec.lifeMs), [labelNames.role]: spec.role },
    });
  }

  async #readSeccomp(): Promise<string> {
    const text = await readFile(join(this.#recipeFolder, 'seccomp', 'profile.json'), 'utf8');
    return JSON.stringify(JSON.parse(text));
  }

  /** systemd names control groups otherwise than cgroupfs does. */
  async #findCgroupParent(): Promise<string | undefined> {
    if (this.options.cgroupParent === undefined) return undefined;
    const { CgroupDriver: driver } = (await this.#docker.info()) as { CgroupDriver: string };
    const name = this.options.cgroupParent.replace(/[^a-z0-9]/gi, '');
    return driver === 'systemd' ? `${name}.slice` : `/${name}`;
  }

  async reapOrphans(): Promise<number> {
    const filters = { label: [`${labelNames.installation}=${this.options.installation}`] };
    const containers = await this.#docker.listContainers({ all: true, filters }).catch((error: unknown) => {
      throw unreachable(error);
    });
    const lapsed = containers.filter(({ Labels: labels }) => Date.parse(labels[labelNames.lease] ?? '') < Date.now());
    await Promise.all(
      lapsed.map(({ Id: id }) =>
        this.#docker
          .getContainer(id)
          .remove({ force: true, v: true })
          .catch(() => undefined),
      ),
    );
    return lapsed.length;
  }

  async close(): Promise<void> {
    await Promise.all(this.#removals);
  }

  #track(removal: Promise<void>): void {
    const tracked = removal.finally(() => this.#removals.delete(tracked));
    this.#removals.add(tracked);
  }
}

function imageName({ profile, version }: SandboxImage): string {
  return `assay/sandbox-python-${profile}:${version}`;
}

/** Wheels are cached by what the lock says. */
export async function lockKey(lock: string): Promise<string> {
  const { createHash } = await import('node:crypto');
  return createHash('sha256')
    .update(await readFile(lock))
    .digest('hex')
    .slice(0, 12);
}

function connectionOf({ host, tls }: DockerDriverOptions): Docker.DockerOptions {
  if (host === undefined) return { socketPath: '/var/run/docker.sock' };
  if (host.startsWith('unix://')) return { socketPath: host.slice('unix://'.length) };
  const { hostname, port } = new URL(host.replace(/^tcp:/, 'http:'));
  if (tls === undefined) return { protocol: 'http', host: hostname, port: Number(port || 2375) };
  return { protocol: 'https', host: hostname, port: Number(port || 2376), ...tls };
}

function startFailure(error: unknown): SandboxError {
  if (error instanceof SandboxError) return error;
  const status = (error as { statusCode?: number }).statusCode;
  if (status === undefined) return unreachable(error);
  const why = error instanceof Error ? error.message : String(error);
  const code = status === 404 ? 'sandbox-start-failed' : 'engine-refused';
  return new SandboxError(code, `The Docker engine did not start a sandbox: ${why}`, error);
}
