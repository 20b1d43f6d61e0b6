import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { AssayError } from '@assay/platform';

/** The root of the clone, the same from `src` and from `dist`. */
export const root = path.resolve(import.meta.dirname, '../../../..');

export function inRoot(...parts: string[]): string {
  return path.join(root, ...parts);
}

/**
 * A program of an installed package, wherever npm has put the package for that project. Looked up as a file, because a
 * package's `exports` may hide its manifest.
 *
 * @throws AssayError `set-up-failed` when the package is not installed.
 */
export function programOf(packageName: string, program: string, project = '.'): string {
  const homes = createRequire(inRoot(project, 'package.json')).resolve.paths(packageName) ?? [];
  const found = homes.map((home) => path.join(home, packageName, program)).find((file) => existsSync(file));
  if (found === undefined) {
    throw new AssayError('set-up-failed', `The package ${packageName} is not installed: remove node_modules and start again.`);
  }
  return found;
}
