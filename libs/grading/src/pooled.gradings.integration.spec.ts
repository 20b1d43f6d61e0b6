import type { GradingReport } from '@assay/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SandboxDriver } from '@assay/sandbox';
import { SandboxPool } from '@assay/sandbox';
import { spawn } from 'node:child_process';
import { gradeFiles } from './grading.runner.js';
import { reportFingerprint } from './report.fingerprint.js';
import { drivers, imageBuildMs } from './testing/drivers.js';
import { tallyExercise, tallyReference } from './testing/tally.exercise.js';

const reference = tallyReference[0]?.content ?? '';
/** Right in some tests, wrong in others, and it says something. */
const partly = reference.replace('-pair[1], pair[0]', 'pair[0], -pair[1]').replace('\n    ', '\n    print("counting")\n    ');

describe.each(['docker', 'bubblewrap'] as const)('gradings from a pool on %s', (name) => {
  let driver: SandboxDriver;
  let pool: SandboxPool;

  beforeAll(async () => {
    driver = drivers[name]();
    await driver.ensureImage('base');
    pool = new SandboxPool(driver, { size: 3, startsAtOnce: 2 });
  }, imageBuildMs);

  afterAll(async () => {
    await pool.close();
    await driver.close();
  });

  const grade = (content: string, signal?: AbortSignal) =>
    gradeFiles({ exercise: tallyExercise, files: [{ path: 'solution.py', content }], purpose: 'grading', driver, pool, signal });

  const gradeOften = async (times: number): Promise<GradingReport[]> => {
    const reports: GradingReport[] = [];
    while (reports.length < times) reports.push(await grade(partly));
    return reports;
  };

  it('say the same as gradings in sandboxes started for them', async () => {
    const fresh = await gradeFiles({
      exercise: tallyExercise,
      files: [{ path: 'solution.py', content: partly }],
      purpose: 'grading',
      driver,
    });
    expect(fresh.verdict).toBe('partial');
    const pooled = await gradeOften(3);
    expect(pooled.map(reportFingerprint)).toEqual(Array(3).fill(reportFingerprint(fresh)));
  });

  it('say the same fifty times', async () => {
    const reports = await gradeOften(50);
    expect(new Set(reports.map(reportFingerprint)).size).toBe(1);
    expect(pool.metrics.reused).toBeGreaterThan(10);
  }, 240_000);

  it('say the same beside four busy loops', async () => {
    const loops = [1, 2, 3, 4].map(() => spawn(process.execPath, ['-e', 'for (;;);']));
    try {
      const reports = await gradeOften(8);
      expect(new Set([...reports, await grade(partly)].map(reportFingerprint)).size).toBe(1);
    } finally {
      for (const loop of loops) loop.kill('SIGKILL');
    }
  }, 240_000);

  it('leave nothing of one submission to the next', async () => {
    const leaves = `${reference}\n\nfor place in ("/tmp/left", "/work/left.py", "/dev/shm/left"):\n    try:\n        open(place, "w").write("left")\n    except OSError:\n        pass\n`;
    const finds = `import os\n\nassert not any(os.path.exists(place) for place in ("/tmp/left", "/work/left.py", "/dev/shm/left"))\n\n${reference}`;
    for (const content of [leaves, finds, leaves, finds]) expect((await grade(content)).verdict).toBe('accepted');
  });

  it('go on after one was aborted', async () => {
    const controller = new AbortController();
    const aborted = grade(`import time\n\ntime.sleep(60)\n\n${reference}`, controller.signal);
    controller.abort(new Error('no longer wanted'));
    await expect(aborted).rejects.toThrow('no longer wanted');
    expect((await grade(reference)).verdict).toBe('accepted');
  });
});
