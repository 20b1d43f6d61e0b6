import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AssayError, childEnvironment, newSecret, pause, startStopwatch } from '@assay/platform';
import { freePort, startPostgres } from '../embedded/postgres-server.js';
import { stopGroup } from '../processes/run.js';
import { findProgram } from '../provision/programs.js';

export interface ThrowAwayServices {
  databaseUrl: string;
  redisUrl: string;
  stop(): Promise<void>;
}

/** Starts a PostgreSQL and a Redis that nobody else uses and that leave nothing behind. */
export async function startThrowAwayServices(): Promise<ThrowAwayServices> {
  const folder = await mkdtemp(path.join(tmpdir(), 'assay-test-'));
  // The database's user must be able to walk through.
  await chmod(folder, 0o711);
  const stops: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })];
  const stop = async () => {
    for (const step of stops.splice(0).reverse()) {
      await step();
    }
  };
  try {
    const postgres = await startPostgres({
      dataFolder: path.join(folder, 'postgres'),
      logFile: path.join(folder, 'postgres.log'),
      password: newSecret(),
      throwAway: true,
    });
    stops.push(() => postgres.stop());
    const redis = await startRedis(folder);
    stops.push(() => redis.stop());
    return { databaseUrl: postgres.url, redisUrl: redis.url, stop };
  } catch (thrown) {
    await stop();
    throw thrown;
  }
}

async function startRedis(folder: string): Promise<{ url: string; stop(): Promise<void> }> {
  const program = await findProgram('redis-server');
  if (program === undefined) {
    throw new AssayError('set-up-failed', 'redis-server is not installed: run `npm run assay -- provision`.');
  }
  const port = await freePort();
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
  const child = spawn(program, options, { env: childEnvironment(), stdio: 'ignore', detached: true });
  const watch = startStopwatch();
  while (!(await takesConnections(port))) {
    if (child.exitCode !== null || watch.elapsedMs() > 10_000) {
      throw new AssayError(
        'set-up-failed',
        `redis-server did not start on port ${port}: run \`redis-server --port ${port}\` to see why.`,
      );
    }
    await pause(50);
  }
  return { url: `redis://127.0.0.1:${port}`, stop: () => stopGroup(child, 5_000) };
}

function takesConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port }, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
