import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { LoadedExercise } from '@assay/catalogue';
import type { EquivalentMutant, TestGroup } from '@assay/contracts';
import { exerciseFolder, isRatedAlone, listExercises, loadExercise, readEquivalents } from '@assay/catalogue';
import { collectManifest, verifyExercise } from '@assay/grading';
import type { AssayConfig } from '@assay/platform';
import { AssayError, inLanes } from '@assay/platform';
import type { SandboxDriver } from '@assay/sandbox';
import { complain } from '../workspace/terminal.js';
import type { DriverChoice } from './open-driver.js';
import { withDriver } from './open-driver.js';
import { refuseFaults } from './refuse-faults.js';
import type { VerifiedExercise, VerifyDepth } from './verify-cache.js';
import { VerifyCache, withoutReports } from './verify-cache.js';
import { VerifyProgress } from './verify-progress.js';

/** Exercises at a time. One whose tests play services waits for deadlines much of the time, and leaves the processors to two others. */
const atOnce = { computing: 2, waiting: 1 } as const;

export interface VerifyRequest extends VerifyDepth {
  /** Slugs of the catalogue or folders; none means every exercise of the catalogue. */
  exercises: readonly string[];
  driver: DriverChoice;
  /** List the tests anew, as the reference solution collects them, before anything is verified. */
  writeManifest: boolean;
  /** Take what is known of exercises that have not changed. */
  cached: boolean;
  /** Called with each exercise as soon as it is done. */
  onVerified?: (verified: VerifiedExercise) => void;
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
    const exercises = await Promise.all(names.map(open));
    const progress = new VerifyProgress();
    const verified = new Map<string, VerifiedExercise>();
    const failed = new AbortController();
    const either = AbortSignal.any([signal, failed.signal]);
    const verifyNext = async (exercise: OpenExercise) => {
      try {
        const found = await verifyOne(config, exercise, request, { driver, progress, signal: either });
        verified.set(exercise.name, found);
        request.onVerified?.(found);
      } catch (error) {
        failed.abort(error);
        throw error;
      }
    };
    const queues = [
      { queue: exercises.filter(playsServices), lanes: atOnce.waiting },
      { queue: exercises.filter((exercise) => !playsServices(exercise)), lanes: atOnce.computing },
    ];
    await inLanes(queues, queues.length, ({ queue, lanes }) => inLanes(longestFirst(queue), lanes, verifyNext));
    return names.flatMap((name) => verified.get(name) ?? []);
  });
}

interface OpenExercise {
  name: string;
  loaded: LoadedExercise;
  equivalents: EquivalentMutant[];
}

async function open(name: string): Promise<OpenExercise> {
  const [loaded, equivalents] = await Promise.all([loadExercise(name), readEquivalents(name)]);
  return { name, loaded, equivalents };
}

function playsServices({ loaded: { package: exercise } }: OpenExercise): boolean {
  return exercise.manifest.groups.some(({ services }) => services !== undefined);
}

/** So that none of those that may take long is left running alone at the end. */
function longestFirst(exercises: readonly OpenExercise[]): OpenExercise[] {
  const mostMs = ({ loaded: { package: exercise, examples } }: OpenExercise) => {
    const variants = (exercise.variants?.correct.length ?? 0) + (exercise.variants?.faulty.length ?? 0);
    const runsOf = ({ harness }: TestGroup) => (harness === 'mutants' ? variants : 1);
    return examples.length * exercise.manifest.groups.reduce((sum, group) => sum + runsOf(group) * group.limits.wallMs, 0);
  };
  return [...exercises].sort((one, other) => mostMs(other) - mostMs(one));
}

async function verifyOne(
  config: AssayConfig,
  { loaded, equivalents }: OpenExercise,
  request: VerifyRequest,
  { driver, progress, signal }: { driver: SandboxDriver; progress: VerifyProgress; signal: AbortSignal },
): Promise<VerifiedExercise> {
  const { slug, imageProfile } = loaded.package.manifest;
  const image = await driver.describeImage(imageProfile);
  const cache = await VerifyCache.of(config.cache, { loaded, equivalents, driver: driver.name, imageVersion: image.version });
  const known = request.cached ? await cache.read(request) : null;
  if (known !== null) return known;
  await prepareImage(loaded, driver, signal);
  try {
    const { repeat, hostile, mutants } = request;
    const verification = await verifyExercise(loaded, driver, {
      repeat,
      atOnce: availableParallelism(),
      hostile,
      mutants: mutants === null ? undefined : { most: mutants, equivalents },
      onStep: (step) => {
        progress.show(slug, step);
      },
      signal,
    });
    const verified = withoutReports(verification);
    await cache.write(request, verified);
    return verified;
  } finally {
    progress.end(slug);
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
