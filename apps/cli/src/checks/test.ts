import { availableParallelism } from 'node:os';
import type { AssayConfig, Environment } from '@assay/platform';
import { AssayError, startStopwatch } from '@assay/platform';
import { findProgram } from '../provision/programs.js';
import { profilesNamed, provision } from '../provision/provision.js';
import { buildWeb, compileServers } from '../workspace/build.js';
import { duration, say, table } from '../workspace/terminal.js';
import { addTo, emptySum, failedOf, verdictOf } from './counts.js';
import { runTarget } from './targets.js';
import { startThrowAwayServices } from './test-services.js';

/** In this order: the quickest to say no comes first. While the specs of one project wait for a deadline, another's have the processors. */
const targets = [
  { target: 'unit', parallel: availableParallelism() },
  { target: 'integration', parallel: 2 },
  { target: 'e2e', parallel: 1 },
];

/**
 * Every test there is, on real parts: what is missing is installed and started first, and stopped afterwards.
 *
 * @returns whether all of them ran and held.
 */
export async function test(config: AssayConfig, signal: AbortSignal): Promise<boolean> {
  // All of them before anything runs: specs of two projects would otherwise each make the same one at the same time.
  const { dockerHost } = await provision(config, { images: profilesNamed(true), standIns: true }, signal);
  say('Compiling what changed …');
  await Promise.all([compileServers(signal), buildWeb(signal)]);
  const services = await startThrowAwayServices();
  try {
    return await runAll(
      {
        ASSAY_TEST_DATABASE_URL: services.databaseUrl,
        ASSAY_TEST_REDIS_URL: services.redisUrl,
        ASSAY_TEST_CHROMIUM: await requireChromium(),
        DOCKER_HOST: dockerHost,
      },
      signal,
    );
  } finally {
    await services.stop();
  }
}

async function runAll(env: Environment, signal: AbortSignal): Promise<boolean> {
  const total = emptySum();
  const rows: string[][] = [];
  let held = true;
  for (const { target, parallel } of targets) {
    const watch = startStopwatch();
    const { result, sum } = await runTarget({ target, parallel, env, signal, onLine: say });
    signal.throwIfAborted();
    held &&= result.code === 0;
    addTo(total, sum);
    rows.push([target, String(sum.passed), String(failedOf(sum)), duration(watch.elapsedMs())]);
  }
  say();
  say(table(['tests', 'passed', 'failed', 'time'], rows, ['passed', 'failed', 'time']));
  say();
  say(verdictOf(total));
  return held && failedOf(total) === 0;
}

async function requireChromium(): Promise<string> {
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    const found = await findProgram(name);
    if (found !== undefined) {
      return found;
    }
  }
  throw new AssayError('set-up-failed', 'No Chromium is installed: run `npm run assay -- provision`.');
}
