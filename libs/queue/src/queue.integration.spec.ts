import 'reflect-metadata';
import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import type { JobName, JobPayload } from '@assay/contracts';
import { jobNames } from '@assay/contracts';
import { newId, pause, startStopwatch, testService } from '@assay/platform';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext, Type } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { JobContext } from './job.handler.js';
import { Handles } from './job.handler.js';
import { JobProducer } from './job.producer.js';
import type { QueueOptions } from './queue.backend.js';
import { QueueBackend } from './queue.backend.js';
import { migrateQueue, vacuumQueue } from './queue.maintenance.js';
import { QueueMetrics } from './queue.metrics.js';
import type { ConsumerOptions } from './job.consumers.js';
import { JobConsumers } from './job.consumers.js';
import { JobConsumersModule, QueueModule } from './queue.module.js';

const database = `queue_spec_${newId().replaceAll('-', '')}`;
const databaseUrl = () => {
  const url = new URL(testService('databaseUrl'));
  url.pathname = `/${database}`;
  return url.href;
};

/** Not the database of any other spec, since this one empties it. */
const redisDatabase = '11';
const redisUrl = () => {
  const url = new URL(testService('redisUrl'));
  url.pathname = `/${redisDatabase}`;
  return url.href;
};

async function query<Row extends pg.QueryResultRow>(connectionString: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** What the handlers saw, and what a grading does beside being seen. */
class Diary extends EventEmitter {
  readonly entries: { job: JobName; payload: unknown; jobId: string }[] = [];
  grading: (context: JobContext) => Promise<void> = () => Promise.resolve();

  note(job: JobName, payload: unknown, context: JobContext): void {
    this.entries.push({ job, payload, jobId: context.jobId });
    this.emit('noted');
  }

  of(job: JobName) {
    return this.entries.filter((entry) => entry.job === job);
  }

  async until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      await once(this, 'noted');
    }
  }
}

/** For every job a handler that notes it. */
function consumersOf(diary: Diary): Type[] {
  return jobNames.map((name) => {
    @Handles(name)
    class NotingHandler {
      async handle(payload: JobPayload<JobName>, context: JobContext): Promise<void> {
        diary.note(name, payload, context);
        await (name === 'grading.run' ? diary.grading(context) : undefined);
      }
    }
    return NotingHandler;
  });
}

async function start(options: QueueOptions, consumers?: { handlers: Type[]; options: ConsumerOptions }) {
  @Module({
    imports: [QueueModule.forRoot(options), ...(consumers ? [JobConsumersModule.forRoot(consumers.options)] : [])],
    providers: consumers?.handlers ?? [],
  })
  class Application {}
  // Nest describes these plain options by a class that it does not export.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment
  return NestFactory.createApplicationContext(Application, { logger: false, abortOnError: false });
}

beforeAll(async () => {
  await query(testService('databaseUrl'), `create database ${database}`);
  await migrateQueue(databaseUrl());
});

afterAll(async () => {
  await query(testService('databaseUrl'), `drop database ${database} with (force)`);
});

describe.each(['postgres', 'redis'] as const)('the queue on %s', (backend) => {
  const options = (): QueueOptions => (backend === 'postgres' ? { backend, url: databaseUrl() } : { backend, url: redisUrl() });
  const open: INestApplicationContext[] = [];
  const grading = () => ({ tenantId: newId(), gradingJobId: newId() });

  async function producer() {
    const application = await start(options());
    open.push(application);
    return { producer: application.get(JobProducer), metrics: application.get(QueueMetrics), application };
  }

  async function worker(diary: Diary, consumerOptions: ConsumerOptions = {}) {
    const application = await start(options(), { handlers: consumersOf(diary), options: consumerOptions });
    open.push(application);
    return application;
  }

  async function empty(): Promise<void> {
    if (backend === 'postgres') {
      await query(databaseUrl(), 'delete from bullmq.scheduler');
      await query(databaseUrl(), 'delete from bullmq.job');
      return;
    }
    const redis = new Redis(redisUrl());
    await redis.flushdb();
    redis.disconnect();
  }

  async function breakConnections(): Promise<void> {
    if (backend === 'postgres') {
      await query(
        testService('databaseUrl'),
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${database}'`,
      );
      return;
    }
    const redis = new Redis(redisUrl());
    const clients = String(await redis.client('LIST'))
      .split('\n')
      .map((line) => new URLSearchParams(line.replaceAll(' ', '&')));
    const ours = clients.filter((client) => client.get('db') === redisDatabase).map((client) => Number(client.get('id')));
    await Promise.all(ours.map((id) => redis.client('KILL', 'ID', id, 'SKIPME', 'yes')));
    redis.disconnect();
  }

  afterEach(async () => {
    await Promise.all(open.splice(0).map((application) => application.close()));
    await empty();
  });

  it('delivers a job with its payload to its handler', async () => {
    const diary = new Diary();
    await worker(diary);
    const { producer: jobs } = await producer();
    const payload = grading();
    await expect(jobs.addGrading({ ...payload, fence: 0, purpose: 'grading' })).resolves.toBe(true);
    await diary.until(() => diary.entries.length > 0);
    expect(diary.entries).toEqual([{ job: 'grading.run', payload, jobId: `${payload.gradingJobId}-0` }]);
  });

  it('keeps one job of an id while it waits, and takes the id again when it has finished or failed', async () => {
    const { producer: jobs, metrics } = await producer();
    const payload = grading();
    await jobs.addGrading({ ...payload, fence: 0, purpose: 'grading' });
    await jobs.addGrading({ ...payload, fence: 0, purpose: 'grading' });
    expect((await metrics.read('grading.run')).waiting).toBe(1);

    const diary = new Diary();
    diary.grading = () => Promise.reject(new Error('the first delivery fails'));
    await worker(diary);
    await diary.until(() => diary.entries.length === 1);
    diary.grading = () => Promise.resolve();
    await expectEventually(async () => {
      await jobs.addGrading({ ...payload, fence: 0, purpose: 'grading' });
      return diary.entries.length === 2;
    });
    await expectEventually(async () => {
      await jobs.addGrading({ ...payload, fence: 0, purpose: 'grading' });
      return diary.entries.length >= 3;
    });
  });

  it('takes gradings before trial runs', async () => {
    const { producer: jobs } = await producer();
    const trial = grading();
    const submission = grading();
    await jobs.addGrading({ ...trial, fence: 0, purpose: 'trial' });
    await jobs.addGrading({ ...submission, fence: 0, purpose: 'grading' });
    const diary = new Diary();
    await worker(diary);
    await diary.until(() => diary.entries.length === 2);
    expect(diary.entries.map((entry) => entry.payload)).toEqual([submission, trial]);
  });

  it('tells depth and age of what waits', async () => {
    const { producer: jobs, metrics } = await producer();
    expect(await metrics.read('grading.run')).toEqual({ waiting: 0, delayed: 0, active: 0, oldestSeconds: null });
    await jobs.addGrading({ ...grading(), fence: 0, purpose: 'trial' });
    await jobs.add('grading.run', grading(), { delayMs: 60_000 });
    const depth = await metrics.read('grading.run');
    expect(depth).toEqual({ waiting: 1, delayed: 1, active: 0, oldestSeconds: expect.any(Number) as unknown as number });
    expect(depth.oldestSeconds).toBeLessThan(30);
  });

  it('fails an unknown job loudly and goes on', async () => {
    const diary = new Diary();
    const application = await worker(diary);
    const backendOfWorker = application.get(QueueBackend);
    await backendOfWorker.queue('audit.seal').add('audit.unseal', {}, { removeOnFail: false });
    await application.get(JobProducer).add('audit.seal', {});
    await diary.until(() => diary.of('audit.seal').length === 1);
    expect(diary.entries.map((entry) => entry.job)).toEqual(['audit.seal']);
  });

  it('refuses a payload that is not what the contract says', async () => {
    const { producer: jobs } = await producer();
    await expect(jobs.add('grading.run', { tenantId: 'nobody', gradingJobId: newId() })).rejects.toMatchObject({
      code: 'job-payload-invalid',
    });
  });

  it('repeats a scheduled job once per interval over two workers, and again after the queue was emptied', async () => {
    const diary = new Diary();
    const every = { 'audit.seal': 500 };
    await worker(diary, { every });
    await worker(diary, { every });
    const startedAt = performance.now();
    await diary.until(() => diary.of('audit.seal').length >= 4);
    // One delivery at once, then one per interval however many workers there are.
    expect(performance.now() - startedAt).toBeGreaterThan(900);
    await empty();
    const before = diary.of('audit.seal').length;
    await diary.until(() => diary.of('audit.seal').length >= before + 3);
    expect(new Set(diary.entries.map((entry) => entry.job))).toEqual(new Set(['audit.seal']));
  });

  it('recovers without hands when every connection was cut', async () => {
    const diary = new Diary();
    await worker(diary);
    const { producer: jobs } = await producer();
    await jobs.addGrading({ ...grading(), fence: 0, purpose: 'grading' });
    await diary.until(() => diary.entries.length === 1);
    await breakConnections();
    const payload = grading();
    await expectEventually(() => jobs.addGrading({ ...payload, fence: 0, purpose: 'grading' }));
    await diary.until(() => diary.entries.some((entry) => entry.jobId === `${payload.gradingJobId}-0`));
    expect(diary.of('grading.run').at(-1)?.payload).toEqual(payload);
  });

  it('leaves held jobs in the queue until they are released', async () => {
    const diary = new Diary();
    const application = await worker(diary, { heldAtStart: ['grading.run'] });
    const consumers = application.get(JobConsumers);
    const jobs = application.get(JobProducer);
    const first = grading();
    await jobs.addGrading({ ...first, fence: 0, purpose: 'grading' });
    await jobs.add('audit.seal', {});
    await diary.until(() => diary.entries.length === 1);
    expect(diary.entries.map(({ job }) => job)).toEqual(['audit.seal']);

    await consumers.release('grading.run');
    await diary.until(() => diary.entries.length === 2);
    expect(diary.of('grading.run').map(({ payload }) => payload)).toEqual([first]);
  });

  it('asks a running job to give up when it does not finish in time after the stop', async () => {
    const diary = new Diary();
    const gaveUp: string[] = [];
    diary.grading = async ({ signal, jobId }) => {
      if (!signal.aborted) {
        await once(signal, 'abort');
      }
      gaveUp.push(jobId);
    };
    const application = await worker(diary, { stopAfterMs: 50 });
    const payload = grading();
    await application.get(JobProducer).addGrading({ ...payload, fence: 3, purpose: 'grading' });
    await diary.until(() => diary.entries.length === 1);
    await application.close();
    expect(gaveUp).toEqual([`${payload.gradingJobId}-3`]);
  });

  it('refuses to start when a handler is missing or there are two', async () => {
    const handlers = consumersOf(new Diary());
    await expect(start(options(), { handlers: handlers.slice(1), options: {} })).rejects.toMatchObject({
      code: 'job-handler-missing',
    });
    const second = consumersOf(new Diary()).slice(0, 1);
    await expect(start(options(), { handlers: [...handlers, ...second], options: {} })).rejects.toMatchObject({
      code: 'job-handler-duplicate',
    });
  });
});

describe('a queue that is not there', () => {
  it('refuses to start with a sentence that says what to do, without the password', async () => {
    await expect(start({ backend: 'redis', url: 'redis://ada:hidden@127.0.0.1:1' })).rejects.toMatchObject({
      code: 'queue-unavailable',
      message: expect.stringMatching(
        /^Redis does not answer at (?!.*hidden).*start it, or correct REDIS_URL\.$/,
      ) as unknown as string,
    });
    await expect(start({ backend: 'postgres', url: 'postgres://ada:hidden@127.0.0.1:1/none' })).rejects.toMatchObject({
      code: 'queue-unavailable',
      message: expect.stringMatching(
        /^The queue's PostgreSQL cannot be used (?!.*hidden).*ASSAY_DATABASE_QUEUE_URL\.$/,
      ) as unknown as string,
    });
  });
});

describe('a Redis that is down for a while', () => {
  it('is missed without keeping anybody waiting, and used again when it is back', async () => {
    const port = await freePort();
    const options: QueueOptions = { backend: 'redis', url: `redis://127.0.0.1:${port}` };
    let redis = await startRedis(port);
    const diary = new Diary();
    const application = await start(options, { handlers: consumersOf(diary), options: { every: { 'audit.seal': 200 } } });
    const jobs = application.get(JobProducer);
    const payload = { tenantId: newId(), gradingJobId: newId() };
    await diary.until(() => diary.of('audit.seal').length >= 2);

    redis.kill('SIGKILL');
    await once(redis, 'exit');
    const waited = startStopwatch();
    await expect(jobs.addGrading({ ...payload, fence: 0, purpose: 'grading' })).resolves.toBe(false);
    expect(waited.elapsedMs()).toBeLessThan(3_000);

    redis = await startRedis(port);
    const before = diary.of('audit.seal').length;
    await expectEventually(() => jobs.addGrading({ ...payload, fence: 0, purpose: 'grading' }));
    await diary.until(() => diary.of('grading.run').length > 0 && diary.of('audit.seal').length > before);
    expect(diary.of('grading.run').map((entry) => entry.payload)).toEqual([payload]);
    await application.close();
    redis.kill('SIGKILL');
  });
});

describe("the queue's tables", () => {
  it('are migrated twice without change, and vacuumed by their owner', async () => {
    const version = await migrateQueue(databaseUrl());
    await expect(migrateQueue(databaseUrl())).resolves.toBe(version);
    await vacuumQueue(databaseUrl());
    const rows = await query<{ analysed: boolean }>(
      databaseUrl(),
      `select bool_and(last_analyze is not null) as analysed from pg_stat_user_tables where schemaname = 'bullmq'`,
    );
    expect(rows).toEqual([{ analysed: true }]);
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** A Redis of this spec's own, empty at each start. */
async function startRedis(port: number) {
  const redis = spawn('redis-server', ['--port', String(port), '--save', '', '--appendonly', 'no'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const text of redis.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    said += String(text);
    if (said.includes('Ready to accept connections')) {
      break;
    }
  }
  redis.stdout.resume();
  return redis;
}

/** Tries until it holds; the test's own time limit is the end. */
async function expectEventually(attempt: () => Promise<boolean>): Promise<void> {
  while (!(await attempt())) {
    await pause(50);
  }
}
