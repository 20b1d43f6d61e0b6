import { currentEnvironment, testService } from '@assay/platform';
import { BubblewrapDriver, DockerDriver } from '@assay/sandbox';
import type { SandboxDriver } from '@assay/sandbox';
import { readdir, readFile } from 'node:fs/promises';
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

/** Every file below a folder as bytes, by its path inside. */
export async function submissionIn(folder: string): Promise<{ path: string; content: Uint8Array }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(files.sort().map(async (file) => ({ path: file.slice(folder.length + 1), content: await readFile(file) })));
}
