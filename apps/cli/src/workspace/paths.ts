import { createRequire } from 'node:module';
import path from 'node:path';

/** The root of the clone, the same from `src` and from `dist`. */
export const root = path.resolve(import.meta.dirname, '../../../..');

export function inRoot(...parts: string[]): string {
  return path.join(root, ...parts);
}

/** A program of an installed package, wherever npm has put the package for that project. */
export function programOf(packageName: string, program: string, project = '.'): string {
  const manifest = createRequire(inRoot(project, 'package.json')).resolve(`${packageName}/package.json`);
  return path.join(path.dirname(manifest), program);
}
