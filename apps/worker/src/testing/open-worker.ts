import { mkdtempSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { loadConfig, pause, testService } from '@assay/platform';
import { migrateQueue } from '@assay/queue';
import type { TestDatabase } from '@assay/testing';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { EngineFactory } from '../worker.module.js';
import { WorkerModule } from '../worker.module.js';

export type Backend = 'postgres' | 'redis';
export const backends: readonly Backend[] = ['postgres', 'redis'];

function redisUrl(redisDatabase: number): URL {
  const url = new URL(testService('redisUrl'));
  url.pathname = `/${redisDatabase}`;
  return url;
}

/** The environment of a worker on a spec's own database; `redisDatabase` is a number that no other spec uses. */
export function workerEnvironment(db: TestDatabase, backend: Backend, redisDatabase: number): Record<string, string> {
  return {
    NODE_ENV: 'test',
    ASSAY_HOME: mkdtempSync(path.join(tmpdir(), 'assay-worker-')),
    ASSAY_DATABASE_APP_URL: db.urls.app,
    ASSAY_DATABASE_QUEUE_URL: db.urls.queue,
    ASSAY_LEASE_SECONDS: '2',
    ASSAY_SWEEP_SECONDS: '1',
    ASSAY_SEAL_SECONDS: '1',
    ...(backend === 'redis' ? { REDIS_URL: redisUrl(redisDatabase).href } : {}),
  };
}

/** A worker in this process, with every part real but the engine that is given. */
export async function openWorker(
  environment: Record<string, string>,
  openEngine: EngineFactory,
): Promise<INestApplicationContext> {
  if (environment['REDIS_URL'] === undefined) {
    await migrateQueue(String(environment['ASSAY_DATABASE_QUEUE_URL']));
  }
  // Nest describes these plain options by a class that it does not export.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment
  return NestFactory.createApplicationContext(WorkerModule.forRoot(loadConfig(environment), openEngine), {
    logger: false,
    abortOnError: false,
  });
}

/** Asks until the answer satisfies; the spec's own time limit is the end. */
export async function eventually<T>(ask: () => Promise<T>, satisfies: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (satisfies(answer)) {
      return answer;
    }
    await pause(50);
  }
}

/** What FLUSHALL does to a Redis, done to this spec's queue alone. */
export async function emptyQueue(db: TestDatabase, backend: Backend, redisDatabase: number): Promise<void> {
  if (backend === 'postgres') {
    const queue = await db.connect('queue');
    await queue.query('delete from bullmq.scheduler');
    await queue.query('delete from bullmq.job');
    return;
  }
  const { hostname, port } = redisUrl(redisDatabase);
  const socket = connect({ host: hostname, port: Number(port || 6379) });
  socket.end(`SELECT ${redisDatabase}\r\nFLUSHDB\r\nQUIT\r\n`);
  const answer = await text(socket);
  if (!answer.startsWith('+OK\r\n+OK\r\n')) {
    throw new Error(`Redis did not empty database ${redisDatabase}: ${answer}`);
  }
}
