import type { ExercisePackage, TestManifest } from '@assay/contracts';
import type { HandedInFile } from '@assay/domain';
import { AssayError } from '@assay/platform';
import type { ProgressOptions, SandboxDriver } from '@assay/sandbox';
import { gradeFiles } from './grading.runner.js';

/**
 * The test ids of every group as the reference solution collects them: what an author writes to `manifest.json`.
 *
 * @param exercise loaded with `testManifest: 'ignored'`, or with an old manifest, which is not looked at
 * @throws AssayError `exercise-invalid` when the reference does not pass everything; ids that it did not pass prove nothing
 */
export async function collectManifest(
  exercise: ExercisePackage,
  reference: readonly HandedInFile[],
  driver: SandboxDriver,
  options: ProgressOptions = {},
): Promise<TestManifest> {
  const blank: ExercisePackage = { ...exercise, testManifest: {} };
  const report = await gradeFiles({ exercise: blank, files: reference, purpose: 'grading', driver, ...options });
  if (report.verdict !== 'accepted') {
    const failed = report.cases.filter(({ outcome }) => outcome !== 'passed');
    const first = report.fault?.message ?? failed.map(({ id, message }) => `${id}: ${message ?? ''}`).join('; ');
    throw new AssayError(
      'exercise-invalid',
      `The reference solution got ${report.verdict}, so its tests cannot be recorded. ${first}`.slice(0, 4_000),
    );
  }
  const ids = (group: string) => report.cases.filter((result) => result.group === group).map(({ id }) => id);
  return Object.fromEntries(report.groups.map(({ id }) => [id, ids(id)]));
}
