import Docker from 'dockerode';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Duplex } from 'node:stream';
import { ImageBuilds } from '../image.builds.js';
import type { ImageRecipe } from '../image.recipe.js';
import { defaultRecipeFolder, imageName, readRecipe } from '../image.recipe.js';
import { SandboxError } from '../sandbox.error.js';
import type {
  Meeting,
  Probe,
  ProgressOptions,
  Sandbox,
  SandboxDriver,
  SandboxImage,
  SandboxImageProfile,
  SandboxListener,
  SandboxSpec,
} from '../sandbox.port.js';
import { locateWheels, wheelMachine } from '../wheels.js';
import { containerOptions } from './container.options.js';
import { DockerSandbox, unreachable } from './docker.sandbox.js';
import { buildImage, ensureBaseImage, imageExists, imageSize } from './image.builder.js';

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
/** For how long an image that was found is not looked for again. */
const believedMs = 10_000;
const labelNames = {
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
  readonly #seen = new Map<SandboxImageProfile, { image: SandboxImage; at: number }>();
  readonly #removals = new Set<Promise<void>>();
  readonly #volumeRemovals = new Set<Promise<void>>();
  readonly #builds = new ImageBuilds();
  #seccomp: Promise<string> | undefined;
  #cgroupParent: Promise<string | undefined> | undefined;

  constructor(private readonly options: DockerDriverOptions) {
    this.#docker = new Docker(connectionOf(options));
    this.#recipeFolder = options.recipeFolder ?? defaultRecipeFolder;
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

  async describeImage(profile: SandboxImageProfile): Promise<SandboxImage> {
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

  /** Bytes of an image that is there, as the engine counts them: layers that it shares with others are in each one's count. */
  async imageSize(image: SandboxImage): Promise<number> {
    try {
      return await imageSize(this.#docker, imageName(image));
    } catch (error) {
      throw unreachable(error);
    }
  }

  /** An image that was there a moment ago is believed to be there still: a grading takes less time than asking. */
  async ensureImage(profile: SandboxImageProfile, options: ProgressOptions = {}): Promise<SandboxImage> {
    const seen = this.#seen.get(profile);
    if (seen !== undefined && Date.now() - seen.at < believedMs) return seen.image;
    const image = await this.#ensureImage(profile, options);
    this.#seen.set(profile, { image, at: Date.now() });
    return image;
  }

  async #ensureImage(profile: SandboxImageProfile, options: ProgressOptions): Promise<SandboxImage> {
    const recipe = await readRecipe(profile, this.#recipeFolder);
    const image = { profile, version: recipe.version };
    await this.#builds.once(
      imageName(image),
      () => this.hasImage(image),
      () => this.#build(recipe, imageName(image), options),
    );
    return image;
  }

  async #build(recipe: ImageRecipe, name: string, options: ProgressOptions): Promise<void> {
    await ensureBaseImage(this.#docker, options);
    const { Architecture: architecture } = (await this.#docker.info()) as { Architecture: string };
    const wheels = new Map<string, string>();
    for (const lock of recipe.locks) {
      const set = {
        lock: join(this.#recipeFolder, 'requirements', `${lock}.txt`),
        python: imagePython,
        machine: wheelMachine(architecture),
        cache: this.options.cacheFolder,
      };
      wheels.set(lock, await locateWheels(set, options));
    }
    options.onProgress?.(`Building the sandbox image ${name}`);
    await buildImage(this.#docker, name, recipe, wheels, options);
  }

  /** The engine makes the folder with the first container that names it. */
  makeMeeting(): Promise<Meeting> {
    const name = `assay-${randomBytes(12).toString('hex')}`;
    return Promise.resolve({ name, dispose: () => this.#removeVolume(name) });
  }

  /** The engine refuses while a container that uses it is being removed, so that is awaited first. */
  #removeVolume(name: string): Promise<void> {
    const removal = Promise.all(this.#removals)
      .then(() => this.#docker.getVolume(name).remove())
      .catch(() => undefined)
      .finally(() => this.#volumeRemovals.delete(removal)) as Promise<void>;
    this.#volumeRemovals.add(removal);
    return removal;
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
    const { runtime, cpus } = this.options;
    const context = {
      imageName: imageName(spec.image),
      seccomp: await (this.#seccomp ??= this.#readSeccomp()),
      cgroupParent: await (this.#cgroupParent ??= this.#findCgroupParent()),
      runtime,
      cpus,
      labels: { ...this.#labels(spec.lifeMs), [labelNames.role]: spec.role },
    };
    try {
      return await this.#docker.createContainer(containerOptions(spec, context));
    } catch (error) {
      throw startFailure(error);
    }
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
    await Promise.all([...this.#removals, ...this.#volumeRemovals]);
  }

  #track(removal: Promise<void>): void {
    const tracked = removal.finally(() => this.#removals.delete(tracked));
    this.#removals.add(tracked);
  }
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
