import type { ExercisePackage } from '@assay/contracts';
import { exerciseManifest, rubricManifest, slug as slugSchema, testManifest as testManifestSchema } from '@assay/contracts';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { exerciseError } from './catalogue.error.js';
import { exercisesFolder } from './catalogue.location.js';
import { readExamples } from './example.loader.js';
import type { ExampleSubmission } from './example.loader.js';
import { checkParts } from './exercise.checks.js';
import { checkForms } from './form.checks.js';
import { readForms } from './form.loader.js';
import { checkKeyedManifest } from './keyed.checks.js';
import { hashOfPackage } from './package.hash.js';
import { competenciesOfAllRoles } from './role.loader.js';
import { requirementsOf } from './statement.requirements.js';
import { readStructured } from './structured.text.js';
import { checkTestManifest } from './test.manifest.js';
import { readTextFolder } from './text.folder.js';
import { checkVariants, readVariants } from './variant.loader.js';

export interface LoadedExercise {
  package: ExercisePackage;
  /** In the order of `submissions.yaml`. */
  examples: ExampleSubmission[];
}

export interface LoadExerciseOptions {
  /** The competencies that exercises may give evidence for; by default those of all roles in the catalogue. */
  competencies?: ReadonlySet<string>;
  /**
   * `ignored` leaves `manifest.json` unread and gives an empty test manifest: for collecting it from the reference solution.
   * A package loaded so cannot be graded or published.
   */
  testManifest?: 'required' | 'ignored';
}

/** Slugs of the exercises in the catalogue, sorted. */
export async function listExercises(): Promise<string[]> {
  const entries = await readdir(exercisesFolder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/**
 * The folder of an exercise: that of the catalogue for a slug that it knows, else the given folder.
 *
 * @throws CatalogueError `not-found` when there is neither
 */
export async function exerciseFolder(slugOrFolder: string): Promise<string> {
  if (slugSchema.safeParse(slugOrFolder).success) {
    const folder = join(exercisesFolder, slugOrFolder);
    if (await isFolder(folder)) {
      return folder;
    }
  }
  const folder = resolve(slugOrFolder);
  if (await isFolder(folder)) {
    return folder;
  }
  const known = (await listExercises()).join(', ');
  throw exerciseError('not-found', slugOrFolder, `there is no such exercise or folder. The catalogue has: ${known}.`);
}

/**
 * Loads an exercise package whole and checks that its parts fit together. Running its examples is `grading`'s `verifyExercise`.
 *
 * @param slugOrFolder a slug of the catalogue, or the path of a folder in the package format
 * @throws CatalogueError at the first fault: code `exercise-invalid`, with `fault`, `file` and a sentence that says what to do
 */
export async function loadExercise(slugOrFolder: string, options: LoadExerciseOptions = {}): Promise<LoadedExercise> {
  const folder = await exerciseFolder(slugOrFolder);
  const manifest = readStructured(await readNeeded(folder, 'exercise.yaml'), exerciseManifest, 'exercise.yaml', exerciseError);
  const statement = await readNeeded(folder, 'statement.md');
  const rubric = readStructured(await readNeeded(folder, 'rubric.yaml'), rubricManifest, 'rubric.yaml', exerciseError);
  const requirements = requirementsOf(statement);
  const starter = await readTextFolder(join(folder, 'starter'), 'starter');
  const tests = await readTextFolder(join(folder, 'tests'), 'tests');
  const variants = await readVariants(folder);
  const forms = await readForms(folder);
  const parts = {
    ...{ manifest, statement, requirements, starter, tests },
    ...(variants && { variants }),
    ...(forms && { forms }),
    rubric,
  };
  checkParts(parts, options.competencies ?? (await competenciesOfAllRoles()));
  checkVariants(parts);
  checkForms(parts);
  const examples = await readExamples(folder, await readNeeded(folder, 'submissions.yaml'), manifest, starter);
  const testManifest = options.testManifest === 'ignored' ? {} : await readTestManifest(folder, parts);
  const contents = { ...parts, testManifest };
  return { package: { ...contents, hash: hashOfPackage(contents) }, examples };
}

async function readTestManifest(
  folder: string,
  parts: Pick<ExercisePackage, 'manifest' | 'tests'>,
): Promise<ExercisePackage['testManifest']> {
  const testManifest = readStructured(
    await readNeeded(folder, 'manifest.json'),
    testManifestSchema,
    'manifest.json',
    exerciseError,
  );
  checkTestManifest(testManifest, parts.manifest);
  checkKeyedManifest(testManifest, parts);
  return testManifest;
}

async function readNeeded(folder: string, name: string): Promise<string> {
  try {
    return await readFile(join(folder, name), 'utf8');
  } catch (cause) {
    throw exerciseError('file-missing', name, 'is missing; every exercise has this file.', { cause });
  }
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false;
}
