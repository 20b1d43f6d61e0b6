import type { EquivalentMutant } from '@assay/contracts';
import { equivalentMutants } from '@assay/contracts';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exerciseError } from './catalogue.error.js';
import { exerciseFolder } from './exercise.loader.js';
import { readStructured } from './structured.text.js';

const file = 'equivalents.yaml';

/**
 * The mutants of the reference solution that its author holds to be equivalent; none where the exercise has no `equivalents.yaml`.
 *
 * @param slugOrFolder as for `loadExercise`
 * @throws CatalogueError `syntax` or `schema` when the file does not follow its format
 */
export async function readEquivalents(slugOrFolder: string): Promise<EquivalentMutant[]> {
  const text = await readFile(join(await exerciseFolder(slugOrFolder), file), 'utf8').catch(() => null);
  return text === null ? [] : readStructured(text, equivalentMutants, file, exerciseError);
}
