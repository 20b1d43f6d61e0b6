import type { GradingAvailability, GradingReport } from '@assay/contracts';
import { gradeFiles } from '@assay/grading';
import type { Stopwatch } from '@assay/platform';
import { AssayError, messageOf, startStopwatch } from '@assay/platform';
import type { SandboxDriver } from '@assay/sandbox';
import type { GradingWork } from './grading-engine.service.js';
import { GradingEngineService } from './grading-engine.service.js';

/** The image that every exercise of today runs in; others are made when the first exercise needs them. */
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
  finished: boolean;
  failure: string | null;
  /** 0..1 when the builder counts its steps. */
  progress: number | null;
  line: string;
  since: Stopwatch;
}

const provision = 'npm run assay -- provision';

/**
 * Gradings in real sandboxes. Takes the first driver that answers and stays with it: results of the weaker one never mix in
 * because the better one is being restarted.
 */
export class SandboxEngine extends GradingEngineService {
  private now: GradingAvailability = absent('unknown', 'The worker has not looked for a sandbox yet.', null);
  private driver: SandboxDriver | undefined;
  private build: Build | undefined;
  private readonly stop = new AbortController();

  constructor(private readonly drivers: readonly SandboxDriver[]) {
    super();
  }

  availability(): GradingAvailability {
    return this.now;
  }

  async refresh(): Promise<GradingAvailability> {
    this.now = await this.look();
    return this.now;
  }

  async grade({ exercise, files, purpose, signal }: GradingWork): Promise<GradingReport> {
    const { driver } = this;
    if (driver === undefined) {
      throw new AssayError('engine-unavailable', this.now.message);
    }
    const report = await gradeFiles({ exercise, files, purpose, driver, signal });
    if (report.fault !== null && report.verdict === 'judge-error' && engineFaults.has(report.fault.code)) {
      throw new AssayError('engine-unavailable', report.fault.message);
    }
    return report;
  }

  /** At the start of a worker too, when nobody has looked for a driver yet. */
  async reap(): Promise<number> {
    if (this.driver === undefined) {
      await this.refresh();
    }
    return this.driver === undefined ? 0 : this.driver.reapOrphans();
  }

  async close(): Promise<void> {
    this.stop.abort();
    await Promise.all(this.drivers.map((driver) => driver.close()));
  }

  private async look(): Promise<GradingAvailability> {
    if (this.drivers.length === 0) {
      return absent('unavailable', 'Grading is switched off by ASSAY_SANDBOX_DRIVER=none: submissions wait.', null);
    }
    const refusals: string[] = [];
    let help: string | null = null;
    for (const driver of this.driver === undefined ? this.drivers : [this.driver]) {
      const probe = await driver.probe();
      if (probe.available) {
        this.driver = driver;
        return this.lookForImage(driver, probe.detail);
      }
      refusals.push(probe.reason);
      help ??= probe.help;
    }
    return absent('unavailable', `No sandbox can be started: ${refusals.join('; ')}. Submissions wait.`, help);
  }

  private async lookForImage(driver: SandboxDriver, detail: string): Promise<GradingAvailability> {
    const of = { driver: driver.name, assurance: driver.assurance };
    try {
      if (await driver.hasImage(await driver.describeImage(firstProfile))) {
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
    const build = this.keepBuilding(driver);
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

  private keepBuilding(driver: SandboxDriver): Build {
    const running = this.build;
    if (running !== undefined && (!running.finished || running.since.elapsedMs() < rebuildAfterMs)) {
      return running;
    }
    const build: Build = { finished: false, failure: null, progress: null, line: 'starting.', since: startStopwatch() };
    this.build = build;
    const onProgress = (line: string) => {
      build.line = line.endsWith('.') ? line : `${line}.`;
      const step = /^Step (\d+)\/(\d+)/.exec(line);
      build.progress = step === null ? build.progress : Number(step[1]) / Number(step[2]);
    };
    void driver
      .ensureImage(firstProfile, { onProgress, signal: this.stop.signal })
      .catch((error: unknown) => {
        build.failure = messageOf(error);
      })
      .finally(() => {
        build.finished = true;
        build.since = startStopwatch();
      });
    return build;
  }
}

function absent(state: 'unknown' | 'unavailable', message: string, command: string | null): GradingAvailability {
  return { state, driver: null, assurance: null, message, command, progress: null };
}
