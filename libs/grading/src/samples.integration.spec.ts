import { loadExercise, samplesFolder } from '@assay/catalogue';
import type { SandboxDriver } from '@assay/sandbox';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { verifyExercise } from './exercise.verifier.js';
import { drivers, imageBuildMs } from './testing/drivers.js';

const verifyMs = 240_000;

describe.each(['docker', 'bubblewrap'] as const)('sample exercises on %s', (name) => {
  let driver: SandboxDriver;

  beforeAll(async () => {
    driver = drivers[name]();
    await driver.ensureImage('base');
  }, imageBuildMs);

  afterAll(async () => {
    await driver.close();
  });

  it.each(['line-tool', 'shipping-tests'])(
    'verifies %s, each of whose examples gets what it must',
    async (slug) => {
      const { problems, examples } = await verifyExercise(await loadExercise(join(samplesFolder, slug)), driver);
      expect(examples.map((example) => [example.name, example.problems])).toEqual(examples.map((example) => [example.name, []]));
      expect(problems).toEqual([]);
      expect(examples.length).toBeGreaterThan(5);
    },
    verifyMs,
  );
});
