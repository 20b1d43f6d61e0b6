import { readSubmission } from '../grade/read-submission.js';
import type { ImportedExercise, ImportWishes } from './imported-exercise.js';
import { makeImported, slugFrom } from './imported-exercise.js';
import { translateKattis } from './kattis/kattis.importer.js';
import { translatePrairieLearn } from './prairielearn/prairielearn.importer.js';

export type ForeignFormat = 'kattis' | 'prairielearn';

/**
 * Makes an exercise of a package of another system. The package is read in memory and never unpacked.
 *
 * @throws AssayError `files-refused` or `exercise-invalid` for what cannot be taken, with a line for each fault; `usage-wrong`
 */
export async function importForeign(
  location: string,
  format: ForeignFormat,
  wishes: Omit<ImportWishes, 'slug'> & { slug: string | undefined },
  isOwned: boolean,
): Promise<ImportedExercise> {
  const files = await readSubmission(location);
  return makeImported({ ...wishes, slug: wishes.slug ?? slugFrom(location) }, () =>
    format === 'kattis' ? translateKattis(files, { isOwned, now: new Date() }) : translatePrairieLearn(files),
  );
}
