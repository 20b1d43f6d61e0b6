import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { AssayError } from '@assay/platform';
import { run } from '../processes/run.js';
import { inRoot, programOf } from './paths.js';
import { listProjects } from './projects.js';

/** The built web: what a browser loads. */
export const webRoot = inRoot('apps/web/dist/app');

interface Build {
  /** Folders that the result is made from, from the root. */
  sources: readonly string[];
  /** Files that must be there afterwards, from the root. */
  results: readonly string[];
  /** Remembers what the result was made from. */
  stamp: string;
  make: () => Promise<void>;
}

/**
 * Compiles API and worker and everything they stand on, unless nothing of that changed.
 *
 * @throws AssayError `set-up-failed` with the compiler's words.
 */
export async function compileServers(signal?: AbortSignal): Promise<void> {
  const libs = (await listProjects()).map(({ folder }) => folder).filter((folder) => folder.startsWith('libs/'));
  const apps = ['apps/api', 'apps/worker'];
  await buildUnlessUnchanged({
    sources: [...libs, ...apps],
    results: apps.map((app) => `${app}/dist/main.js`),
    stamp: 'apps/api/dist/.compiled-from',
    make: () =>
      compile(
        apps.map((app) => `${app}/tsconfig.app.json`),
        signal,
      ),
  });
}

async function compile(projects: readonly string[], signal: AbortSignal | undefined): Promise<void> {
  const compiler = programOf('typescript', 'bin/tsc');
  const result = await run(process.execPath, [compiler, '-b', ...projects], { cwd: inRoot(), signal });
  if (result.code !== 0) {
    throw new AssayError('set-up-failed', `The sources do not compile:\n${result.output}`);
  }
}

/**
 * Builds the web unless nothing that goes into it changed.
 *
 * @returns whether it was built.
 * @throws AssayError `set-up-failed` with the bundler's words.
 */
export function buildWeb(signal?: AbortSignal): Promise<boolean> {
  return buildUnlessUnchanged({
    sources: ['apps/web', 'libs/contracts', 'libs/domain', 'libs/measurement', 'libs/api-client'],
    results: ['apps/web/dist/app/index.html'],
    stamp: 'apps/web/dist/.built-from',
    make: async () => {
      const vite = programOf('vite', 'bin/vite.js', 'apps/web');
      const result = await run(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: inRoot('apps/web'), signal });
      if (result.code !== 0) {
        throw new AssayError('set-up-failed', `The web does not build:\n${result.output}`);
      }
    },
  });
}

async function buildUnlessUnchanged({ sources, results, stamp, make }: Build): Promise<boolean> {
  const fingerprint = await fingerprintOf(sources);
  const isThere = results.every((file) => existsSync(inRoot(file)));
  if (isThere && (await readFile(inRoot(stamp), 'utf8').catch(() => '')) === fingerprint) {
    return false;
  }
  await make();
  await mkdir(path.dirname(inRoot(stamp)), { recursive: true });
  await writeFile(inRoot(stamp), fingerprint);
  return true;
}

/** Changes when a source file does: names, sizes and times, and the lock file's text. */
async function fingerprintOf(folders: readonly string[]): Promise<string> {
  const hash = createHash('sha256').update(await readFile(inRoot('package-lock.json')));
  for (const folder of folders) {
    for (const file of await sourcesIn(inRoot(folder))) {
      const { size, mtimeMs } = await stat(file);
      hash.update(`${path.relative(inRoot(), file)} ${size} ${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

/** Neither made by a tool nor read by a compiler: the catalogue's exercises are data. */
const noSources = new Set(['node_modules', 'dist', 'coverage', 'exercises', 'demo']);

async function sourcesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const nested = await Promise.all(
    entries
      .filter((entry) => !noSources.has(entry.name))
      .map((entry) => {
        const full = path.join(folder, entry.name);
        return entry.isDirectory() ? sourcesIn(full) : Promise.resolve([full]);
      }),
  );
  return nested.flat().sort();
}
