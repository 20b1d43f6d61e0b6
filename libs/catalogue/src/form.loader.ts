import type { AnswerForm, ExercisePackage } from '@assay/contracts';
import { formManifest } from '@assay/contracts';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exerciseError } from './catalogue.error.js';
import { readStructured } from './structured.text.js';

const name = 'form.yaml';

/**
 * The forms of an exercise folder, or undefined where it has no `form.yaml`.
 *
 * @throws CatalogueError `syntax` or `schema` with the place of every fault
 */
export async function readForms(folder: string): Promise<ExercisePackage['forms']> {
  const names = await readdir(folder);
  if (!names.includes(name)) return undefined;
  return readStructured(await readFile(join(folder, name), 'utf8'), formManifest, name, exerciseError).forms;
}

/** The form of an answers file. */
export function formOf({ forms }: Pick<ExercisePackage, 'forms'>, answers: string): AnswerForm | undefined {
  return forms?.find((form) => form.answers === answers);
}
