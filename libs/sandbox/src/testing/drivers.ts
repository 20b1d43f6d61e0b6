import type { TestGroup, RunReport } from '@assay/contracts';
import { testGroup } from '@assay/contracts';
import { currentEnvironment, testService } from '@assay/platform';
import Docker from 'dockerode';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { BubblewrapDriver } from '../bubblewrap/bubblewrap.driver.js';
import { DockerDriver } from '../docker/docker.driver.js';
import { connectionTo } from '../docker/engine.connection.js';
import { defaultRecipeFolder } from '../image.recipe.js';
import type { Implementations } from '../mutants.run.js';
import type { RunFile, RunGroupRequest } from '../run.group.js';
import { runGroup } from '../run.group.js';
import { SandboxPool } from '../sandbox.pool.js';
import type { SandboxDriver, SandboxImage, SandboxImageProfile } from '../sandbox.port.js';

/** The user's cache, shared by every checkout, so that wheels are downloaded once. */
const cacheFolder = join(currentEnvironment()['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'assay');

/** Drivers of the product's own recipe, or of another. */
export const drivers: Record<SandboxDriver['name'], (changes?: { recipeFolder?: string }) => SandboxDriver> = {
  docker: (changes) => dockerDriver(changes),
  bubblewrap: (changes) => bubblewrapDriver(changes),
};

export function bubblewrapDriver(changes: Partial<ConstructorParameters<typeof BubblewrapDriver>[0]> = {}): BubblewrapDriver {
  return new BubblewrapDriver({ cacheFolder, ...changes });
}

/** The engine that specs share. */
export function sharedEngine(): Docker {
  return new Docker(connectionTo(testService('dockerHost'), undefined));
}

/** Removes an image that only one spec has a use for. */
export async function removeImage(name: SandboxDriver['name'], { profile, version }: SandboxImage): Promise<void> {
  if (name === 'docker') await sharedEngine().getImage(`assay/sandbox-python-${profile}:${version}`).remove();
  else await rm(join(cacheFolder, 'bubblewrap', `${profile}-${version}`), { recursive: true });
}

export function dockerDriver(changes: Partial<ConstructorParameters<typeof DockerDriver>[0]> = {}): DockerDriver {
  const host = testService('dockerHost');
  return new DockerDriver({ host, installation: 'specs', worker: 'spec', cacheFolder, ...changes });
}

/** A driver whose image is ready. The first time it is built, which takes minutes. */
export async function readyDriver(
  name: SandboxDriver['name'],
  profile: SandboxImageProfile = 'base',
): Promise<{ driver: SandboxDriver; image: SandboxImage }> {
  const driver = drivers[name]();
  return { driver, image: await driver.ensureImage(profile) };
}

/** Runs a group in sandboxes that are started for it. */
export function runCold(driver: SandboxDriver, request: RunGroupRequest, signal?: AbortSignal): Promise<RunReport> {
  return runGroup(new SandboxPool(driver, { size: 0 }), request, signal);
}

export const imageBuildMs = 600_000;

/** A `call` group over the given test files. */
export function callGroup(tests: readonly RunFile[], changes: Partial<TestGroup> | Record<string, unknown> = {}): TestGroup {
  const names = tests.map(({ path }) => path).filter((path) => path.startsWith('test_'));
  return testGroup.parse({
    id: 'spec',
    title: 'Spec',
    harness: 'call',
    visibility: 'hidden',
    weight: 1,
    evidence: [],
    tests: names,
    ...changes,
  });
}

/** Folders of Python fixtures below the recipe. */
export const pythonTests = join(defaultRecipeFolder, 'tests');

/** Every file below a folder, by its path inside. */
export async function filesBelow(folder: string, below = ''): Promise<RunFile[]> {
  const names = (await readdir(join(folder, below))).filter((name) => name !== '__pycache__').sort();
  const found = await Promise.all(
    names.map(async (name) => {
      const path = below === '' ? name : `${below}/${name}`;
      if ((await stat(join(folder, path))).isDirectory()) return filesBelow(folder, path);
      return [{ path, content: await readFile(join(folder, path)) }];
    }),
  );
  return found.flat();
}

/** The implementations of a folder of `variants`: `given.py`, `correct/<name>.py`, `faulty/<name>.py`, each faulty one of the base `<base>-`. */
export async function implementationsIn(folder: string, replaces: string): Promise<Implementations | undefined> {
  const files = await filesBelow(folder).catch(() => []);
  const read = (kind: string) =>
    files
      .filter(({ path }) => path.startsWith(kind))
      .map(({ path, content }) => ({
        name: path.slice(kind.length, -'.py'.length),
        source: Buffer.from(content).toString('utf8'),
      }));
  const [given] = read('given');
  if (given === undefined) return undefined;
  const faulty = read('faulty/').map((variant) => ({ ...variant, base: variant.name.split('-')[0] ?? '', requirements: ['R1'] }));
  return { given: given.source, variants: { replaces, correct: read('correct/'), faulty } };
}

export function pythonFile(path: string, text: string): RunFile {
  return { path, content: Buffer.from(text, 'utf8') };
}
