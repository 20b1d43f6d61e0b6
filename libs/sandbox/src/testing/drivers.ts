import type { ImageProfile, TestGroup } from '@assay/contracts';
import { testGroup } from '@assay/contracts';
import { currentEnvironment, testService } from '@assay/platform';
import { readdir, readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { BubblewrapDriver } from '../bubblewrap/bubblewrap.driver.js';
import { DockerDriver } from '../docker/docker.driver.js';
import { defaultRecipeFolder } from '../image.recipe.js';
import type { Implementations } from '../harness/mutants.js';
import type { RunFile } from '../run.group.js';
import type { SandboxDriver, SandboxImage } from '../sandbox.port.js';

/** The user's cache, shared by every checkout, so that wheels are downloaded once. */
const cacheFolder = join(currentEnvironment()['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'assay');

export const drivers: Record<SandboxDriver['name'], () => SandboxDriver> = {
  docker: () => dockerDriver(),
  bubblewrap: () => new BubblewrapDriver({ cacheFolder }),
};

export function dockerDriver(changes: Partial<ConstructorParameters<typeof DockerDriver>[0]> = {}): DockerDriver {
  const host = testService('dockerHost');
  return new DockerDriver({ host, installation: 'specs', worker: 'spec', cgroupParent: 'assay', cacheFolder, ...changes });
}

/** A driver whose image is ready. The first time it is built, which takes minutes. */
export async function readyDriver(
  name: SandboxDriver['name'],
  profile: ImageProfile = 'base',
): Promise<{ driver: SandboxDriver; image: SandboxImage }> {
  const driver = drivers[name]();
  return { driver, image: await driver.ensureImage(profile) };
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
