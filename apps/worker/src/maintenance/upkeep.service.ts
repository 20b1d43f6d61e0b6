import type { GradingAvailability } from '@assay/contracts';
import { WorkerStatusStore } from '@assay/database';
import type { Stopwatch } from '@assay/platform';
import { messageOf, pause, startStopwatch } from '@assay/platform';
import { JobConsumers } from '@assay/queue';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Injectable, Logger } from '@nestjs/common';
import { GradingEngineService } from '../grading/grading-engine.service.js';
import { WorkerSettings } from '../worker-settings.js';

const statusEveryMs = 4_000;
const reapEveryMs = 30_000;
/** Without a sign of life in the database for so long, this worker counts as ill. */
const illAfterMs = 20_000;

/**
 * What each worker does for itself, independent of the queue: finds out whether it can grade, takes gradings only then, tells
 * everyone, and clears away sandboxes that nobody owns.
 */
@Injectable()
export class UpkeepService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(UpkeepService.name);
  private readonly stop = new AbortController();
  private lastSign: Stopwatch = startStopwatch();
  private said = '';
  private rounds: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly engine: GradingEngineService,
    private readonly consumers: JobConsumers,
    private readonly statuses: WorkerStatusStore,
    private readonly settings: WorkerSettings,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds = Promise.all([
      this.repeat(statusEveryMs, () => this.checkGrading()),
      this.repeat(reapEveryMs, () => this.reap()),
    ]);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stop.abort();
    await this.rounds;
    await this.statuses.remove(this.settings.workerId).catch(() => undefined);
  }

  /** Whether this worker reaches the database. */
  isWell(): boolean {
    return this.lastSign.elapsedMs() < illAfterMs;
  }

  private async checkGrading(): Promise<void> {
    const availability = await this.engine.refresh();
    this.sayOnce(availability);
    await (availability.state === 'available' ? this.consumers.release('grading.run') : this.consumers.hold('grading.run'));
    await this.statuses.report(this.settings.workerId, availability);
    this.lastSign = startStopwatch();
  }

  private async reap(): Promise<void> {
    const reaped = await this.engine.reap();
    if (reaped > 0) {
      this.logger.log(`Removed ${reaped} sandboxes that no worker owned.`);
    }
  }

  private sayOnce({ state, message, command }: GradingAvailability): void {
    const now = `Grading is ${state}: ${message}${command === null ? '' : ` (${command})`}`;
    if (now !== this.said) {
      this.said = now;
      this.logger.log(now);
    }
  }

  private async repeat(everyMs: number, work: () => Promise<void>): Promise<void> {
    while (!this.stop.signal.aborted) {
      await work().catch((error: unknown) => this.logger.warn(`Upkeep failed and is tried again: ${messageOf(error)}`));
      await pause(everyMs, this.stop.signal);
    }
  }
}
