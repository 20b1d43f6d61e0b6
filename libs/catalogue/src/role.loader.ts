import type { RoleManifest } from '@assay/contracts';
import { roleManifest } from '@assay/contracts';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { roleError } from './catalogue.error.js';
import { rolesFolder } from './catalogue.location.js';
import { checkRole } from './role.checks.js';
import { readStructured } from './structured.text.js';

/** Slugs of the roles in the catalogue, sorted. */
export async function listRoles(): Promise<string[]> {
  const names = await readdir(rolesFolder);
  return names
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length))
    .sort();
}

/**
 * Loads a role of the catalogue and checks that it holds together.
 *
 * @throws CatalogueError with code `role-invalid`, `fault`, `file` and a sentence that says what to do
 */
export async function loadRole(slug: string): Promise<RoleManifest> {
  const known = await listRoles();
  if (!known.includes(slug)) {
    throw roleError('not-found', slug, `there is no such role. The catalogue has: ${known.join(', ')}.`);
  }
  const file = `${slug}.yaml`;
  const role = parseRole(await readFile(join(rolesFolder, file), 'utf8'), file);
  if (role.slug !== slug) {
    throw roleError('schema', file, `has the slug ${role.slug}; file and slug must be the same.`);
  }
  return role;
}

/** Reads a role from YAML text; `file` is the name used in errors. Throws CatalogueError as `loadRole` does. */
export function parseRole(text: string, file: string): RoleManifest {
  const role = readStructured(text, roleManifest, file, roleError);
  checkRole(role, file);
  return role;
}

/** The ids of the competencies of every role in the catalogue. */
export async function competenciesOfAllRoles(): Promise<ReadonlySet<string>> {
  const roles = await Promise.all((await listRoles()).map(loadRole));
  return new Set(roles.flatMap((role) => role.competencies.map((competency) => competency.id)));
}
