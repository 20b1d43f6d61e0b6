import type { RoleManifest } from '@assay/contracts';
import { roleError } from './catalogue.error.js';

/**
 * Throws a CatalogueError at the first place where a role does not hold together: an id twice, a competency that names an unknown
 * atom, an atom that no competency asks for, a blueprint that needs an unknown competency or an exercise that no atom names.
 */
export function checkRole(role: RoleManifest, file: string): void {
  refuseRepeated(
    file,
    'competency',
    role.competencies.map((competency) => competency.id),
  );
  refuseRepeated(
    file,
    'atom',
    role.atoms.map((atom) => atom.id),
  );
  refuseRepeated(
    file,
    'blueprint',
    role.blueprints.map((blueprint) => blueprint.slug),
  );
  checkAtoms(role, file);
  checkBlueprints(role, file);
}

function refuseRepeated(file: string, what: string, ids: readonly string[]): void {
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) {
    throw roleError('schema', file, `has the ${what} ${twice} twice; keep one.`);
  }
}

function checkAtoms(role: RoleManifest, file: string): void {
  const described = new Set(role.atoms.map((atom) => atom.id));
  const asked = new Set<string>();
  for (const competency of role.competencies) {
    for (const id of competency.atoms) {
      if (!described.has(id)) {
        throw roleError('schema', file, `${competency.id} names the atom ${id}, which is not described under atoms.`);
      }
      asked.add(id);
    }
  }
  const orphan = [...described].find((id) => !asked.has(id));
  if (orphan !== undefined) {
    throw roleError('schema', file, `describes the atom ${orphan}, but no competency names it.`);
  }
}

function checkBlueprints(role: RoleManifest, file: string): void {
  const competencies = new Set(role.competencies.map((competency) => competency.id));
  const exercises = new Set(role.atoms.flatMap((atom) => atom.exercises));
  for (const blueprint of role.blueprints) {
    const unknown = Object.keys(blueprint.needs).find((id) => !competencies.has(id));
    if (unknown !== undefined) {
      throw roleError(
        'competency-unknown',
        file,
        `the blueprint ${blueprint.slug} needs ${unknown}, which is no competency of the role.`,
      );
    }
    const foreign = blueprint.items.flat().find((code) => !exercises.has(code));
    if (foreign !== undefined) {
      throw roleError('schema', file, `the blueprint ${blueprint.slug} takes ${foreign}, which covers no atom of the role.`);
    }
  }
}
