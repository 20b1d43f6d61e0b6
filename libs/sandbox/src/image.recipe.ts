import type { ImageProfile } from '@assay/contracts';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the recipe of the Python images lies in a checkout and in a built product. */
export const defaultRecipeFolder = fileURLToPath(new URL('../../../sandbox-images/python', import.meta.url));

export interface RecipeFile {
  path: string;
  content: Buffer;
}

/** Everything that an image profile is made from, wheels aside (the lock holds their hashes). */
export interface ImageRecipe {
  profile: ImageProfile;
  files: RecipeFile[];
  /** Twelve hex digits of the SHA-256 over names and contents. */
  version: string;
}

const parts = ['Dockerfile', 'requirements', 'runner', 'seccomp'];

/** Reads the recipe of a profile. Files that Python or editors leave behind are no part of it. */
export async function readRecipe(profile: ImageProfile, folder = defaultRecipeFolder): Promise<ImageRecipe> {
  const files = (await Promise.all(parts.map((part) => filesBelow(folder, part)))).flat();
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  const hash = createHash('sha256').update(profile);
  for (const { path, content } of files) hash.update(`\0${path}\0${String(content.length)}\0`).update(content);
  return { profile, files, version: hash.digest('hex').slice(0, 12) };
}

async function filesBelow(root: string, path: string): Promise<RecipeFile[]> {
  const full = join(root, path);
  const entries = await readdir(full, { withFileTypes: true }).catch(() => null);
  if (entries === null) return [{ path, content: await readFile(full) }];
  const kept = entries.filter(({ name }) => !name.startsWith('.') && name !== '__pycache__');
  return (await Promise.all(kept.map(({ name }) => filesBelow(root, `${path}/${name}`)))).flat();
}
