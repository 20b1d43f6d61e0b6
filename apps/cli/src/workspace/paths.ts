import path from 'node:path';

/** The root of the clone, the same from `src` and from `dist`. */
export const root = path.resolve(import.meta.dirname, '../../../..');

export function inRoot(...parts: string[]): string {
  return path.join(root, ...parts);
}
