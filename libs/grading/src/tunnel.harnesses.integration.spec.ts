import type { ExercisePackage } from '@assay/contracts';
import type { SandboxDriver } from '@assay/sandbox';
import { SandboxPool } from '@assay/sandbox';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { gradeFiles } from './grading.runner.js';
import { collectManifest } from './manifest.collector.js';
import { drivers, imageBuildMs } from './testing/drivers.js';
import { honestOutcomes, tunnelExercise } from './testing/tunnel.exercises.js';

const cases = (['docker', 'bubblewrap'] as const).flatMap((driver) =>
  (['http', 'peer'] as const).map((harness) => ({ driver, harness, ...tunnelExercise(harness) })),
);

describe.each(cases)('the harness $harness on $driver', ({ driver: name, exercise: unlisted, reference, hostile }) => {
  let driver: SandboxDriver;
  let exercise: ExercisePackage;
  /** As a worker has it: graders serve on. */
  let pool: SandboxPool;

  beforeAll(async () => {
    driver = drivers[name]();
    pool = new SandboxPool(driver, { ahead: false });
    exercise = { ...unlisted, testManifest: await collectManifest(unlisted, reference, driver) };
  }, imageBuildMs);

  afterAll(async () => {
    await pool.close();
    await driver.close();
  });

  it('accepts an honest answer, time after time', async () => {
    for (const drawRound of [0, 1]) {
      const report = await gradeFiles({ exercise, files: reference, purpose: 'grading', driver, drawRound });
      expect(report).toMatchObject({ verdict: 'accepted', score: 1, fault: null });
    }
  }, 60_000);

  it('says the same from a pool after hostile answers; graders serve on where the host carries no frames', async () => {
    const warm = new SandboxPool(driver, { size: 1 });
    const grade = (files: typeof reference) => gradeFiles({ exercise, files, purpose: 'grading', driver, pool: warm });
    try {
      expect(await honestOutcomes({ reference, hostile }, grade)).toBe(1);
      expect(warm.metrics.reused > 0).toBe(name === 'docker');
    } finally {
      await warm.close();
    }
  }, 240_000);

  it.each(Object.keys(hostile))(
    'contains %s',
    async (submission) => {
      const report = await gradeFiles({ exercise, files: hostile[submission] ?? [], purpose: 'grading', driver, pool });
      expect(report.verdict).not.toBe('accepted');
      expect(report.verdict).not.toBe('judge-error');
      expect(JSON.stringify(report)).not.toContain('OPEN');
    },
    90_000,
  );
});
