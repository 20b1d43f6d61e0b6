import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import process from 'node:process';
import { AssayError, childEnvironment, pause, startStopwatch } from '@assay/platform';
import { ended, isAlive } from '../processes/run.js';
import { findPostgresBinaries } from './postgres-binaries.js';
import type { PostgresIdentity } from './postgres-identity.js';
import { chooseIdentity } from './postgres-identity.js';

export interface PostgresSettings {
  /** Where the cluster lies; made when absent. The folder above it must exist. */
  dataFolder: string;
  /** Gets what the server says. */
  logFile: string;
  /** Of the superuser `postgres`; must not change over the life of a data folder. */
  password: string;
  /** Where to listen; a free port when absent. */
  port?: number;
  /** Throw-away servers trade safety for speed. */
  throwAway?: boolean;
}

export interface PostgresServer {
  /** The superuser's URL of the database `postgres`. */
  url: string;
  /** Resolves with the exit code when the server ends, whoever ended it. */
  ended: Promise<number>;
  /** Ends it as a fast shutdown does: sessions are cut, nothing committed is lost. */
  stop(): Promise<void>;
}

/**
 * Starts a PostgreSQL of our own on a free port of the loopback interface and waits until it takes connections.
 *
 * @throws AssayError `database-unavailable` with the server's last words.
 */
export async function startPostgres(settings: PostgresSettings): Promise<PostgresServer> {
  const binaries = await findPostgresBinaries();
  const identity = await chooseIdentity(settings.dataFolder, binaries.postgres);
  await mkdir(path.dirname(settings.logFile), { recursive: true });
  if (!existsSync(path.join(settings.dataFolder, 'PG_VERSION'))) {
    await makeCluster(binaries.initdb, identity, settings);
  } else {
    await clearForerunner(settings.dataFolder);
  }
  const port = settings.port ?? (await freePort());
  const child = launch(identity, binaries.postgres, serverArguments(settings, port), settings.logFile);
  const end = ended(child);
  await untilReady(child, settings);
  return {
    url: `postgres://postgres:${settings.password}@127.0.0.1:${port}/postgres`,
    ended: end,
    stop: () => stopServer(child, end),
  };
}

async function makeCluster(initdb: string, identity: PostgresIdentity, settings: PostgresSettings): Promise<void> {
  // What an interrupted start left behind is no cluster.
  await rm(settings.dataFolder, { recursive: true, force: true });
  await identity.makeFolder(settings.dataFolder);
  const setUp = `${settings.dataFolder}.set-up`;
  await identity.makeFolder(setUp);
  const passwordFile = path.join(setUp, 'password');
  await writeFile(passwordFile, settings.password);
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  const args = ['-D', settings.dataFolder, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, ...locale];
  const durability = settings.throwAway === true ? ['--no-sync'] : [];
  const code = await ended(launch(identity, initdb, [...args, ...durability], settings.logFile));
  await rm(setUp, { recursive: true, force: true });
  if (code !== 0) {
    const said = await lastWords(settings.logFile);
    await rm(settings.dataFolder, { recursive: true, force: true });
    throw new AssayError('database-unavailable', `The database could not be made in ${settings.dataFolder}:\n${said}`);
  }
}

function serverArguments(settings: PostgresSettings, port: number): string[] {
  const options = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    `max_connections=${settings.throwAway === true ? 300 : 200}`,
    ...(settings.throwAway === true ? ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off'] : []),
  ];
  return ['-D', settings.dataFolder, '-p', String(port), ...options.flatMap((option) => ['-c', option])];
}

function launch(identity: PostgresIdentity, program: string, args: readonly string[], logFile: string): ChildProcess {
  const { program: launched, args: launchedArgs, ...as } = identity.command(program, args);
  const log = openSync(logFile, 'a');
  try {
    return spawn(launched, launchedArgs, {
      ...as,
      cwd: '/',
      env: childEnvironment({ LC_ALL: 'C', PGDATA: undefined, PGPORT: undefined, PGHOST: undefined }),
      stdio: ['ignore', log, log],
      // A Ctrl-C is for us: we stop it when nobody needs it any more.
      detached: true,
    });
  } finally {
    closeSync(log);
  }
}

/** The server writes its state into the eighth line of postmaster.pid, and its process id into the first. */
async function untilReady(child: ChildProcess, settings: PostgresSettings): Promise<void> {
  const pidFile = path.join(settings.dataFolder, 'postmaster.pid');
  const watch = startStopwatch();
  while (child.exitCode === null && child.signalCode === null && watch.elapsedMs() < 60_000) {
    const lines = (await readFile(pidFile, 'utf8').catch(() => '')).split('\n');
    if (lines[7]?.trim() === 'ready' && Number(lines[0]) === child.pid) {
      return;
    }
    await pause(50);
  }
  child.kill('SIGQUIT');
  throw new AssayError(
    'database-unavailable',
    `PostgreSQL did not start. Its last words, in ${settings.logFile}:\n${await lastWords(settings.logFile)}`,
  );
}

/** A killed command leaves its server running, and a killed machine leaves a note of one that is gone. */
async function clearForerunner(dataFolder: string): Promise<void> {
  const pidFile = path.join(dataFolder, 'postmaster.pid');
  const pid = Number((await readFile(pidFile, 'utf8').catch(() => '')).split('\n')[0]);
  if (!(pid > 0)) {
    return;
  }
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
  if (commandLine?.includes(dataFolder) === true) {
    process.kill(pid, 'SIGINT');
    const watch = startStopwatch();
    while (isAlive(pid)) {
      if (watch.elapsedMs() > 10_000) {
        process.kill(pid, 'SIGQUIT');
      }
      await pause(100);
    }
  } else if (existsSync('/proc/self')) {
    await rm(pidFile, { force: true });
  }
}

async function stopServer(child: ChildProcess, end: Promise<number>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  child.kill('SIGINT');
  const timer = setTimeout(() => child.kill('SIGQUIT'), 15_000);
  await end;
  clearTimeout(timer);
}

async function lastWords(logFile: string): Promise<string> {
  return (await readFile(logFile, 'utf8').catch(() => '')).trimEnd().split('\n').slice(-5).join('\n');
}

/** A port of the loopback interface that nobody uses now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address !== null && typeof address === 'object') {
          resolve(address.port);
        } else {
          reject(new AssayError('set-up-failed', 'No free port was found on this machine.'));
        }
      });
    });
  });
}
