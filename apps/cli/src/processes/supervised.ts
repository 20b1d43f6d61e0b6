import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import type { Environment } from '@assay/platform';
import { AssayError, childEnvironment, pause, startStopwatch } from '@assay/platform';
import { inRoot } from '../workspace/paths.js';
import { ended, stopGroup } from './run.js';

export interface ServiceSettings {
  name: string;
  /** The compiled program, run by this Node. */
  program: string;
  env: Environment;
  /** Gets everything it prints, each line with the service's name in front. */
  logFile: string;
  /** Whether it is ready, asked again and again; also hears what it prints. */
  isReady: (printed: readonly string[]) => boolean | Promise<boolean>;
  /** Told when it ended without being asked to, and what happens next. */
  onTrouble: (sentence: string) => void;
  readyWithinMs?: number;
  /** Waits before the first, second … start again; the last one repeats. */
  backoffMs?: readonly number[];
}

const defaultBackoff = [500, 1_000, 2_000, 5_000, 10_000, 30_000];
/** Whoever ran so long without trouble starts again with the shortest wait. */
const healthyMs = 60_000;

/** A program of ours that must run as long as we do: started again when it ends, with growing waits. */
export class Service {
  #child: ChildProcess | undefined;
  #stopped = new AbortController();
  #printed: string[] = [];
  #running: Promise<void> | undefined;
  #wasReady = false;
  #hasFailed = false;

  constructor(private readonly settings: ServiceSettings) {}

  /**
   * Starts it and resolves when it is ready.
   *
   * @throws AssayError `set-up-failed` with its last words, when it ends or stays silent instead.
   */
  async start(): Promise<void> {
    await mkdir(path.dirname(this.settings.logFile), { recursive: true });
    this.#running = this.#keepRunning();
    const watch = startStopwatch();
    while (!this.#isStopped() && !(await this.settings.isReady(this.#printed))) {
      if (this.#hasFailed || watch.elapsedMs() > (this.settings.readyWithinMs ?? 60_000)) {
        const words = this.#printed.slice(-10).join('\n');
        throw new AssayError(
          'set-up-failed',
          `The ${this.settings.name} did not start. Its last words, in ${this.settings.logFile}:\n${words}`,
        );
      }
      await pause(100, this.#stopped.signal);
    }
    this.#wasReady = true;
  }

  #isStopped(): boolean {
    return this.#stopped.signal.aborted;
  }

  async #keepRunning(): Promise<void> {
    const backoff = this.settings.backoffMs ?? defaultBackoff;
    let failures = 0;
    while (!this.#isStopped()) {
      const watch = startStopwatch();
      const code = await this.#runOnce();
      if (this.#isStopped()) {
        return;
      }
      if (!this.#wasReady) {
        this.#hasFailed = true;
        return;
      }
      failures = watch.elapsedMs() > healthyMs ? 1 : failures + 1;
      const wait = backoff[Math.min(failures, backoff.length) - 1] ?? 1_000;
      this.settings.onTrouble(
        `The ${this.settings.name} ended (${code}) and starts again in ${wait / 1000} s; see ${this.settings.logFile}`,
      );
      await pause(wait, this.#stopped.signal);
    }
  }

  async #runOnce(): Promise<number> {
    const log = createWriteStream(this.settings.logFile, { flags: 'a', mode: 0o600 });
    // Preloaded, so that it goes when we are killed without a chance to stop it.
    const args = ['--enable-source-maps', '--import', inRoot('apps/cli/dist/processes/tether.js'), this.settings.program];
    const child = spawn(process.execPath, args, {
      env: childEnvironment(this.settings.env),
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    this.#child = child;
    const hear = async (stream: NodeJS.ReadableStream) => {
      for await (const line of createInterface({ input: stream })) {
        log.write(`${this.settings.name} ${line}\n`);
        this.#printed = [...this.#printed.slice(-199), line];
      }
    };
    try {
      const [code] = await Promise.all([ended(child), hear(child.stdout), hear(child.stderr)]);
      return code;
    } finally {
      log.end();
      await finished(log);
    }
  }

  /** Asks it to end and waits until it has; after ten seconds it is ended. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    if (this.#child !== undefined) {
      await stopGroup(this.#child, 10_000);
    }
    await this.#running;
  }
}
