import type { ExercisePackage, GradingReport, Harness, TextFile } from '@assay/contracts';
import { exercisePackage } from '@assay/contracts';
import { defaultRecipeFolder } from '@assay/sandbox';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reportFingerprint } from '../report.fingerprint.js';
import { tallyExercise } from './tally.exercise.js';

/** A small exercise of a harness that works over streams, with its honest answer and submissions that attack it. */
export interface TunnelExercise {
  exercise: ExercisePackage;
  reference: TextFile[];
  /** Name → the files of the submission. */
  hostile: Record<string, TextFile[]>;
}

/** Reads `tests/redteam/<harness>` of the image's recipe. A hostile file takes the place of the one of its kind in the honest answer. */
export function tunnelExercise(harness: Harness): TunnelExercise {
  const folder = join(defaultRecipeFolder, 'tests', 'redteam', harness);
  const read = (...path: string[]) => readFileSync(join(folder, ...path), 'utf8');
  const files = (...path: string[]) =>
    readdirSync(join(folder, ...path))
      .filter((name) => /\.(py|sql)$/.test(name))
      .sort()
      .map((name): TextFile => ({ path: name, content: read(...path, name) }));
  const tests = files('exercise', 'tests', 'hidden').map(({ path, content }) => ({ path: `hidden/${path}`, content }));
  const reference = files('exercise', 'reference');
  const { imageProfile = 'base', ...settings } = JSON.parse(read('exercise', 'group.json')) as Record<string, unknown>;
  const group = {
    id: 'hidden-tests',
    title: 'Hidden tests',
    visibility: 'hidden',
    weight: 1,
    evidence: [],
    tests: tests.map(({ path }) => path).filter((path) => path.startsWith('hidden/test_')),
    ...settings,
  };
  const replacing = ({ path, content }: TextFile): TextFile[] => {
    const place = path.endsWith('.py') ? 'solution.py' : 'report.sql';
    return [...reference.filter((file) => file.path !== place), { path: place, content }];
  };
  return {
    exercise: exercisePackage.parse({
      ...tallyExercise,
      manifest: { ...tallyExercise.manifest, imageProfile, groups: [group] },
      tests,
      testManifest: {},
    }),
    reference,
    hostile: Object.fromEntries(files().map((file) => [file.path.replace(/\.\w+$/, ''), replacing(file)])),
  };
}

/** Grades the honest answer between hostile ones, and says in how many ways it came out. */
export async function honestOutcomes(
  { reference, hostile }: Pick<TunnelExercise, 'reference' | 'hostile'>,
  grade: (files: TextFile[]) => Promise<GradingReport>,
): Promise<number> {
  const prints = new Set([reportFingerprint(await grade(reference))]);
  for (const files of Object.values(hostile).slice(0, 4)) {
    await grade(files);
    prints.add(reportFingerprint(await grade(reference)));
    prints.add(reportFingerprint(await grade(reference)));
  }
  return prints.size;
}
