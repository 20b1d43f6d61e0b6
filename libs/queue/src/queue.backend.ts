import type { JobName } from '@assay/contracts';
import { jobNames } from '@assay/contracts';
import { AssayError, messageOf, withoutPasswords } from '@assay/platform';
import { Logger } from '@nestjs/common';
import type { JobsOptions, PostgresConnectionOptions, Processor, RedisOptions, WorkerOptions } from 'bullmq';
import { createPostgresBackend, createRedisBackend, withBackend } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { queueSchema } from './queue.maintenance.js';

/** Where the jobs are kept: `redis` for many worker hosts, `postgres` where nothing but PostgreSQL is installed. */
export interface QueueOptions {
  backend: 'postgres' | 'redis';
  /** For `postgres` the URL of the role that owns BullMQ's tables; for `redis` a URL whose path may name the database, `/3`. */
  url: string;
}

/** What we use of BullMQ's Queue, the same on both backends. */
export interface JobQueue {
  add(name: string, data: unknown, options?: JobsOptions): Promise<{ id?: string | undefined }>;
  getJobCounts(...types: ('waiting' | 'prioritized' | 'delayed' | 'active')[]): Promise<Record<string, number>>;
  getJobs(types: ('waiting' | 'prioritized')[], start: number, end: number, ascending: boolean): Promise<{ timestamp: number }[]>;
  getJobScheduler(id: string): Promise<{ every?: number | undefined; next?: number | null | undefined } | undefined>;
  upsertJobScheduler(
    id: string,
    repeat: { every: number },
    template: { name: string; data: unknown; opts: JobsOptions },
  ): Promise<unknown>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  waitUntilReady(): Promise<unknown>;
  close(): Promise<void>;
}

/** What we use of BullMQ's Worker, the same on both backends. */
export interface JobWorker {
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'failed', listener: (job: { id?: string | undefined } | undefined, error: Error) => void): unknown;
  waitUntilReady(): Promise<unknown>;
  pause(doNotWaitActive?: boolean): Promise<void>;
  resume(): Promise<void>;
  close(force?: boolean): Promise<void>;
}

type WorkerSettings = Omit<WorkerOptions, 'connection' | 'prefix'>;

const probeMs = 5_000;
/** Nobody reads BullMQ's own events: keep few. */
const shortHistory = { events: { maxLen: 100 } };

/**
 * One open way to the queue. Each job has a BullMQ queue of its own name, so that a long grading never holds up a sweep.
 * A lost server is only logged: connections come back by themselves, and what was lost is re-added from the database.
 */
export class QueueBackend {
  private readonly logger = new Logger(QueueBackend.name);
  private readonly queues = new Map<JobName, JobQueue>();
  /** The last complaint of each queue, so that an outage is logged once and not a hundred times. */
  private readonly complaints = new Map<string, string>();

  constructor(readonly options: QueueOptions) {}

  /**
   * Opens every queue and waits until it can take jobs.
   *
   * @throws AssayError `queue-unavailable` when the server does not answer or has no tables of BullMQ yet.
   */
  async open(): Promise<void> {
    try {
      await this.probe();
      await Promise.all(jobNames.map((name) => this.queue(name).waitUntilReady()));
    } catch (cause) {
      throw new AssayError('queue-unavailable', this.whatToDo(cause), { cause });
    }
  }

  queue(name: JobName): JobQueue {
    const open = this.queues.get(name);
    if (open !== undefined) {
      return open;
    }
    const queue = this.makeQueue(name);
    queue.on('error', (error) => this.complain(name, error));
    this.queues.set(name, queue);
    return queue;
  }

  worker(name: JobName, processor: Processor<unknown, void>, settings: WorkerSettings): JobWorker {
    const worker = this.makeWorker(name, processor, settings);
    worker.on('error', (error) => this.complain(name, error));
    return worker;
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.queues.values()].map((queue) => queue.close()));
    this.queues.clear();
  }

  private makeQueue(name: JobName): JobQueue {
    if (this.options.backend === 'postgres') {
      const { Queue } = withBackend(createPostgresBackend);
      return new Queue<unknown, void>(name, { connection: this.postgres(2), streams: shortHistory });
    }
    const { Queue } = withBackend(createRedisBackend);
    // A producer must hear at once that Redis is away, not queue up its commands in memory.
    return new Queue<unknown, void>(name, {
      connection: this.redis({ enableOfflineQueue: false, maxRetriesPerRequest: 1 }),
      streams: shortHistory,
    });
  }

  private makeWorker(name: JobName, processor: Processor<unknown, void>, settings: WorkerSettings): JobWorker {
    if (this.options.backend === 'postgres') {
      const { Worker } = withBackend(createPostgresBackend);
      return new Worker<unknown, void>(name, processor, {
        ...settings,
        connection: this.postgres((settings.concurrency ?? 1) + 1),
      });
    }
    const { Worker } = withBackend(createRedisBackend);
    return new Worker<unknown, void>(name, processor, { ...settings, connection: this.redis({ maxRetriesPerRequest: null }) });
  }

  private postgres(connections: number): PostgresConnectionOptions {
    return {
      connectionString: this.options.url,
      schema: queueSchema,
      max: connections,
      connectionTimeoutMillis: probeMs,
      keepAlive: true,
    };
  }

  private redis(settings: RedisOptions): RedisOptions {
    return { url: this.options.url, retryStrategy: (tries) => Math.min(100 * tries, 2_000), ...settings };
  }

  /** One question on a connection that does not retry, since BullMQ's own would wait for ever. */
  private async probe(): Promise<void> {
    if (this.options.backend === 'postgres') {
      const client = new pg.Client({ connectionString: this.options.url, connectionTimeoutMillis: probeMs });
      try {
        await client.connect();
        await client.query('select 1');
      } finally {
        await client.end();
      }
      return;
    }
    const client = new Redis(this.options.url, { lazyConnect: true, connectTimeout: probeMs, retryStrategy: () => null });
    client.on('error', (error) => this.logger.debug(error.message));
    try {
      await client.connect();
      await client.ping();
    } finally {
      client.disconnect();
    }
  }

  private whatToDo(cause: unknown): string {
    const reason = withoutPasswords(messageOf(cause));
    return this.options.backend === 'redis'
      ? `Redis does not answer at ${withoutPasswords(this.options.url)} (${reason}): start it, or correct REDIS_URL.`
      : `The queue's PostgreSQL cannot be used (${reason}): start it, run the migrations, or correct ASSAY_DATABASE_QUEUE_URL.`;
  }

  private complain(name: string, error: Error): void {
    const complaint = withoutPasswords(error.message);
    if (this.complaints.get(name) !== complaint) {
      this.complaints.set(name, complaint);
      this.logger.warn(`Queue ${name}: ${complaint}`);
    }
  }
}
