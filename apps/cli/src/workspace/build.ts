import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { AssayError } from '@assay/platform';
import { run } from '../processes/run.js';
import { inRoot } from './paths.js';

/** The built web: what a browser loads. */
export const webRoot = inRoot('apps/web/dist/app');

/**
 * Compiles projects and everything they stand on; what is up to date is left alone.
 *
 * @param projects tsconfig files, from the root.
 * @throws AssayError `set-up-failed` with the compiler's words.
 */
export async function compile(projects: readonly string[], signal?: AbortSignal): Promise<void> {
  const compiler = inRoot('node_modules/typescript/bin/tsc');
  const result = await run(process.execPath, [compiler, '-b', ...projects.map((project) => inRoot(project))], {
    cwd: inRoot(),
    signal,
  });
  if (result.code !== 0) {
    throw new AssayError('set-up-failed', `The sources do not compile:\n${result.output}`);
  }
}

/** Where the web's build takes its input from. */
const webSources = ['apps/web', 'libs/contracts', 'libs/domain', 'libs/measurement', 'libs/api-client'];
const webStamp = inRoot('apps/web/dist/.built-from');

/**
 * Builds the web unless nothing that goes into it changed.
 *
 * @returns whether it was built.
 * @throws AssayError `set-up-failed` with the bundler's words.
 */
export async function buildWeb(signal?: AbortSignal): Promise<boolean> {
  const fingerprint = await fingerprintOf(webSources);
  const built = existsSync(path.join(webRoot, 'index.html')) ? await readFile(webStamp, 'utf8').catch(() => '') : '';
  if (built === fingerprint) {
    return false;
  }
  // npm decides whether a package lies at the root or beside the project that asks for it; Node knows where to look.
  const vitePackage = createRequire(inRoot('apps/web/package.json')).resolve('vite/package.json');
  const vite = path.join(path.dirname(vitePackage), 'bin/vite.js');
  const result = await run(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: inRoot('apps/web'), signal });
  if (result.code !== 0) {
    throw new AssayError('set-up-failed', `The web does not build:\n${result.output}`);
  }
  await writeFile(webStamp, fingerprint);
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

const noSources = new Set(['node_modules', 'dist', 'coverage']);

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
