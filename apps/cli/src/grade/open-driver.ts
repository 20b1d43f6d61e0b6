import type { AssayConfig } from '@assay/platform';
import { AssayError, newId } from '@assay/platform';
import type { DockerDriverOptions, SandboxDriver } from '@assay/sandbox';
import { BubblewrapDriver, DockerDriver, SandboxError, readCertificates } from '@assay/sandbox';
import { findEngine } from '../provision/engine.js';
import { complain } from '../workspace/terminal.js';

export type DriverChoice = 'auto' | 'docker' | 'bubblewrap';

type DriverSettings = Pick<AssayConfig, 'cache' | 'sandbox'>;

/**
 * Lends a sandbox driver to `work`: the chosen one, else Docker where an engine answers, else bubblewrap.
 *
 * @throws AssayError `engine-unavailable` with what helps, when it cannot be used here.
 */
export async function withDriver<T>(
  config: DriverSettings,
  choice: DriverChoice,
  work: (driver: SandboxDriver) => Promise<T>,
): Promise<T> {
  const driver = await openDriver(config, choice);
  try {
    const probe = await driver.probe();
    if (!probe.available) {
      throw new AssayError('engine-unavailable', `Nothing can be graded: ${probe.reason}. This helps: ${probe.help}`);
    }
    if (probe.assurance === 'development') {
      complain(`Sandboxes of ${probe.detail}: their isolation, and so every verdict, is of development assurance.`);
    }
    return await work(driver);
  } catch (thrown) {
    throw thrown instanceof SandboxError ? new AssayError('engine-unavailable', thrown.message, { cause: thrown }) : thrown;
  } finally {
    await driver.close();
  }
}

async function openDriver(config: DriverSettings, choice: DriverChoice): Promise<SandboxDriver> {
  const host = choice === 'bubblewrap' ? undefined : await findEngine(config);
  return host === undefined && choice !== 'docker'
    ? new BubblewrapDriver(underOurName(config))
    : new DockerDriver(await dockerOptions(config, host));
}

/** How the command speaks to an engine. */
export async function dockerOptions(config: DriverSettings, host: string | undefined): Promise<DockerDriverOptions> {
  const { runtime, docker } = config.sandbox;
  return {
    host: host ?? docker.host,
    tls: docker.certPath === undefined ? undefined : await readCertificates(docker.certPath),
    runtime,
    ...underOurName(config),
  };
}

/** A name that no worker has, so that no worker's rounds find these sandboxes or are found by ours. */
function underOurName(config: DriverSettings) {
  return { installation: `command-${newId()}`, worker: 'command', cacheFolder: config.cache };
}
