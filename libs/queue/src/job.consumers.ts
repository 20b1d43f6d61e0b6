import type { JobName } from '@assay/contracts';
import { jobNames } from '@assay/contracts';
import { AssayError, messageOf, pause } from '@assay/platform';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { DeclaredHandler, HandlerRegistry } from './handler.registry.js';
import { registerHandlers } from './handler.registry.js';
import type { JobHandler } from './job.handler.js';
import { handledJobOf } from './job.handler.js';
import { isJobName, parsePayload } from './job.payload.js';
import type { JobWorker } from './queue.backend.js';
import { QueueBackend } from './queue.backend.js';

export const consumerOptions = Symbol('assay:consumer-options');

export interface ConsumerOptions {
  /** How many of one job run at the same time in this process; 1 where not named. */
  concurrency?: Partial<Record<JobName, number>>;
  /** Jobs that repeat, and how often, in milliseconds. One delivery per interval over all processes. */
  every?: Partial<Record<JobName, number>>;
  /** Jobs that stay in the queue until `release`. */
  heldAtStart?: readonly JobName[];
  /** How long running jobs may take to finish once the process was asked to stop. */
  stopAfterMs?: number;
}

/** A delivery whose process died is given to another after this time; the database decides whether it still matters. */
const lockMs = 15_000;
const lostLockCheckMs = 5_000;
const reconnectMs = 1_000;
const scheduleCheckMs = 3_000;

/**
 * Runs every job's handler. Starting refuses unless each job has exactly one; a job that no handler knows fails loudly.
 */
@Injectable()
export class JobConsumers implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(JobConsumers.name);
  private readonly stop = new AbortController();
  private readonly running = new Set<Promise<void>>();
  private readonly held: Set<JobName>;
  private readonly workers = new Map<JobName, JobWorker>();
  private scheduling: Promise<void> = Promise.resolve();
  private readonly stopScheduling = new AbortController();

  constructor(
    private readonly backend: QueueBackend,
    private readonly discovery: DiscoveryService,
    @Inject(consumerOptions) private readonly options: ConsumerOptions,
  ) {
    this.held = new Set(options.heldAtStart ?? []);
  }

  async onApplicationBootstrap(): Promise<void> {
    try {
      const registry = registerHandlers(this.declaredHandlers());
      for (const name of jobNames) {
        this.workers.set(name, this.startWorker(name, registry));
      }
      await this.ofAll((worker) => worker.waitUntilReady());
    } catch (refusal) {
      // Nest calls no shutdown hook of an application that never came up.
      await Promise.allSettled([...this.workers.values()].map((worker) => worker.close()));
      await this.backend.close();
      throw refusal;
    }
    this.scheduling = this.keepSchedules();
  }

  /**
   * This process takes no more jobs of this name until `release`; they wait, or go to other workers. One that is just being
   * fetched may still come.
   */
  async hold(name: JobName): Promise<void> {
    if (!this.held.has(name)) {
      this.held.add(name);
      await this.workers.get(name)?.pause(true);
    }
  }

  /** Takes jobs of this name again. */
  async release(name: JobName): Promise<void> {
    if (this.held.delete(name) && !this.stop.signal.aborted) {
      await this.workers.get(name)?.resume();
    }
  }

  /** Takes no more jobs, lets the running ones finish, and after `stopAfterMs` asks them to give up. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopScheduling.abort();
    await this.ofAll((worker) => worker.pause(true));
    const patience = new AbortController();
    const finished = Promise.allSettled(this.running).finally(() => patience.abort());
    await pause(this.options.stopAfterMs ?? 5_000, patience.signal);
    this.stop.abort();
    await finished;
    await this.ofAll((worker) => worker.close());
    await this.scheduling;
  }

  private async ofAll(ask: (worker: JobWorker) => Promise<unknown>): Promise<void> {
    await Promise.all([...this.workers.values()].map(ask));
  }

  private declaredHandlers(): DeclaredHandler[] {
    return this.discovery.getProviders().flatMap(({ instance, metatype }): DeclaredHandler[] => {
      const job = typeof metatype === 'function' ? handledJobOf(metatype) : undefined;
      return job === undefined ? [] : [{ job, handler: instance as JobHandler }];
    });
  }

  private startWorker(queueName: JobName, registry: HandlerRegistry): JobWorker {
    const worker = this.backend.worker(queueName, (job) => this.track(this.deliver(registry, job.name, job.id ?? '', job.data)), {
      autorun: !this.held.has(queueName),
      concurrency: this.options.concurrency?.[queueName] ?? 1,
      lockDuration: lockMs,
      stalledInterval: lostLockCheckMs,
      runRetryDelay: reconnectMs,
      removeOnComplete: { count: 0 },
      removeOnFail: { count: 0 },
    });
    worker.on('failed', (job, error) => this.logger.error(`Job ${job?.id ?? '?'} of ${queueName} failed: ${messageOf(error)}`));
    return worker;
  }

  private async deliver(registry: HandlerRegistry, name: string, jobId: string, data: unknown): Promise<void> {
    const handler = isJobName(name) ? registry.get(name) : undefined;
    if (!isJobName(name) || handler === undefined) {
      throw new AssayError('job-unknown', `No job is called '${name}': a newer or older version of Assay has queued it.`);
    }
    await handler.handle(parsePayload(name, data), { jobId, signal: this.stop.signal });
  }

  private async track(delivery: Promise<void>): Promise<void> {
    this.running.add(delivery);
    try {
      await delivery;
    } finally {
      this.running.delete(delivery);
    }
  }

  /** Puts the repeating jobs back whenever the queue has lost them, as an emptied Redis has. */
  private async keepSchedules(): Promise<void> {
    while (!this.stopScheduling.signal.aborted) {
      for (const [name, everyMs] of Object.entries(this.options.every ?? {})) {
        await this.ensureSchedule(name as JobName, everyMs).catch((error: unknown) =>
          this.logger.debug(`The schedule of ${name} could not be checked: ${messageOf(error)}`),
        );
      }
      await pause(scheduleCheckMs, this.stopScheduling.signal);
    }
  }

  private async ensureSchedule(name: JobName, everyMs: number): Promise<void> {
    const queue = this.backend.queue(name);
    const schedule = await queue.getJobScheduler(name);
    const next = schedule?.next ?? 0;
    const onTime = Math.abs(next - Date.now()) < Math.max(3 * everyMs, scheduleCheckMs);
    if (schedule?.every === everyMs && onTime) {
      return;
    }
    await queue.upsertJobScheduler(
      name,
      { every: everyMs },
      { name, data: parsePayload(name, {}), opts: { attempts: 1, removeOnComplete: true, removeOnFail: true } },
    );
  }
}
