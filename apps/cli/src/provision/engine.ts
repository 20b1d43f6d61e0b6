import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { AssayConfig } from '@assay/platform';
import { AssayError, childEnvironment, pause, startStopwatch } from '@assay/platform';
import { withLock } from '../processes/lock-file.js';
import { say } from '../workspace/terminal.js';
import { answers } from './engine-api.js';
import { findProgram } from './programs.js';

type EngineSettings = Pick<AssayConfig, 'cache' | 'sandbox'>;

const defaultHost = 'unix:///var/run/docker.sock';

/** The private engine's folder: everything it owns lies below. */
export function engineFolder(config: Pick<AssayConfig, 'cache'>): string {
  return path.join(config.cache, 'engine');
}

function privateHost(config: Pick<AssayConfig, 'cache'>): string {
  return `unix://${path.join(engineFolder(config), 'docker.sock')}`;
}

/**
 * The host of an engine that answers: the one that DOCKER_HOST names, else the machine's, else our private one.
 * With certificates the engine is remote and spoken to over TLS, and is believed to answer.
 */
export async function findEngine(config: EngineSettings): Promise<string | undefined> {
  const { host, certPath } = config.sandbox.docker;
  if (host !== undefined) {
    return certPath !== undefined || (await answers(host)) ? host : undefined;
  }
  for (const candidate of [defaultHost, privateHost(config)]) {
    if (await answers(candidate)) {
      return candidate;
    }
  }
  return undefined;
}

/**
 * Finds an engine, or starts the private one of this user and waits until it answers.
 *
 * @returns its host.
 * @throws AssayError `engine-unavailable` when it cannot be started.
 */
export async function ensureEngine(config: EngineSettings): Promise<string> {
  const found = await findEngine(config);
  if (found !== undefined) {
    return found;
  }
  const folder = engineFolder(config);
  return withLock(
    path.join(folder, 'lock'),
    (holder) => say(`Waiting for another set-up (process ${holder}) to start the Docker engine …`),
    async () => (await findEngine(config)) ?? (await startPrivateEngine(folder, privateHost(config))),
  );
}

async function startPrivateEngine(folder: string, host: string): Promise<string> {
  const program = await findProgram('dockerd');
  if (program === undefined) {
    throw new AssayError(
      'engine-unavailable',
      'No Docker engine answers and dockerd is not installed: run `npm run assay -- provision`.',
    );
  }
  // Known to the engine, so that ASSAY_SANDBOX_RUNTIME may name it; what runs without that setting stays the engine's default.
  const crun = await findProgram('crun');
  say('Starting a private Docker engine …');
  await mkdir(path.join(folder, 'data'), { recursive: true });
  const log = path.join(folder, 'dockerd.log');
  const logFile = openSync(log, 'a');
  const daemon = spawn(
    program,
    [
      ['--data-root', path.join(folder, 'data')],
      ['--exec-root', path.join(folder, 'run')],
      ['--pidfile', path.join(folder, 'dockerd.pid')],
      ['-H', host],
      ...(crun === undefined ? [] : [['--add-runtime', `crun=${crun}`]]),
    ].flat(),
    // Its data outlives this command; TLS or another host of ours is not meant for it.
    { env: childEnvironment({ DOCKER_HOST: undefined }), stdio: ['ignore', logFile, logFile], detached: true },
  );
  daemon.unref();
  const watch = startStopwatch();
  while (watch.elapsedMs() < 60_000 && daemon.exitCode === null) {
    if (await answers(host)) {
      return host;
    }
    await pause(200);
  }
  const said = (await readFile(log, 'utf8')).trimEnd().split('\n').slice(-3).join('\n');
  throw new AssayError('engine-unavailable', `The Docker engine did not start. Its last words, in ${log}:\n${said}`);
}
