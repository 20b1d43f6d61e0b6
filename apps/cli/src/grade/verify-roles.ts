import type { ExerciseManifest, RoleManifest } from '@assay/contracts';
import { listExercises, listRoles, loadExercise, loadRole } from '@assay/catalogue';
import { table } from '../workspace/terminal.js';

/** Which exercises show one part of a role's description. */
interface CoveredAtom {
  id: string;
  text: string;
  /** Codes of exercises of the catalogue. */
  present: string[];
  /** Codes that the role names and the catalogue does not have yet. */
  toCome: string[];
  /** Codes of the catalogue's exercises that are named for the atom and give evidence for none of its competencies. */
  beside: string[];
}

export interface RoleCoverage {
  role: string;
  atoms: CoveredAtom[];
  ok: boolean;
}

/**
 * For every role of the catalogue, which exercises cover each atom of its description.
 *
 * @throws CatalogueError when a role or an exercise cannot be read
 */
export async function coverRoles(): Promise<RoleCoverage[]> {
  const [roles, exercises] = await Promise.all([
    listRoles().then((slugs) => Promise.all(slugs.map(loadRole))),
    listExercises().then((slugs) => Promise.all(slugs.map((slug) => loadExercise(slug)))),
  ]);
  return roles.map((role) =>
    coverageOf(
      role,
      exercises.map((exercise) => exercise.package.manifest),
    ),
  );
}

/** An exercise covers an atom that names it when it gives evidence for a competency that asks for the atom. */
export function coverageOf({ slug, atoms, competencies }: RoleManifest, exercises: readonly ExerciseManifest[]): RoleCoverage {
  const covered = atoms.map(({ id, text, exercises: codes }): CoveredAtom => {
    const asking = new Set(competencies.filter((one) => one.atoms.includes(id)).map((one) => one.id));
    const isThere = (code: string) => exercises.some((exercise) => exercise.code === code);
    const gives = (code: string) =>
      exercises.some((exercise) => exercise.code === code && exercise.competencies.some((one) => asking.has(one.id)));
    return {
      id,
      text,
      present: codes.filter(gives),
      toCome: codes.filter((code) => !isThere(code)),
      beside: codes.filter((code) => isThere(code) && !gives(code)),
    };
  });
  return { role: slug, atoms: covered, ok: covered.every(isCovered) };
}

function isCovered({ present, toCome }: CoveredAtom): boolean {
  return present.length + toCome.length > 0;
}

/** A line for each atom, and below them what nothing covers. */
export function coverageMessage({ role, atoms, ok }: RoleCoverage): string {
  const rows = atoms.map(({ id, text, present, toCome }) => [
    id,
    String(present.length),
    present.join(' '),
    toCome.join(' '),
    text,
  ]);
  const here = atoms.filter(({ present }) => present.length > 0).length;
  return [
    `${role}: ${String(here)} of ${String(atoms.length)} atoms are covered by exercises that exist${ok ? ', the others by exercises to come' : ''}`,
    table(['atom', 'exist', 'exercises', 'to come', 'what the role asks for'], rows, ['exist']),
    ...atoms
      .filter(({ beside }) => beside.length > 0)
      .map(({ id, beside }) => `${id} names ${beside.join(', ')}, which give evidence for no competency that asks for it.`),
    ...atoms.filter((atom) => !isCovered(atom)).map(({ id, text }) => `✗ ${id} is covered by no exercise: ${text}`),
  ].join('\n');
}
