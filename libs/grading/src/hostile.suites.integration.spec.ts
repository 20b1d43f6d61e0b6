import type { ExercisePackage, Verdict } from '@assay/contracts';
import { loadExercise, samplesFolder } from '@assay/catalogue';
import { candidateReportOf } from '@assay/domain';
import type { SandboxDriver } from '@assay/sandbox';
import { defaultRecipeFolder } from '@assay/sandbox';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gradeFiles } from './grading.runner.js';
import { drivers, imageBuildMs } from './testing/drivers.js';
import { filesBelow } from './testing/redteam.set.js';

const folder = join(defaultRecipeFolder, 'tests/redteam/mutants');
const expectations = JSON.parse(readFileSync(join(folder, 'expectations.json'), 'utf8')) as Record<string, Verdict[]>;
const gradingMs = 120_000;

describe.each(['docker', 'bubblewrap'] as const)('test suites that would score without finding faults, on %s', (name) => {
  let driver: SandboxDriver;
  let exercise: ExercisePackage;

  beforeAll(async () => {
    driver = drivers[name]();
    await driver.ensureImage('base');
    exercise = (await loadExercise(join(samplesFolder, 'shipping-tests'))).package;
  }, imageBuildMs);

  afterAll(async () => {
    await driver.close();
  });

  it('are all listed with the verdict that they get', () => {
    const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map((entry) => entry.name).sort()).toEqual(Object.keys(expectations).sort());
  });

  it.each(Object.entries(expectations))(
    '%s',
    async (suite, verdicts) => {
      const files = filesBelow(join(folder, suite));
      const report = await gradeFiles({ exercise, files, purpose: 'grading', driver });
      expect(report.cases.filter(({ group, outcome }) => group === 'faults' && outcome === 'passed')).toEqual([]);
      expect(report.score).toBe(0);
      expect(verdicts).toContain(report.verdict);
      const shown = candidateReportOf(report, { purpose: 'grading', closed: true, disclosure: { afterClose: 'groups' } });
      for (const { name: variant } of exercise.variants?.faulty ?? []) expect(JSON.stringify(shown)).not.toContain(variant);
    },
    gradingMs,
  );

  it(
    'see the same surroundings in every sandbox',
    async () => {
      const files = filesBelow(join(folder, 'compares-its-surroundings'));
      const { cases } = await gradeFiles({ exercise, files, purpose: 'grading', driver });
      const messages = cases.filter(({ group }) => group === 'faults').map(({ message }) => message);
      expect(messages).toEqual(Array.from(messages, () => expect.stringContaining('was not found out: 4 of 4 tests passed')));
    },
    gradingMs,
  );
});
