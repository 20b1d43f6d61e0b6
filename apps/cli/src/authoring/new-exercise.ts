import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Harness } from '@assay/contracts';
import { harnesses, slug as slugSchema } from '@assay/contracts';
import { exercisesFolder, listExercises, listRoles, loadRole, samplesFolder } from '@assay/catalogue';
import { AssayError, newId } from '@assay/platform';
import { inRoot } from '../workspace/paths.js';
import { makeFolder, refuseTaken } from './make-folder.js';

/** What an author says of an exercise before there is one. */
export interface NewExercise {
  slug: string;
  harness: Harness;
  title: string;
  /** Id of a competency that some role has. */
  competency: string;
  minutes: number;
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

/** Ids and names of the competencies that exercises may give evidence for. */
export async function competencies(): Promise<Map<string, string>> {
  const roles = await Promise.all((await listRoles()).map(loadRole));
  return new Map(roles.flatMap((role) => role.competencies.map(({ id, name }) => [id, name])));
}

async function refuse({ slug, harness, title, competency, minutes, within = exercisesFolder }: NewExercise): Promise<void> {
  if (!slugSchema.safeParse(slug).success) {
    throw wrong(`${slug} cannot be the name of an exercise: use lower-case words joined by hyphens, such as share-a-bill.`);
  }
  await refuseTaken(within, slug);
  if (!harnesses.includes(harness)) throw wrong(`There is no harness ${harness}; choose one of ${harnesses.join(', ')}.`);
  if (title.trim() === '' || title.length > 80 || /[\n\r]/.test(title)) {
    throw wrong('A title is one line of at most 80 characters; choose another.');
  }
  const known = await competencies();
  if (!known.has(competency)) {
    throw wrong(`No role has the competency ${competency}; choose one of ${[...known.keys()].join(', ')}.`);
  }
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > 240) {
    throw wrong('An exercise takes 1 to 240 minutes; choose another number.');
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
