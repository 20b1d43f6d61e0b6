import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SandboxError } from './sandbox.error.js';
import type { SandboxImage, SandboxImageProfile } from './sandbox.port.js';

/** Where the recipe of the Python images lies in a checkout and in a built product; the database's lies beside it. */
export const defaultRecipeFolder = fileURLToPath(new URL('../../../sandbox-images/python', import.meta.url));

export interface RecipeFile {
  path: string;
  content: Buffer;
}

/** Everything that an image is made from, wheels aside (the locks hold their hashes). */
export interface ImageRecipe {
  profile: SandboxImageProfile;
  /** The stage of its Dockerfile that is the image. */
  target: string;
  files: RecipeFile[];
  /** Names of its locks, `requirements/<name>.txt` among the files; each further one adds to those before it. */
  locks: string[];
  /** Twelve hex digits of the SHA-256 over names and contents. */
  version: string;
}

interface RecipeParts {
  target: string;
  locks: string[];
  /** Files and folders: their path in the build, and in the recipe's folder where that is another. */
  parts: (string | [path: string, source: string])[];
}

/** What all sandboxes have; the seccomp profile is no file of the image, but what was tried under one was not tried under another. */
const common = ['runner', 'seccomp'];

/** Programs that run while an image is made. */
const tools = ['tools/cache_types.py', 'tools/unpack_wheels.py'];

/** What each profile is made from. Another profile's lock is no part of it, so that a changed lock rebuilds nothing else. */
function partsOf(profile: SandboxImageProfile): RecipeParts {
  if (profile === 'database') {
    const own = ['Dockerfile', 'postgresql.conf', 'pg_hba.conf'].map((name): [string, string] => [name, `../postgres/${name}`]);
    return { target: 'database', locks: [], parts: [...common, ...own] };
  }
  const locks = profile === 'base' ? ['base'] : ['base', profile];
  return {
    target: profile === 'base' ? 'base' : 'profile',
    locks,
    parts: [...common, 'Dockerfile', ...tools, ...locks.map((lock) => `requirements/${lock}.txt`)],
  };
}

/**
 * Reads the recipe of a profile. Files that Python or editors leave behind are no part of it.
 *
 * @throws SandboxError `profile-unknown` when there is none
 */
export async function readRecipe(profile: SandboxImageProfile, folder = defaultRecipeFolder): Promise<ImageRecipe> {
  const { target, locks, parts } = partsOf(profile);
  const files = await Promise.all(
    parts.map((part) => (typeof part === 'string' ? filesBelow(folder, part) : filesBelow(folder, ...part))),
  ).catch((error: unknown) => {
    if ((error as { code?: string }).code !== 'ENOENT') throw error;
    throw new SandboxError(
      'profile-unknown',
      `There is no recipe for the sandbox image ${profile} in ${folder}: ${(error as Error).message}. Choose another image profile or bring its files.`,
      error,
    );
  });
  const sorted = files.flat().sort((a, b) => (a.path < b.path ? -1 : 1));
  const hash = createHash('sha256').update(profile);
  for (const { path, content } of sorted) hash.update(`\0${path}\0${String(content.length)}\0`).update(content);
  return { profile, target, files: sorted, locks, version: hash.digest('hex').slice(0, 12) };
}

/** What an engine calls an image. */
export function imageName({ profile, version }: SandboxImage): string {
  return profile === 'database' ? `assay/sandbox-database:${version}` : `assay/sandbox-python-${profile}:${version}`;
}

async function filesBelow(root: string, path: string, source = path): Promise<RecipeFile[]> {
  const full = join(root, source);
  const entries = await readdir(full, { withFileTypes: true }).catch(() => null);
  if (entries === null) return [{ path, content: await readFile(full) }];
  const kept = entries.filter(({ name }) => !name.startsWith('.') && name !== '__pycache__');
  return (await Promise.all(kept.map(({ name }) => filesBelow(root, `${path}/${name}`, `${source}/${name}`)))).flat();
}
