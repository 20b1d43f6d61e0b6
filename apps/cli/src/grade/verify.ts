import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { LoadedExercise } from '@assay/catalogue';
import { exerciseFolder, isRatedAlone, listExercises, loadExercise, readEquivalents } from '@assay/catalogue';
import { collectManifest, verifyExercise } from '@assay/grading';
import type { AssayConfig } from '@assay/platform';
import { AssayError } from '@assay/platform';
import type { SandboxDriver } from '@assay/sandbox';
import { complain } from '../workspace/terminal.js';
import type { DriverChoice } from './open-driver.js';
import { withDriver } from './open-driver.js';
import { refuseFaults } from './refuse-faults.js';
import type { VerifiedExercise, VerifyDepth } from './verify-cache.js';
import { VerifyCache, withoutReports } from './verify-cache.js';
import { VerifyProgress } from './verify-progress.js';

export interface VerifyRequest extends VerifyDepth {
  /** Slugs of the catalogue or folders; none means every exercise of the catalogue. */
  exercises: readonly string[];
  driver: DriverChoice;
  /** List the tests anew, as the reference solution collects them, before anything is verified. */
  writeManifest: boolean;
  /** Take what is known of exercises that have not changed. */
  cached: boolean;
}

/**
 * Runs every example submission of the exercises in the real sandbox, and whatever more was asked for. Nothing is run before all of
 * them can be read.
 *
 * @throws AssayError `exercise-invalid` with a line for each fault, when a package cannot be read
 */
export async function verify(config: AssayConfig, request: VerifyRequest, signal: AbortSignal): Promise<VerifiedExercise[]> {
  const names = request.exercises.length > 0 ? request.exercises : await listExercises();
  await refuseFaults(names, request.writeManifest ? 'ignored' : 'required');
  return withDriver(config, request.driver, async (driver) => {
    for (const name of request.writeManifest ? names : []) {
      await writeManifest(name, driver, signal);
    }
    const verified: VerifiedExercise[] = [];
    for (const name of names) {
      verified.push(await verifyOne(config, name, request, driver, signal));
    }
    return verified;
  });
}

async function verifyOne(
  config: AssayConfig,
  name: string,
  request: VerifyRequest,
  driver: SandboxDriver,
  signal: AbortSignal,
): Promise<VerifiedExercise> {
  const [loaded, equivalents] = await Promise.all([loadExercise(name), readEquivalents(name)]);
  const image = await driver.describeImage(loaded.package.manifest.imageProfile);
  const cache = await VerifyCache.of(config.cache, { loaded, equivalents, driver: driver.name, imageVersion: image.version });
  const known = request.cached ? await cache.read(request) : null;
  if (known !== null) return known;
  await prepareImage(loaded, driver, signal);
  const progress = new VerifyProgress(loaded.package.manifest.slug);
  try {
    const { repeat, hostile, mutants } = request;
    const verification = await verifyExercise(loaded, driver, {
      repeat,
      atOnce: availableParallelism(),
      hostile,
      mutants: mutants === null ? undefined : { most: mutants, equivalents },
      onStep: (step) => {
        progress.show(step);
      },
      signal,
    });
    const verified = withoutReports(verification);
    await cache.write(request, verified);
    return verified;
  } finally {
    progress.end();
  }
}

/** Made before the work begins, so that its progress is told and nobody waits for it without knowing. */
async function prepareImage(
  { package: { manifest } }: LoadedExercise,
  driver: SandboxDriver,
  signal: AbortSignal,
): Promise<void> {
  const needsImage = manifest.groups.some(({ harness }) => harness !== 'keyed' && harness !== 'written');
  if (needsImage) await driver.ensureImage(manifest.imageProfile, { onProgress: complain, signal });
}

async function writeManifest(name: string, driver: SandboxDriver, signal: AbortSignal): Promise<void> {
  const { package: exercise, examples } = await loadExercise(name, { testManifest: 'ignored' });
  const reference = examples.find((example) => example.name === 'reference');
  if (reference === undefined) {
    throw new AssayError('exercise-invalid', `${name} has no example submission named reference to collect its tests with.`);
  }
  complain(`${exercise.manifest.slug}: collecting tests`);
  const manifest = isRatedAlone(exercise.manifest)
    ? {}
    : await collectManifest(exercise, reference.files, driver, { onProgress: complain, signal });
  await writeFile(path.join(await exerciseFolder(name), 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}
