import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Harness } from '@assay/contracts';
import { harnesses } from '@assay/contracts';
import { exercisesFolder, listExercises, listRoles, loadRole, samplesFolder } from '@assay/catalogue';
import { AssayError, newId } from '@assay/platform';
import { inRoot } from '../workspace/paths.js';
import type { ExerciseWishes } from './exercise-wishes.js';
import { refuseWishes } from './exercise-wishes.js';
import { makeFolder } from './make-folder.js';

/** What an author says of an exercise before there is one. */
export interface NewExercise extends ExerciseWishes {
  harness: Harness;
  title: string;
  /** Where its folder is made; the catalogue's, unless something else is said. */
  within?: string | undefined;
}

/** What each harness begins with, later layers over earlier ones; all are small exercises that verify. */
function layersOf(harness: Harness): string[] {
  const own = inRoot('apps/cli/src/authoring/scaffolds', harness);
  if (harness === 'static') return [inRoot('apps/cli/src/authoring/scaffolds/call'), own];
  return harness === 'mutants' ? [path.join(samplesFolder, 'shipping-tests'), own] : [own];
}

/** Numbers below these belong to the exercises that roles name. */
const firstFreeCode = 50;
const lastCode = 99;

/**
 * Makes a small exercise that verifies as it is, to be changed into the author's.
 *
 * @returns its folder
 * @throws AssayError `usage-wrong` for a slug, title or competency that cannot be, or a folder that exists
 */
export async function newExercise(wanted: NewExercise): Promise<string> {
  const { slug, harness, within = exercisesFolder } = wanted;
  await refuse(wanted);
  const files = new Map<string, string>();
  for (const layer of layersOf(harness)) {
    for (const [file, text] of await filesBelow(layer)) files.set(file, text);
  }
  const code = await freeCode();
  return makeFolder(
    within,
    slug,
    [...files].map(([file, text]) => [file, filledIn(file, text, wanted, code)]),
  );
}

async function refuse({ harness, title, ...wishes }: NewExercise): Promise<void> {
  await refuseWishes(wishes, { slug: 'use', competency: 'choose', minutes: 'choose' });
  if (!harnesses.includes(harness)) throw wrong(`There is no harness ${harness}; choose one of ${harnesses.join(', ')}.`);
  if (title.trim() === '' || title.length > 80 || /[\n\r]/.test(title)) {
    throw wrong('A title is one line of at most 80 characters; choose another.');
  }
}

function wrong(sentence: string): AssayError {
  return new AssayError('usage-wrong', sentence);
}

async function filesBelow(folder: string): Promise<[file: string, text: string][]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('__pycache__'))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
  return Promise.all(
    paths.map(async (file): Promise<[string, string]> => [file, await readFile(path.join(folder, file), 'utf8')]),
  );
}

/** The number that neither a role nor an exercise has taken. */
export async function freeCode(): Promise<string> {
  const roles = await Promise.all((await listRoles()).map(loadRole));
  const manifests = await Promise.all(
    (await listExercises()).map((slug) => readFile(path.join(exercisesFolder, slug, 'exercise.yaml'), 'utf8').catch(() => '')),
  );
  const taken = new Set([
    ...roles.flatMap((role) => role.atoms.flatMap((atom) => atom.exercises)),
    // Read as text: an exercise that cannot be loaded keeps its number, and is no reason to refuse another.
    ...manifests.map((text) => /^code:\s*(E\d{2})/m.exec(text)?.[1]),
  ]);
  for (let number = firstFreeCode; number <= lastCode; number += 1) {
    if (!taken.has(`E${String(number)}`)) return `E${String(number)}`;
  }
  throw wrong(
    `Every number from E${String(firstFreeCode)} to E${String(lastCode)} is taken; give an exercise that was made up the number of a role.`,
  );
}

/** Names such as NEW_TITLE stand for what the author said. In YAML a title is quoted, whatever signs are in it. */
function filledIn(file: string, text: string, { slug, title, competency, minutes }: NewExercise, code: string): string {
  if (!/\.(?:yaml|md)$/.test(file)) return text;
  const values: Record<string, string> = {
    id: newId(),
    slug,
    code,
    title: file.endsWith('.yaml') ? JSON.stringify(title.trim()) : title.trim(),
    competency,
    minutes: String(minutes),
  };
  return text.replace(/\bNEW_([A-Z]+)\b/g, (whole, name: string) => values[name.toLowerCase()] ?? whole);
}
