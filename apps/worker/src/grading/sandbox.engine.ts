import type { GradingAvailability, GradingReport, ImageProfile } from '@assay/contracts';
import { gradeFiles } from '@assay/grading';
import type { Stopwatch } from '@assay/platform';
import { AssayError, messageOf, startStopwatch } from '@assay/platform';
import type { PoolMetrics, PoolOptions, SandboxDriver } from '@assay/sandbox';
import { SandboxPool, usualPair } from '@assay/sandbox';
import type { GradingWork } from './grading-engine.service.js';
import { GradingEngineService } from './grading-engine.service.js';

/** Without this image nothing is graded; those of other profiles are made when the first exercise needs them. */
const firstProfile = 'base';
/** Before a build that failed is tried again. */
const rebuildAfterMs = 60_000;
/** Faults that say that the engine is away or not ready, not that one run went wrong: nobody's try is spent on them. */
const engineFaults: ReadonlySet<string> = new Set([
  'engine-unreachable',
  'engine-certificates',
  'image-missing',
  'base-image-missing',
  'image-build-failed',
  'wheels-missing',
  'bubblewrap-missing',
]);

interface Build {
  /** Resolves when it has ended, well or not. */
  end: Promise<void>;
  finished: boolean;
  failure: string | null;
  /** 0..1 when the builder counts its steps. */
  progress: number | null;
  line: string;
  since: Stopwatch;
}

const provision = 'npm run assay -- provision --images';

/**
 * Gradings in real sandboxes. Takes the first driver that answers and stays with it: results of the weaker one never mix in
 * because the better one is being restarted.
 */
export class SandboxEngine extends GradingEngineService {
  private now: GradingAvailability = absent('unknown', 'The worker has not looked for a sandbox yet.', null);
  /** Of the chosen driver. */
  private pool: SandboxPool | undefined;
  /** The latest build of each profile that was missing. */
  private readonly builds = new Map<ImageProfile, Build>();
  private readonly stop = new AbortController();

  constructor(
    private readonly drivers: readonly SandboxDriver[],
    private readonly poolOptions: Partial<PoolOptions> = {},
  ) {
    super();
  }

  /** Where another image than the first is being made or cannot be, the rest is graded as ever, and the message says so. */
  availability(): GradingAvailability {
    const [profile, build] =
      [...this.builds].find(([name, { finished, failure }]) => name !== firstProfile && !(finished && failure === null)) ?? [];
    if (profile === undefined || build === undefined || this.now.state !== 'available') {
      return this.now;
    }
    const { failure, line, progress } = build;
    const told = failure ?? `The sandbox image ${profile} is being made: ${line}`;
    const rest = { command: failure === null ? null : provision, progress: failure === null ? progress : null };
    return { ...this.now, ...rest, message: `${this.now.message} ${told} Submissions that need the image ${profile} wait.` };
  }

  metrics(): PoolMetrics | null {
    return this.pool?.metrics ?? null;
  }

  async refresh(): Promise<GradingAvailability> {
    this.now = await this.look();
    return this.availability();
  }

  async grade({ exercise, files, purpose, signal }: GradingWork): Promise<GradingReport> {
    const { pool } = this;
    if (pool === undefined) {
      throw new AssayError('engine-unavailable', this.now.message);
    }
    const { driver } = pool;
    await this.waitForImage(driver, exercise.manifest.imageProfile, signal);
    const report = await gradeFiles({ exercise, files, purpose, driver, pool, signal });
    if (report.fault !== null && report.verdict === 'judge-error' && engineFaults.has(report.fault.code)) {
      throw new AssayError('engine-unavailable', report.fault.message);
    }
    return report;
  }

  /** At the start of a worker too, when nobody has looked for a driver yet. */
  async reap(): Promise<number> {
    if (this.pool === undefined) {
      await this.refresh();
    }
    return this.pool === undefined ? 0 : this.pool.driver.reapOrphans();
  }

  async close(): Promise<void> {
    this.stop.abort();
    await this.pool?.close();
    await Promise.all(this.drivers.map((driver) => driver.close()));
  }

  private async look(): Promise<GradingAvailability> {
    if (this.drivers.length === 0) {
      return absent('unavailable', 'Grading is switched off by ASSAY_SANDBOX_DRIVER=none: submissions wait.', null);
    }
    const refusals: string[] = [];
    let help: string | null = null;
    for (const driver of this.pool === undefined ? this.drivers : [this.pool.driver]) {
      const probe = await driver.probe();
      if (probe.available) {
        this.pool ??= new SandboxPool(driver, this.poolOptions);
        return this.lookForImage(this.pool, probe.detail);
      }
      refusals.push(probe.reason);
      help ??= probe.help;
    }
    return absent('unavailable', `No sandbox can be started: ${refusals.join('; ')}. Submissions wait.`, help);
  }

  private async lookForImage(pool: SandboxPool, detail: string): Promise<GradingAvailability> {
    const { driver } = pool;
    const of = { driver: driver.name, assurance: driver.assurance };
    try {
      const image = await driver.describeImage(firstProfile);
      if (await driver.hasImage(image)) {
        pool.warm(usualPair(image));
        const weaker = driver.assurance === 'development' ? ' Its isolation is of development assurance.' : '';
        return {
          ...of,
          state: 'available',
          message: `Gradings run in sandboxes of ${detail}.${weaker}`,
          command: null,
          progress: null,
        };
      }
    } catch (error) {
      return {
        ...of,
        state: 'unavailable',
        message: `${messageOf(error)} Submissions wait.`,
        command: provision,
        progress: null,
      };
    }
    const build = this.keepBuilding(driver, firstProfile);
    return build.failure === null
      ? {
          ...of,
          state: 'preparing',
          message: `The sandbox image is being made: ${build.line} Submissions wait.`,
          command: null,
          progress: build.progress,
        }
      : { ...of, state: 'unavailable', message: `${build.failure} Submissions wait.`, command: provision, progress: null };
  }

  /** The build goes on when this grading is no longer wanted: the next one needs the image too. */
  private async waitForImage(driver: SandboxDriver, profile: ImageProfile, signal: AbortSignal): Promise<void> {
    try {
      if (await driver.hasImage(await driver.describeImage(profile))) {
        return;
      }
    } catch {
      // What is wrong with the engine or the recipe is told, by its own name, by the grading itself.
      return;
    }
    const build = this.keepBuilding(driver, profile);
    await Promise.race([build.end, aborted(signal)]);
    signal.throwIfAborted();
    if (build.failure !== null) {
      throw new AssayError('engine-unavailable', build.failure);
    }
  }

  private keepBuilding(driver: SandboxDriver, profile: ImageProfile): Build {
    const running = this.builds.get(profile);
    const isLateEnough = running !== undefined && (running.failure === null || running.since.elapsedMs() >= rebuildAfterMs);
    if (running !== undefined && !(running.finished && isLateEnough)) {
      return running;
    }
    const build: Build = {
      end: Promise.resolve(),
      finished: false,
      failure: null,
      progress: null,
      line: 'starting.',
      since: startStopwatch(),
    };
    this.builds.set(profile, build);
    const onProgress = (line: string) => {
      build.line = line.endsWith('.') ? line : `${line}.`;
      const step = /^Step (\d+)\/(\d+)/.exec(line);
      build.progress = step === null ? build.progress : Number(step[1]) / Number(step[2]);
    };
    build.end = driver
      .ensureImage(profile, { onProgress, signal: this.stop.signal })
      .catch((error: unknown) => {
        build.failure = messageOf(error);
      })
      .then(() => {
        build.finished = true;
        build.since = startStopwatch();
      });
    return build;
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function absent(state: 'unknown' | 'unavailable', message: string, command: string | null): GradingAvailability {
  return { state, driver: null, assurance: null, message, command, progress: null };
}
