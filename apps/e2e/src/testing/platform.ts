import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { productEnvironment } from '@assay/testing';

const cli = fileURLToPath(new URL('../../../cli/dist/main.js', import.meta.url));

export interface SignIn {
  as: string;
  email: string;
  password: string;
}

export interface RunningPlatform {
  url: string;
  /** The live invitation that `assay up` printed. */
  invitation: string;
  /** The demo's people as they were printed. */
  signIns: SignIn[];
  /** Everything printed so far, for a failing test's message. */
  printed: () => string;
  stop: () => Promise<void>;
}

/** Starts the built product as a newcomer would, with a home of its own, and waits for `Assay is ready`. */
export async function startPlatform(options: { driver: 'docker' | 'bubblewrap' }): Promise<RunningPlatform> {
  const home = await mkdtemp(join(tmpdir(), 'assay-e2e-'));
  const port = await freePort();
  const child = spawn(process.execPath, [cli, 'up'], {
    env: productEnvironment({ ASSAY_HOME: home, PORT: String(port), ASSAY_SANDBOX_DRIVER: options.driver }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const collect = (chunk: Buffer) => (printed += chunk.toString());
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const stop = async () => {
    await terminate(child);
    await rm(home, { recursive: true, force: true });
  };
  try {
    await readiness(child, () => printed);
  } catch (error) {
    await stop();
    throw error;
  }
  return { ...readBanner(printed), printed: () => printed, stop };
}

function readiness(child: ChildProcess, printed: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const deadline = setTimeout(() => {
      reject(new Error(`Assay was not ready after 120 s. It printed:\n${printed()}`));
    }, 120_000);
    const look = () => {
      if (!printed().includes('Assay is ready') || !printed().includes('/i/')) return;
      clearTimeout(deadline);
      resolve();
    };
    child.stdout?.on('data', look);
    child.once('exit', (code) => {
      clearTimeout(deadline);
      reject(new Error(`Assay ended with ${String(code)} before it was ready. It printed:\n${printed()}`));
    });
  });
}

/** Reads what a person would: the address, the sign-ins and the invitation. */
function readBanner(printed: string): Pick<RunningPlatform, 'url' | 'invitation' | 'signIns'> {
  const banner = printed.slice(printed.indexOf('Assay is ready'));
  const url = /https?:\/\/[^\s/]+/.exec(banner)?.[0];
  const invitation = /https?:\/\/\S+\/i\/\S+/.exec(banner)?.[0];
  const signIns = [...banner.matchAll(/^ {2}(.+?) {2,}(\S+@\S+) {2}(\S+)$/gm)].map(([, as = '', email = '', password = '']) => ({
    as,
    email,
    password,
  }));
  if (!url || !invitation || signIns.length === 0) {
    throw new Error(`The banner lacks the address, the sign-ins or the invitation:\n${printed}`);
  }
  return { url, invitation, signIns };
}

async function terminate(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('No free port was given.');
  return address.port;
}
