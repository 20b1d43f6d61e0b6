import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import process from 'node:process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Environment } from '@assay/platform';
import { childEnvironment, messageOf, systemCodeOf } from '@assay/platform';

export interface RunOptions {
  cwd?: string | undefined;
  /** Changes to our environment. */
  env?: Environment | undefined;
  /** Ends the program and everything it started. */
  signal?: AbortSignal | undefined;
  /** How long it may take to end once the signal asks for it; 5 s if not given. */
  graceMs?: number | undefined;
  /** Hears every line of output as it comes. */
  onLine?: ((line: string) => void) | undefined;
  timeoutMs?: number | undefined;
}

export interface RunResult {
  /** 127 when the program could not be started. */
  code: number;
  /** Standard output alone. */
  stdout: string;
  /** Both streams, line by line as they came. */
  output: string;
}

/** Runs a program to its end. It has its own process group, so that stopping it stops what it started. */
export async function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: childEnvironment(options.env),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const stdout: string[] = [];
  const output: string[] = [];
  const hear = async (stream: Readable, lines?: string[]) => {
    for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
      lines?.push(line);
      output.push(line);
      options.onLine?.(line);
    }
  };
  const stop = () => void stopGroup(child, options.graceMs ?? 5_000);
  const timer = options.timeoutMs === undefined ? undefined : setTimeout(stop, options.timeoutMs);
  options.signal?.addEventListener('abort', stop, { once: true });
  if (options.signal?.aborted) {
    stop();
  }
  try {
    const [code] = await Promise.all([ended(child), hear(child.stdout, stdout), hear(child.stderr)]);
    return { code, stdout: stdout.join('\n'), output: output.join('\n') };
  } catch (thrown) {
    return { code: 127, stdout: '', output: messageOf(thrown) };
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', stop);
  }
}

/** Resolves with the exit code: 128 + the signal's number when a signal ended it. */
export function ended(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });
}

/** Asks a detached child's whole group to end, and after `graceMs` ends it; resolves when the child is gone. */
export async function stopGroup(child: ChildProcess, graceMs: number): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  const group = child.pid;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  signalGroup(group, 'SIGTERM');
  const timer = setTimeout(() => signalGroup(group, 'SIGKILL'), graceMs);
  await gone;
  clearTimeout(timer);
  signalGroup(group, 'SIGKILL');
}

function signalGroup(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal);
  } catch {
    // Nobody is left in the group.
  }
}

/** Whether a process of this id runs. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return systemCodeOf(thrown) === 'EPERM';
  }
}
