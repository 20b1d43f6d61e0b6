import path from 'node:path';
import type { AssayConfig } from '@assay/platform';
import { ConfigError, deriveKey, requireSecret } from '@assay/platform';
import type { SandboxDriver } from '@assay/sandbox';
import { BubblewrapDriver, DockerDriver, readCertificates } from '@assay/sandbox';

/**
 * The drivers that the configuration allows, the preferred first: a Docker engine at the configured or the usual address, our own
 * private engine, and outside production bubblewrap.
 *
 * @throws ConfigError when production is told to use bubblewrap, whose isolation is good enough for development only.
 */
export async function allowedDrivers(config: AssayConfig, workerId: string): Promise<SandboxDriver[]> {
  const { driver } = config.sandbox;
  if (driver === 'bubblewrap' && config.environment === 'production') {
    throw new ConfigError([
      {
        variable: 'ASSAY_SANDBOX_DRIVER',
        sentence: 'is bubblewrap, which isolates well enough for development only: set it to docker and give a Docker engine.',
      },
    ]);
  }
  const docker = driver === 'docker' || driver === 'auto' ? await dockerDrivers(config, workerId) : [];
  const allowsBubblewrap = driver === 'bubblewrap' || (driver === 'auto' && config.environment !== 'production');
  return allowsBubblewrap ? [...docker, new BubblewrapDriver({ cacheFolder: config.cache })] : docker;
}

async function dockerDrivers(config: AssayConfig, workerId: string): Promise<SandboxDriver[]> {
  const { host, certPath } = config.sandbox.docker;
  const tls = certPath === undefined ? undefined : await readCertificates(certPath);
  const hosts = host === undefined ? [undefined, `unix://${path.join(config.cache, 'engine', 'docker.sock')}`] : [host];
  return hosts.map(
    (address) =>
      new DockerDriver({
        host: address,
        tls,
        runtime: config.sandbox.runtime,
        installation: installationOf(config),
        worker: workerId,
        cacheFolder: config.cache,
      }),
  );
}

/** The same for every worker of an installation, and nobody's secret. */
function installationOf(config: AssayConfig): string {
  return deriveKey(requireSecret(config), 'sandbox-installation').toString('hex').slice(0, 16);
}
