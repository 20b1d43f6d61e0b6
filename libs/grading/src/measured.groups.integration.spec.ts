import type { ExercisePackage } from '@assay/contracts';
import { exercisePackage } from '@assay/contracts';
import type { SandboxDriver } from '@assay/sandbox';
import { SandboxPool } from '@assay/sandbox';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { gradeFiles } from './grading.runner.js';
import { drivers, imageBuildMs } from './testing/drivers.js';
import { tallyExercise } from './testing/tally.exercise.js';

/** Busy for `rounds` times 20 ms or so, and holds `megabytes` at its peak. */
const solution = (rounds: number, megabytes: number) => `def busy():
    total = 0
    for number in range(${String(rounds)} * 400_000):
        total += number
    return total


def large():
    held = bytearray(${String(megabytes)} << 20)
    held[::4096] = bytes(len(held[::4096]))
    return len(held)
`;

/** Everywhere but in the system's own folders, which are the same for all and take long to walk through on a busy machine. */
const looksForReference = `import os
import sys

for place, folders, files in os.walk("/"):
    if place == "/":
        folders[:] = set(folders) - {"usr", "proc", "sys"}
    assert "solution.py" not in files or place == "/work", place
assert "reference" not in str(sys.modules)
`;

const speed = `import assay
import pytest


@pytest.mark.requirement("R1")
def test_speed():
    assert assay.measure.cpu_ratio(lambda solution: solution.busy()) < 2
`;

const memory = `import assay
import pytest


@pytest.mark.requirement("R2")
def test_memory():
    assert assay.measure.memory_ratio(lambda solution: solution.large()) < 2
`;

function exerciseWith(reference: string): ExercisePackage {
  const { manifest, ...rest } = tallyExercise;
  const group = (id: string) => ({
    id,
    title: id,
    harness: 'call',
    visibility: 'hidden',
    weight: 1,
    evidence: [],
    reference: 'hidden/reference',
    tests: [`hidden/test_${id}.py`],
  });
  return exercisePackage.parse({
    ...rest,
    manifest: { ...manifest, groups: [group('speed'), group('memory')] },
    tests: [
      { path: 'hidden/test_speed.py', content: speed },
      { path: 'hidden/test_memory.py', content: memory },
      { path: 'hidden/reference/solution.py', content: reference },
    ],
    testManifest: { speed: ['test_speed::test_speed'], memory: ['test_memory::test_memory'] },
  });
}

describe.each(['docker', 'bubblewrap'] as const)('a group that is measured against a reference on %s', (name) => {
  let driver: SandboxDriver;

  beforeAll(async () => {
    driver = drivers[name]();
    await driver.ensureImage('base');
  }, imageBuildMs);

  afterAll(async () => {
    await driver.close();
  });

  const grade = (content: string, reference = solution(1, 40), pool?: SandboxPool) =>
    gradeFiles({
      exercise: exerciseWith(reference),
      files: [{ path: 'solution.py', content }],
      purpose: 'grading',
      driver,
      pool,
    });

  it('accepts what uses as much as the reference', async () => {
    expect(await grade(solution(1, 40))).toMatchObject({ verdict: 'accepted', fault: null });
  });

  it('tells what uses four times as much processor time, and what uses four times as much memory', async () => {
    const { groups, verdict } = await grade(solution(4, 160));
    expect(verdict).toBe('wrong-answer');
    expect(groups.map(({ id, passed }) => [id, passed])).toEqual([
      ['speed', 0],
      ['memory', 0],
    ]);
  });

  it('says the same from a pool, whoever was graded before', async () => {
    const pool = new SandboxPool(driver, { ahead: false });
    try {
      const asReference = solution(1, 40);
      for (const content of [
        solution(4, 160),
        asReference,
        'import nowhere\n',
        asReference,
        `${asReference}\n\nimport os\nos._exit(3)\n`,
      ]) {
        const { verdict } = await grade(content, asReference, pool);
        expect(verdict === 'accepted').toBe(content === asReference);
      }
      expect(await grade(asReference, asReference, pool)).toMatchObject({ verdict: 'accepted', fault: null });
      expect(pool.metrics.reused > 0).toBe(name === 'docker');
    } finally {
      await pool.close();
    }
  }, 120_000);

  it('says that the exercise is at fault where its reference fails', async () => {
    const report = await grade(solution(1, 40), 'def busy():\n    raise ValueError("not written yet")\n\n\nlarge = busy\n');
    expect(report).toMatchObject({ verdict: 'judge-error', score: null, fault: { code: 'reference-failed' } });
  });

  it('says so where its reference cannot be imported', async () => {
    const report = await grade(solution(1, 40), 'import nowhere\n');
    expect(report).toMatchObject({ verdict: 'judge-error', fault: { code: 'reference-failed' } });
  });

  it('is not reached by a solution that looks for the reference', async () => {
    const report = await grade(`${looksForReference}\n\n${solution(1, 40)}`);
    expect(report.cases.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
    expect(report).toMatchObject({ verdict: 'accepted', fault: null });
  });
});
