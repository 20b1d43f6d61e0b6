import type { GradingReport, Verdict } from '@assay/contracts';
import { candidateReportOf } from '@assay/domain';
import type { SandboxDriver } from '@assay/sandbox';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gradeFiles } from './grading.runner.js';
import { drivers, hostileFolder, imageBuildMs, submissionIn } from './testing/drivers.js';
import { secret, tallyExercise } from './testing/tally.exercise.js';

const expectations = JSON.parse(readFileSync(join(hostileFolder, 'expectations.json'), 'utf8')) as Record<string, Verdict[]>;

/** A grading may take this much longer than its limits for starting, ending and a busy machine. */
const overheadMs = 30_000;

/** Everything that the candidate could ever be shown of a report, in one text. */
function everythingShown(report: GradingReport): string {
  const shown = [true, false].flatMap((closed) =>
    (['groups', 'nothing'] as const).map((afterClose) =>
      candidateReportOf(report, { purpose: 'grading', closed, disclosure: { afterClose } }),
    ),
  );
  return JSON.stringify(shown);
}

/** The secret as it is, and as someone would write it to get it past a search for it. */
function disguises(text: string): string[] {
  const bytes = Buffer.from(text);
  return [text, Array.from(text).reverse().join(''), bytes.toString('hex'), bytes.toString('base64').replace(/=+$/, '')];
}

describe.each(['docker', 'bubblewrap'] as const)('submissions that attack the grader on %s', (name) => {
  let driver: SandboxDriver;

  beforeAll(async () => {
    driver = drivers[name]();
    await driver.ensureImage('base');
  }, imageBuildMs);

  afterAll(async () => {
    await driver.close();
  });

  it.each(Object.entries(expectations))(
    '%s',
    async (submission, verdicts) => {
      const files = await submissionIn(join(hostileFolder, submission));
      const begun = performance.now();
      const report = await gradeFiles({ exercise: tallyExercise, files, purpose: 'grading', driver });
      const wall = tallyExercise.manifest.groups.reduce((sum, { limits }) => sum + limits.wallMs, 0);
      expect(performance.now() - begun).toBeLessThan(wall + overheadMs);
      expect(verdicts).toContain(report.verdict);
      expect(report.fault?.code).not.toBe('sandbox-failed');
      const shown = everythingShown(report);
      for (const disguise of disguises(secret)) expect(shown).not.toContain(disguise);
      expect(JSON.stringify(report)).not.toContain('ESCAPED');
      expect(report.usage.cpuMs).toBeLessThan(2 * 6_000 + 3_000);
    },
    90_000,
  );

  it('harm nobody who comes after them', async () => {
    const files = await submissionIn(join(hostileFolder, 'benign/reference'));
    expect(await gradeFiles({ exercise: tallyExercise, files, purpose: 'grading', driver })).toMatchObject({
      verdict: 'accepted',
      score: 1,
    });
  });
});
