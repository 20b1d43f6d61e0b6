import { competenciesOfAllRoles, listExercises, loadExercise } from '@assay/catalogue';
import type { Transaction } from '@assay/database';
import { ExerciseVersionStore } from '@assay/database';
import { AssayError } from '@assay/platform';

/**
 * Publishes every exercise of the catalogue whose version is not published yet, so that assessments can be built of it. One that was
 * changed under the same version, or that cannot be loaded, is left as it was: its author is at work. All are read each time, since
 * nothing but its content tells that an exercise was changed; what is published already costs the database one look at its hash.
 *
 * @param exercises slugs of the catalogue, or folders in the package format; all of the catalogue unless some are given
 * @returns why, in a sentence for each that was left
 */
export async function offerCatalogue(tx: Transaction, exercises?: readonly string[]): Promise<string[]> {
  const store = new ExerciseVersionStore();
  const competencies = await competenciesOfAllRoles();
  const left: string[] = [];
  for (const slug of exercises ?? (await listExercises())) {
    try {
      const { package: exercise } = await loadExercise(slug, { competencies });
      await store.publish(tx, exercise);
    } catch (thrown) {
      if (!(thrown instanceof AssayError) || thrown.code !== 'exercise-invalid') throw thrown;
      left.push(`${slug}: ${thrown.message}`);
    }
  }
  return left;
}
