import path from 'node:path';
import type { AssayConfig } from '@assay/platform';
import { AssayError, childEnvironment, startStopwatch } from '@assay/platform';
import { releaseLock, takeLock } from '../processes/lock-file.js';
import { Service } from '../processes/supervised.js';
import { seedDemo } from '../seed/seed-demo.js';
import { buildWeb, compileServers, webRoot } from '../workspace/build.js';
import { inRoot } from '../workspace/paths.js';
import { duration, say } from '../workspace/terminal.js';
import type { DatabaseUrls } from './database.js';
import { openDatabase } from './database.js';
import { followGrading } from './grading-news.js';
import type { Installation } from './installation.js';
import { openInstallation } from './installation.js';
import { choosePort } from './port.js';
import { readyMessage } from './ready-message.js';
import { ensureSomeSandbox } from './some-sandbox.js';

/**
 * Runs the whole platform on this machine until the signal: database, API with the web on one port, worker, demo data.
 *
 * @throws AssayError with what to do about it, after everything that had started was stopped again.
 */
export async function up(config: AssayConfig, signal: AbortSignal): Promise<void> {
  const watch = startStopwatch();
  const installation = await openInstallation(config.home);
  await lock(installation);
  const running: { stop(): Promise<void> }[] = [];
  const started = <Part extends { stop(): Promise<void> }>(part: Part): Part => {
    running.unshift(part);
    signal.throwIfAborted();
    return part;
  };
  try {
    const port = await choosePort(config.http);
    const http = { ...config.http, port, publicUrl: publicUrlFor(config, port) };
    const building = buildPrograms(signal);
    // Told where it is awaited; until then the database may fail first.
    building.catch(() => undefined);
    const database = started(await openDatabase(config, installation));
    await building;
    say('Loading the demo …');
    const secret = config.secret ?? installation.secrets.secret;
    const demo = await seedDemo({ urls: database.urls, publicUrl: http.publicUrl, secret });
    await ensureSomeSandbox(config, signal);
    const environment = sharedEnvironment({ ...config, http, secret }, installation, database.urls);
    say('Starting the API and the worker …');
    const services = [apiService(http.port, installation, environment), workerService(installation, environment)];
    await Promise.all(services.map((service) => started(service).start()));
    signal.throwIfAborted();
    say(`Set up in ${duration(watch.elapsedMs())}`);
    say();
    say(readyMessage(http.publicUrl, demo));
    await followGrading(localUrl(port), signal);
  } catch (thrown) {
    // Stopped while setting up: that is no failure.
    if (!signal.aborted) {
      throw thrown;
    }
  } finally {
    for (const part of running) {
      await part.stop();
    }
    await releaseLock(installation.lock);
  }
}

async function lock(installation: Installation): Promise<void> {
  const holder = await takeLock(installation.lock);
  if (holder !== undefined) {
    throw new AssayError(
      'set-up-failed',
      `Assay already runs from ${installation.folder} (process ${holder}): stop it, or set ASSAY_HOME to another folder.`,
    );
  }
}

async function buildPrograms(signal: AbortSignal): Promise<void> {
  say('Compiling what changed …');
  const [, isWebBuilt] = await Promise.all([compileServers(signal), buildWeb(signal)]);
  if (isWebBuilt) {
    say('Web built');
  }
}

function publicUrlFor(config: AssayConfig, port: number): string {
  return config.http.port === port ? config.http.publicUrl : localUrl(port);
}

function localUrl(port: number): string {
  return `http://localhost:${port}`;
}

function sharedEnvironment(config: AssayConfig, installation: Installation, urls: DatabaseUrls): Record<string, string> {
  return childEnvironment({
    ASSAY_HOME: installation.folder,
    ASSAY_SECRET: config.secret,
    ASSAY_PUBLIC_URL: config.http.publicUrl,
    HOST: config.http.host,
    PORT: String(config.http.port),
    ASSAY_WEB_ROOT: webRoot,
    // Whoever serves and grades has no owner's rights.
    DATABASE_URL: undefined,
    ASSAY_DATABASE_OWNER_URL: undefined,
    ASSAY_DATABASE_APP_URL: urls.app,
    ASSAY_DATABASE_QUEUE_URL: urls.queue,
  });
}

function apiService(port: number, installation: Installation, env: Record<string, string>): Service {
  const status = `${localUrl(port)}/api/v1/system/status`;
  return new Service({
    name: 'api',
    program: inRoot('apps/api/dist/main.js'),
    env,
    logFile: path.join(installation.logs, 'api.log'),
    isReady: () =>
      fetch(status, { signal: AbortSignal.timeout(2_000) }).then(
        (answer) => answer.ok,
        () => false,
      ),
    onTrouble: say,
  });
}

function workerService(installation: Installation, env: Record<string, string>): Service {
  return new Service({
    name: 'worker',
    program: inRoot('apps/worker/dist/main.js'),
    env,
    logFile: path.join(installation.logs, 'worker.log'),
    isReady: (printed) => printed.some((line) => line.startsWith('{') && line.includes('"ready":true')),
    onTrouble: say,
  });
}
