import path from 'node:path';
import { exerciseFolder, faultsOfExercise, repeatedIds, sayFault } from '@assay/catalogue';
import { AssayError } from '@assay/platform';

/**
 * Nothing is done with exercises that cannot be read.
 *
 * @throws AssayError `exercise-invalid` with one line for each fault of each exercise
 */
export async function refuseFaults(names: readonly string[], testManifest: 'required' | 'ignored' = 'required'): Promise<void> {
  const found = await Promise.all(
    names.map(async (name) => {
      const faults = await faultsOfExercise(name, { testManifest });
      const label = path.basename(await exerciseFolder(name));
      return faults.map((fault) => `${label}/${sayFault(fault)}`);
    }),
  );
  const lines = [...found.flat(), ...(await repeatedIds(names))];
  if (lines.length > 0) throw new AssayError('exercise-invalid', lines.join('\n'));
}
