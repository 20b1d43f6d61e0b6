import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/**
 * Runs a program as if it were this process: same input and output, signals passed on, its exit code ours. npm's shell may
 * die of a signal without telling us: when our parent goes, the program is asked to stop.
 *
 * @returns the exit code.
 */
export function runAsOurOwn(program, args, environment) {
  const child = spawn(program, args, { env: environment, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal));
  }
  const stopWatching = startedByNpm() ? whenParentGoes(() => child.kill('SIGTERM')) : () => undefined;
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      stopWatching();
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

function startedByNpm() {
  return process.env.npm_lifecycle_event !== undefined;
}

function whenParentGoes(act) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) {
      clearInterval(watch);
      act();
    }
  }, 500);
  return () => clearInterval(watch);
}
