import { listExercises, loadExercise } from '@assay/catalogue';
import type { ExerciseVerification } from '@assay/grading';
import { verifyExercise } from '@assay/grading';
import type { AssayConfig } from '@assay/platform';
import { complain, table } from '../workspace/terminal.js';
import type { DriverChoice } from './open-driver.js';
import { withDriver } from './open-driver.js';

export interface VerifyRequest {
  /** Slugs of the catalogue or folders; none means every exercise of the catalogue. */
  exercises: readonly string[];
  driver: DriverChoice;
  repeat: number;
}

/**
 * Runs every example submission of the exercises in the real sandbox.
 *
 * @throws AssayError `exercise-invalid` when a package cannot be read
 */
export async function verify(config: AssayConfig, request: VerifyRequest, signal: AbortSignal): Promise<ExerciseVerification[]> {
  const names = request.exercises.length > 0 ? request.exercises : await listExercises();
  const loaded = await Promise.all(names.map((name) => loadExercise(name)));
  return withDriver(config, request.driver, async (driver) => {
    const verifications: ExerciseVerification[] = [];
    for (const exercise of loaded) {
      verifications.push(await verifyExercise(exercise, driver, { repeat: request.repeat, onProgress: complain, signal }));
    }
    return verifications;
  });
}

/** One verification as a table of examples, with everything that is wrong below it. */
export function verificationMessage({ slug, ok, examples, problems }: ExerciseVerification): string {
  const rows = examples.map(({ name, required, got, problems: wrong }) => [
    name,
    required.verdict,
    got.verdict,
    got.score === null ? '–' : got.score.toFixed(4),
    wrong.length === 0 ? 'ok' : 'WRONG',
  ]);
  const wrong = [...problems, ...examples.flatMap(({ name, problems: said }) => said.map((problem) => `${name} ${problem}`))];
  return [
    `${slug}: ${ok ? 'verified' : 'DOES NOT VERIFY'}`,
    table(['example', 'must get', 'got', 'score', ''], rows, ['score']),
    ...wrong.map((problem) => `✗ ${problem}`),
  ].join('\n');
}
