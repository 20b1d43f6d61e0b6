import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { exerciseFolder, listExercises, loadExercise } from '@assay/catalogue';
import type { ExerciseVerification } from '@assay/grading';
import { collectManifest, verifyExercise } from '@assay/grading';
import type { AssayConfig } from '@assay/platform';
import { AssayError } from '@assay/platform';
import type { SandboxDriver } from '@assay/sandbox';
import { complain, table } from '../workspace/terminal.js';
import type { DriverChoice } from './open-driver.js';
import { withDriver } from './open-driver.js';

export interface VerifyRequest {
  /** Slugs of the catalogue or folders; none means every exercise of the catalogue. */
  exercises: readonly string[];
  driver: DriverChoice;
  repeat: number;
  /** List the tests anew, as the reference solution collects them, before anything is verified. */
  writeManifest: boolean;
}

/**
 * Runs every example submission of the exercises in the real sandbox.
 *
 * @throws AssayError `exercise-invalid` when a package cannot be read
 */
export async function verify(config: AssayConfig, request: VerifyRequest, signal: AbortSignal): Promise<ExerciseVerification[]> {
  const names = request.exercises.length > 0 ? request.exercises : await listExercises();
  return withDriver(config, request.driver, async (driver) => {
    for (const name of request.writeManifest ? names : []) {
      await writeManifest(name, driver, signal);
    }
    const verifications: ExerciseVerification[] = [];
    for (const exercise of await Promise.all(names.map((name) => loadExercise(name)))) {
      verifications.push(await verifyExercise(exercise, driver, { repeat: request.repeat, onProgress: complain, signal }));
    }
    return verifications;
  });
}

async function writeManifest(name: string, driver: SandboxDriver, signal: AbortSignal): Promise<void> {
  const { package: exercise, examples } = await loadExercise(name, { testManifest: 'ignored' });
  const reference = examples.find((example) => example.name === 'reference');
  if (reference === undefined) {
    throw new AssayError('exercise-invalid', `${name} has no example submission named reference to collect its tests with.`);
  }
  complain(`${exercise.manifest.slug}: collecting tests`);
  const manifest = await collectManifest(exercise, reference.files, driver, { onProgress: complain, signal });
  await writeFile(path.join(await exerciseFolder(name), 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
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
