import Docker from 'dockerode';
import { randomBytes } from 'node:crypto';
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
import { DockerSandbox } from './docker.sandbox.js';
import type { EngineCertificates } from './engine.connection.js';
import { connectionTo, engineFailure, startFailure, unreachable } from './engine.connection.js';
import type { EngineFacts } from './engine.facts.js';
import { cgroupParentOn, engineFacts } from './engine.facts.js';
import { Orphans, leaseUntil, ownerLabels } from './orphans.js';
import type { SeccompProfiles } from './seccomp.profiles.js';
import { readSeccompProfiles } from './seccomp.profiles.js';
import { buildImage, ensureBaseImage, imageExists, imageSize } from './image.builder.js';

export interface DockerDriverOptions {
  /** `unix:///path`, `tcp://host:port` or, with `tls`, `https://host:port`. Undefined: the engine's usual socket. */
  host?: string | undefined;
  /** PEM texts for a remote engine over TLS. */
  tls?: EngineCertificates | undefined;
  /** OCI runtime that the engine knows, such as `runsc` or `crun`; undefined is the engine's own. */
  runtime?: string | undefined;
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
/** For how long an image that was found is not looked for again. */
const believedMs = 10_000;
/** CPUs that one sandbox may use at the same time. One would throttle its start; CPU time is what a run is judged by. */
const mostCpus = 2;

/** Sandboxes as containers of a Docker engine, local or remote. */
export class DockerDriver implements SandboxDriver {
  readonly name = 'docker';
  readonly assurance = 'production';
  readonly limitsMemory = true;
  readonly countsItself = true;
  readonly #docker: Docker;
  readonly #recipeFolder: string;
  readonly #seen = new Map<SandboxImageProfile, { image: SandboxImage; at: number }>();
  readonly #removals = new Set<Promise<void>>();
  readonly #volumeRemovals = new Set<Promise<void>>();
  readonly #builds = new ImageBuilds();
  readonly #orphans: Orphans;
  #seccomp: Promise<SeccompProfiles> | undefined;
  #facts: Promise<EngineFacts> | undefined;

  constructor(private readonly options: DockerDriverOptions) {
    this.#docker = new Docker(connectionTo(options.host, options.tls));
    this.#orphans = new Orphans(this.#docker, options.installation);
    this.#recipeFolder = options.recipeFolder ?? defaultRecipeFolder;
  }

  /** The engine itself, for what is measured beside sandboxes. */
  get engine(): Docker {
    return this.#docker;
  }

  async probe(): Promise<Probe> {
    try {
      return this.#judge(await this.#askEngine());
    } catch (error) {
      const { reason, help } = engineFailure(error instanceof SandboxError ? error.cause : error);
      return this.#absent(reason, help);
    }
  }

  #judge({ version, system, lacks, runtimes }: EngineFacts): Probe {
    const { runtime } = this.options;
    if (system !== 'linux') {
      return this.#absent(`the Docker engine runs ${system} containers`, 'Switch the engine to Linux containers.');
    }
    if (lacks.length > 0) {
      return this.#absent(`the Docker engine cannot ${lacks.join(', nor ')}`, 'Use an engine whose kernel has these.');
    }
    if (runtime !== undefined && runtimes?.includes(runtime) === false) {
      const help = 'Register it under "runtimes" in /etc/docker/daemon.json, or unset ASSAY_SANDBOX_RUNTIME.';
      return this.#absent(`the Docker engine has no OCI runtime ${runtime}`, help);
    }
    const detail = `Docker engine ${version}${runtime === undefined ? '' : ` with ${runtime}`}`;
    return { available: true, assurance: this.assurance, detail };
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
    const { architecture } = await this.#engine();
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
      const sandbox = new DockerSandbox(spec.role, container, stream, listener, () => this.#discard(container));
      await container.start();
      sandbox.begin();
      return sandbox;
    } catch (error) {
      void this.#discard(container);
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
    const { installation, worker, runtime } = this.options;
    const engine = await this.#engine();
    return containerOptions(spec, {
      imageName: imageName(spec.image),
      seccomp: (await (this.#seccomp ??= readSeccompProfiles(this.#recipeFolder)))[spec.role],
      cgroupParent: cgroupParentOn(engine),
      runtime,
      cpus: Math.min(mostCpus, engine.cpus),
      labels: {
        [ownerLabels.installation]: installation,
        [ownerLabels.worker]: worker,
        [ownerLabels.lease]: leaseUntil(Date.now() + engine.clockAheadMs, spec.lifeMs),
        [ownerLabels.role]: spec.role,
      },
    });
  }

  /** Asked once, and again by every probe and every round of reaping. */
  #engine(): Promise<EngineFacts> {
    return this.#facts ?? this.#askEngine();
  }

  #askEngine(): Promise<EngineFacts> {
    const asked = engineFacts(this.#docker).catch((error: unknown) => {
      if (this.#facts === asked) this.#facts = undefined;
      throw unreachable(error);
    });
    this.#facts = asked;
    return asked;
  }

  async reapOrphans(): Promise<number> {
    const { clockAheadMs } = await this.#askEngine();
    return this.#orphans.reap(Date.now() + clockAheadMs).catch((error: unknown) => {
      throw unreachable(error);
    });
  }

  async close(): Promise<void> {
    await Promise.all([...this.#removals, ...this.#volumeRemovals]);
  }

  #discard(container: Docker.Container): Promise<void> {
    const removal = this.#orphans.remove(container.id).finally(() => this.#removals.delete(removal));
    this.#removals.add(removal);
    return removal;
  }
}
