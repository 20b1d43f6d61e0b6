import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import type { PoolMetrics } from '@assay/sandbox';
import { AssayError } from '@assay/platform';
import { freePort } from '../../embedded/postgres-server.js';
import { run } from '../../processes/run.js';
import { inRoot } from '../../workspace/paths.js';
import { until } from './until.js';

/** A platform of our own, as `assay up` makes it, in a folder of its own. */
export interface PlatformChild {
  url: string;
  /** The token of its live invitation. */
  invitation: string;
  /** Waits until its worker keeps as many pairs ready as it may, and starts none. */
  settle: () => Promise<void>;
}

export interface PlatformChildSettings {
  /** Of the Docker engine. */
  dockerHost: string;
  /** Pairs that its worker keeps ready. */
  poolSize: number;
}

const readyWithinMs = 120_000;
const fullWithinMs = 60_000;
/** PostgreSQL, API and worker end one after the other. */
const graceMs = 60_000;

/** Lends a running platform to `work`; nothing of it is left afterwards. */
export async function withPlatform<T>(
  { dockerHost, poolSize }: PlatformChildSettings,
  signal: AbortSignal,
  work: (platform: PlatformChild) => Promise<T>,
): Promise<T> {
  const home = await mkdtemp(path.join(tmpdir(), 'assay-bench-'));
  const [port, healthPort] = [await freePort(), await freePort()];
  const over = new AbortController();
  const printed: string[] = [];
  const program = run(
    process.execPath,
    ['--import', inRoot('apps/cli/dist/processes/tether.js'), inRoot('apps/cli/dist/main.js'), 'up'],
    {
      env: {
        ...nobodysDatabase,
        ASSAY_HOME: home,
        HOST: '127.0.0.1',
        PORT: String(port),
        ASSAY_WORKER_HEALTH_PORT: String(healthPort),
        ASSAY_SANDBOX_DRIVER: 'docker',
        ASSAY_POOL_SIZE: String(poolSize),
        DOCKER_HOST: dockerHost,
      },
      signal: AbortSignal.any([signal, over.signal]),
      graceMs,
      onLine: (line) => printed.push(line),
    },
  );
  try {
    const invitation = await readInvitation(program, printed, signal);
    const isFull = () => isPoolFull(`http://127.0.0.1:${healthPort}/`, poolSize);
    const notFull = () => "The platform's worker did not keep pairs ready within a minute.";
    const settle = () => until(isFull, fullWithinMs, notFull, signal);
    return await work({ url: `http://localhost:${port}`, invitation, settle });
  } finally {
    over.abort();
    await program;
    await rm(home, { recursive: true, force: true });
  }
}

/** It must not meet data that somebody works with. */
const nobodysDatabase = {
  DATABASE_URL: undefined,
  ASSAY_DATABASE_OWNER_URL: undefined,
  ASSAY_DATABASE_APP_URL: undefined,
  ASSAY_DATABASE_QUEUE_URL: undefined,
  ASSAY_DATABASE_RETENTION_URL: undefined,
  REDIS_URL: undefined,
  ASSAY_SECRET: undefined,
  ASSAY_PUBLIC_URL: undefined,
};

/** Waits for the message that everything runs, and reads the link in it as a person would. */
async function readInvitation(program: Promise<unknown>, printed: readonly string[], signal: AbortSignal): Promise<string> {
  let hasEnded = false;
  void program.then(() => (hasEnded = true));
  const tokens = () => printed.flatMap((line) => /\/i\/([\w-]+)$/.exec(line.trim())?.[1] ?? []);
  // The worker may say something after it.
  const isReady = () => printed.some((line) => line.startsWith('Ctrl-C'));
  const lastWords = () => `The platform did not start. Its last words:\n${printed.slice(-10).join('\n')}`;
  await until(() => isReady() || hasEnded, readyWithinMs, lastWords, signal);
  const [token] = tokens();
  if (token === undefined) {
    throw new AssayError('bench-failed', lastWords());
  }
  return token;
}

async function isPoolFull(health: string, size: number): Promise<boolean> {
  const answer = await fetch(health).catch(() => undefined);
  const { pool } = answer?.ok === true ? ((await answer.json()) as { pool: PoolMetrics | null }) : { pool: null };
  return pool !== null && pool.ready >= size && pool.starting === 0;
}
