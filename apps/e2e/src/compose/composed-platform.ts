import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { productEnvironment, testDocker } from '@assay/testing';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const execute = promisify(execFile);

export interface ComposedPlatform {
  url: string;
  /** Runs docker-compose with these arguments and answers what it printed. */
  compose: (...args: string[]) => Promise<string>;
  /** Runs the docker client. */
  docker: (...args: string[]) => Promise<string>;
  /** Ends everything and removes its volumes. */
  remove: () => Promise<void>;
}

/** A project of docker-compose.yml with settings of its own, so that several do not meet. Nothing runs yet. */
export async function openComposedPlatform(): Promise<ComposedPlatform> {
  const socket = new URL(testDocker()).pathname;
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const env = productEnvironment({
    COMPOSE_PROJECT_NAME: `assay-spec-${process.pid}`,
    COMPOSE_HTTP_TIMEOUT: '600',
    DOCKER_BUILDKIT: '0',
    COMPOSE_DOCKER_CLI_BUILD: '0',
    DOCKER_HOST: testDocker(),
    DOCKER_SOCKET: socket,
    DOCKER_GID: String((await stat(socket)).gid),
    PORT: String(port),
    ASSAY_PUBLIC_URL: url,
    ASSAY_MIGRATE_OPTION: '--demo',
    ASSAY_SECRET: secret(),
    POSTGRES_PASSWORD: secret(),
    ASSAY_OWNER_PASSWORD: secret(),
    ASSAY_APP_PASSWORD: secret(),
    ASSAY_QUEUE_PASSWORD: secret(),
    ASSAY_RETENTION_PASSWORD: secret(),
  });
  const [program, ...first] = await composeProgram();
  const runProgram = async (name: string, args: readonly string[]) =>
    (await execute(name, args, { cwd: root, env, maxBuffer: 64 * 1024 * 1024 })).stdout;
  const compose = (...args: string[]) => runProgram(program, [...first, ...args]);
  return {
    url,
    compose,
    docker: (...args) => runProgram('docker', args),
    remove: async () => {
      await compose('down', '--volumes', '--remove-orphans', '--timeout', '15');
    },
  };
}

/** The plugin where it is installed, else the program of its own that Debian has. */
async function composeProgram(): Promise<[string, ...string[]]> {
  return execute('docker', ['compose', 'version']).then(
    () => ['docker', 'compose'],
    () => ['docker-compose'],
  );
}

function secret(): string {
  return randomBytes(24).toString('hex');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, () => {
      const address = probe.address();
      probe.close(() => {
        if (address !== null && typeof address === 'object') {
          resolve(address.port);
        } else {
          reject(new Error('No free port was given.'));
        }
      });
    });
  });
}
