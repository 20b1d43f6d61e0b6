import { readdir, readFile } from 'node:fs/promises';
import { z } from 'zod';
import { inRoot } from './paths.js';

const manifest = z.object({ name: z.string(), scripts: z.record(z.string(), z.string()).default({}) });

export interface Project {
  /** Of its package.json, such as `@assay/queue`. */
  name: string;
  /** From the root, such as `libs/queue`. */
  folder: string;
  /** What Nx can run in it. */
  targets: string[];
}

/** Every project of the workspace. */
export async function listProjects(): Promise<Project[]> {
  const folders = await Promise.all(
    ['libs', 'apps'].map(async (group) => (await readdir(inRoot(group))).map((name) => `${group}/${name}`)),
  );
  const found = await Promise.all(folders.flat().sort().map(readProject));
  return found.filter((project) => project !== undefined);
}

async function readProject(folder: string): Promise<Project | undefined> {
  const text = await readFile(inRoot(folder, 'package.json'), 'utf8').catch(() => undefined);
  if (text === undefined) {
    return undefined;
  }
  const { name, scripts } = manifest.parse(JSON.parse(text));
  return { name, folder, targets: Object.keys(scripts) };
}
