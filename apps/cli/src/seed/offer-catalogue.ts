import { listExercises, loadExercise } from '@assay/catalogue';
import type { Transaction } from '@assay/database';
import { ExerciseVersionStore } from '@assay/database';
import { AssayError } from '@assay/platform';

/**
 * Publishes every exercise of the catalogue whose version is not published yet, so that assessments can be built of it. One that was
 * changed under the same version, or that cannot be loaded, is left as it was: its author is at work.
 *
 * @returns why, in a sentence for each that was left
 */
export async function offerCatalogue(tx: Transaction): Promise<string[]> {
  const store = new ExerciseVersionStore();
  const left: string[] = [];
  for (const slug of await listExercises()) {
    try {
      const { package: exercise } = await loadExercise(slug);
      await store.publish(tx, exercise);
    } catch (thrown) {
      if (!(thrown instanceof AssayError) || thrown.code !== 'exercise-invalid') throw thrown;
      left.push(`${slug}: ${thrown.message}`);
    }
  }
  return left;
}
