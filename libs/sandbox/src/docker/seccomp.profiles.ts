import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { SandboxRole } from '../sandbox.port.js';

/** By role: what a sandbox may ask of the kernel, as the JSON text that the engine takes. */
export type SeccompProfiles = Record<SandboxRole, string>;

/** The engine reads the rest. */
const source = z.looseObject({ syscalls: z.array(z.unknown()) });

/** The profile of every sandbox, and for PostgreSQL's what `database.json` adds to it. */
export async function readSeccompProfiles(recipeFolder: string): Promise<SeccompProfiles> {
  const read = async (name: string) => source.parse(JSON.parse(await readFile(join(recipeFolder, 'seccomp', name), 'utf8')));
  const [everywhere, added] = await Promise.all([read('profile.json'), read('database.json')]);
  const common = JSON.stringify(everywhere);
  const database = JSON.stringify({ ...everywhere, syscalls: [...everywhere.syscalls, ...added.syscalls] });
  return { submission: common, grader: common, static: common, database };
}
