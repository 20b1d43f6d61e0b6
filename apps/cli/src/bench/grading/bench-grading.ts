import { loadavg, release } from 'node:os';
import type { AssayConfig } from '@assay/platform';
import { AssayError } from '@assay/platform';
import type { SandboxImage } from '@assay/sandbox';
import { BubblewrapDriver, DockerDriver, DockerYardstick, SandboxError, SandboxPool, usualPair } from '@assay/sandbox';
import { dockerOptions } from '../../grade/open-driver.js';
import { findEngine } from '../../provision/engine.js';
import type { Machine } from '../machine.js';
import { thisMachine } from '../machine.js';
import type { Contestant } from './contestant.js';
import type { BenchPart, GradingEffort } from './effort.js';
import { barePytest, dockerRun } from './plain-contestants.js';
import { withPlatform } from './platform-child.js';
import { pooled } from './pooled-contestant.js';
import { alternate, contestantRows } from './rounds.js';
import type { Saturation } from './saturation.js';
import { saturate } from './saturation.js';
import type { SubmitTimes } from './submit-journey.js';
import { timeSubmits } from './submit-journey.js';
import type { Suite } from './suites.js';
import { readSuite } from './suites.js';
import type { GradingResults, SuiteRow, TargetRow } from './targets.js';
import { targetRows } from './targets.js';
import { until } from './until.js';
import type { WarmMemory } from './warm-memory.js';
import { warmMemoryOf } from './warm-memory.js';

export interface GradingMachine extends Machine {
  kernel: string;
  engine: string;
  /** Programs that wanted to run when the benchmark began, on average over a minute: the quieter, the more its numbers say. */
  load: number;
}

/** What `assay bench grading` says; `--json` prints it as it is. */
export interface GradingBench extends GradingResults {
  machine: GradingMachine;
  effort: GradingEffort;
  targets: TargetRow[];
  /** What could not be measured here, and why. */
  leftOut: string[];
}

/** Every contestant's caches are full and its tests compiled after so many rounds. */
const unrecorded = 2;
/** A pair that has served the suite before, and one for whatever else comes. */
const pairsReady = 2;
const pairsWeighed = 3;
const warmWithinMs = 60_000;
const loadTurns = 4;

/**
 * Measures our grading beside bare pytest and one container per submission, all in one run on this machine.
 *
 * @throws AssayError `engine-unavailable` without a Docker engine, `bench-failed` when a run did not pass every test
 */
export async function benchGrading(
  config: AssayConfig,
  effort: GradingEffort,
  progress: (line: string) => void,
  signal: AbortSignal,
): Promise<GradingBench> {
  const host = await findEngine(config);
  if (host === undefined) {
    throw new AssayError('engine-unavailable', 'No Docker engine answers. This helps: npm run assay -- provision');
  }
  const options = await dockerOptions(config, host);
  const docker = new DockerDriver(options);
  const bench = new Bench(config, docker, new DockerYardstick(docker, options.installation), progress, signal);
  try {
    return await bench.measure(effort, host);
  } catch (thrown) {
    throw thrown instanceof SandboxError ? new AssayError('engine-unavailable', thrown.message, { cause: thrown }) : thrown;
  } finally {
    await bench.close();
  }
}

class Bench {
  readonly #bubblewrap: BubblewrapDriver;
  readonly #leftOut: string[] = [];

  constructor(
    private readonly config: AssayConfig,
    private readonly docker: DockerDriver,
    private readonly yardstick: DockerYardstick,
    private readonly progress: (line: string) => void,
    private readonly signal: AbortSignal,
  ) {
    this.#bubblewrap = new BubblewrapDriver({ cacheFolder: config.cache });
  }

  async measure(effort: GradingEffort, host: string): Promise<GradingBench> {
    const [load = 0] = loadavg();
    const engine = await this.docker.probe();
    const has = (part: BenchPart) => effort.parts.includes(part);
    const suites = has('suites') ? await this.#suites(effort) : [];
    const memory = has('memory') ? await this.#memory() : null;
    const saturation = has('saturation') ? await this.#saturation(effort.loadSeconds) : null;
    const submit = has('submit') ? await this.#submit(host, effort.rounds) : null;
    const results = { suites, memory, saturation, submit };
    const machine = { ...thisMachine(), kernel: release(), engine: engine.available ? engine.detail : engine.reason, load };
    return { machine, effort, ...results, targets: targetRows(results), leftOut: this.#leftOut };
  }

  async #suites({ suites, rounds }: GradingEffort): Promise<SuiteRow[]> {
    const probe = await this.#bubblewrap.probe();
    if (!probe.available) {
      this.#leftOut.push(`The rows of bubblewrap are left out: ${probe.reason}.`);
    }
    const rows: SuiteRow[] = [];
    for (const name of suites) {
      const suite = await readSuite(name);
      const contestants = await this.#contestants(suite, probe.available);
      try {
        this.progress(`Grading the suite ${name} by turns, ${rounds} rounds …`);
        const times = await alternate(contestants, { rounds, unrecorded }, this.signal);
        rows.push({ suite: name, tests: suite.tests, contestants: contestantRows(times) });
      } finally {
        await closeAll(contestants);
      }
    }
    return rows;
  }

  async #contestants(suite: Suite, hasBubblewrap: boolean): Promise<Contestant[]> {
    const [image, unpacked] = [await this.#image(suite.profile), await this.#unpacked(suite.profile)];
    const files = [...suite.solution, ...suite.testFiles];
    const bare = { files, testPaths: suite.group.tests, tests: suite.tests, site: this.#bubblewrap.siteFolder(unpacked) };
    const { docker, signal } = this;
    return [
      await barePytest(bare, signal),
      dockerRun(suite, this.yardstick, image, signal),
      pooled('pool hit', suite, docker, image, { size: pairsReady }, signal),
      pooled('pool miss', suite, docker, image, { size: 0 }, signal),
      ...(hasBubblewrap ? [pooled('bubblewrap hit', suite, this.#bubblewrap, unpacked, { size: pairsReady }, signal)] : []),
    ];
  }

  /** Pairs that wait for work, weighed by the engine. */
  async #memory(): Promise<WarmMemory> {
    this.progress('Weighing idle pairs …');
    const pool = new SandboxPool(this.docker, { size: pairsWeighed });
    try {
      pool.warm(usualPair(await this.#image('base')));
      const late = () => 'The pairs that were to be weighed did not start within a minute.';
      await until(() => pool.metrics.ready >= pairsWeighed, warmWithinMs, late, this.signal);
      return warmMemoryOf(await this.yardstick.memory());
    } finally {
      await pool.close();
      await this.docker.close();
    }
  }

  /** As many at once as there are cores, with the pool that a worker of this configuration has. */
  async #saturation(seconds: number): Promise<Saturation> {
    const suite = await readSuite('two-tests');
    const image = await this.#image(suite.profile);
    const { cores: lanes } = thisMachine();
    const { size, startsAtOnce, idleSeconds, gradingsPerGrader } = this.config.worker.pool;
    const options = { size, startsAtOnce, gradingsPerGrader, idleMs: idleSeconds * 1_000 };
    const contestants = [
      pooled('pool hit', suite, this.docker, image, options, this.signal),
      dockerRun(suite, this.yardstick, image, this.signal),
    ];
    this.progress(`Loading the machine with ${lanes} runs at a time, ${seconds} s for each contestant …`);
    try {
      return await saturate(contestants, { lanes, seconds, turns: loadTurns }, this.signal);
    } finally {
      await closeAll(contestants);
    }
  }

  async #submit(host: string, rounds: number): Promise<SubmitTimes> {
    const site = this.#bubblewrap.siteFolder(await this.#unpacked('base'));
    await this.#image('base');
    this.progress('Starting a platform of its own for the time from submit to verdict …');
    return withPlatform({ dockerHost: host, poolSize: pairsReady }, this.signal, (platform) => {
      this.progress(`Submitting over HTTP, ${rounds} rounds …`);
      return timeSubmits(platform, site, { rounds, unrecorded }, this.signal);
    });
  }

  #image(profile: Suite['profile']): Promise<SandboxImage> {
    return this.docker.ensureImage(profile, { onProgress: this.progress, signal: this.signal });
  }

  /** The profile's packages for this host's own Python. */
  #unpacked(profile: Suite['profile']): Promise<SandboxImage> {
    return this.#bubblewrap.ensureImage(profile, { onProgress: this.progress, signal: this.signal });
  }

  async close(): Promise<void> {
    await this.docker.close();
    await this.#bubblewrap.close();
    await this.yardstick.sweep();
  }
}

async function closeAll(contestants: readonly Contestant[]): Promise<void> {
  await Promise.all(contestants.map((contestant) => contestant.close()));
}
