import { currentEnvironment, testService } from '@assay/platform';
import { BubblewrapDriver, DockerDriver } from '@assay/sandbox';
import type { SandboxDriver } from '@assay/sandbox';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The user's cache, shared by every checkout, so that wheels are downloaded once. */
const cacheFolder = join(currentEnvironment()['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'assay');

export const drivers: Record<SandboxDriver['name'], () => SandboxDriver> = {
  docker: () => dockerDriver(testService('dockerHost')),
  bubblewrap: () => new BubblewrapDriver({ cacheFolder }),
};

export function dockerDriver(host: string): DockerDriver {
  return new DockerDriver({ host, installation: 'specs', worker: 'spec', cacheFolder });
}

/** The first build of an image takes minutes. */
export const imageBuildMs = 600_000;
