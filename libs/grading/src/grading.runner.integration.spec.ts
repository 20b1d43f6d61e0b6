import type { ExercisePackage, GradingReport, TestGroup } from '@assay/contracts';
import type { SandboxDriver } from '@assay/sandbox';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { gradeFiles } from './grading.runner.js';
import { collectManifest } from './manifest.collector.js';
import { reportFingerprint } from './report.fingerprint.js';
import { dockerDriver, drivers, imageBuildMs } from './testing/drivers.js';
import { tallyExercise, tallyReference } from './testing/tally.exercise.js';

/** The exercise with its groups changed. */
function changed(change: (group: TestGroup) => TestGroup): ExercisePackage {
  const { manifest } = tallyExercise;
  return { ...tallyExercise, manifest: { ...manifest, groups: manifest.groups.map(change) } };
}

function withoutTimes({ usage, cases, ...rest }: GradingReport) {
  return { ...rest, cases: cases.map(({ durationMs, ...result }) => result) };
}

describe.each(['docker', 'bubblewrap'] as const)('a grading on %s', (name) => {
  let driver: SandboxDriver;
  const grade = (exercise: ExercisePackage, content: string | Uint8Array, purpose: 'grading' | 'trial' = 'grading') =>
    gradeFiles({ exercise, files: [{ path: 'solution.py', content }], purpose, driver });
  const reference = tallyReference[0]?.content ?? '';

  beforeAll(async () => {
    driver = drivers[name]();
    await driver.ensureImage('base');
  }, imageBuildMs);

  afterAll(async () => {
    await driver.close();
  });

  it('accepts an honest answer, and says the same the second time', async () => {
    const [first, second] = [await grade(tallyExercise, reference), await grade(tallyExercise, reference)];
    expect(first).toMatchObject({
      verdict: 'accepted',
      score: 1,
      fault: null,
      limitsHit: [],
      runtime: { driver: name, imageProfile: 'base' },
    });
    expect(first.runtime.assurance).toBe(name === 'docker' ? 'production' : 'development');
    expect(first.cases.every(({ outcome, requirements }) => outcome === 'passed' && requirements.length === 1)).toBe(true);
    expect(withoutTimes(second)).toEqual(withoutTimes(first));
    expect(reportFingerprint(second)).toBe(reportFingerprint(first));
    expect(first.usage.cpuMs).toBeGreaterThan(0);
  });

  it('says which test failed, with what was expected and what came', async () => {
    const report = await grade(tallyExercise, reference.replace('-pair[1], pair[0]', 'pair[0], -pair[1]'));
    expect(report).toMatchObject({ verdict: 'partial', groups: [{ passed: 1, total: 2 }, { id: 'edges' }] });
    expect(report.cases[0]).toMatchObject({
      outcome: 'failed',
      expected: "[('b', 2), ('a', 1)]",
      actual: "[('a', 1), ('b', 2)]",
    });
  });

  it('runs the visible groups only for a trial', async () => {
    const report = await grade(tallyExercise, reference, 'trial');
    expect(report).toMatchObject({ verdict: 'accepted', score: 1, groups: [{ id: 'examples', visibility: 'visible' }] });
    expect(report.cases.every(({ group }) => group === 'examples')).toBe(true);
  });

  it('gives the candidate their own load error', async () => {
    const report = await grade(tallyExercise, 'def tally(:\n    pass\n');
    expect(report).toMatchObject({ verdict: 'load-error', score: 0, fault: { code: 'load-error' } });
    expect(report.fault?.message).toContain('solution.py", line 1');
    const latin = await grade(tallyExercise, Uint8Array.of(0x78, 0x3d, 0x22, 0xe9, 0x22));
    expect(latin.verdict).toBe('load-error');
    const other = await gradeFiles({
      exercise: tallyExercise,
      files: [{ path: 'other.py', content: '' }],
      purpose: 'grading',
      driver,
    });
    expect(other.fault?.message).toBe('There is no module solution: no file gives it.');
  });

  it('gives standard input to the candidate and keeps their output', async () => {
    const files = [
      {
        path: 'solution.py',
        content: `${reference}\nGIVEN = input()\n\n\ndef tally(names, inner=tally):\n    print("read", GIVEN)\n    return inner(names)\n`,
      },
    ];
    const report = await gradeFiles({ exercise: tallyExercise, files, purpose: 'trial', driver, stdin: 'from outside\n' });
    expect(report.cases[0]).toMatchObject({ outcome: 'passed', stdout: 'read from outside\n' });
  });

  it('counts a published test that is gone as not passed, and one that is not published not at all', async () => {
    const { examples = [], edges = [] } = tallyExercise.testManifest;
    const other = {
      ...tallyExercise,
      testManifest: { examples: [...examples, 'test_visible::test_gone'], edges: edges.slice(1) },
    };
    const report = await grade(other, reference);
    expect(report.verdict).toBe('partial');
    expect(report.groups.map(({ passed, total }) => [passed, total])).toEqual([
      [2, 3],
      [6, 6],
    ]);
  });

  it('is our fault when a test file is broken', async () => {
    const tests = tallyExercise.tests.map((file) => ({ ...file, content: `${file.content}\ndef broken(:\n` }));
    expect(await grade({ ...tallyExercise, tests }, reference)).toMatchObject({
      verdict: 'judge-error',
      score: null,
      fault: { code: 'tests-do-not-load' },
    });
  });

  it('checks types and style of the files as data, whatever they say about the checkers', async () => {
    const checks = [
      { id: 'types', title: 'Types', tool: 'mypy' as const, args: ['--strict'], paths: ['solution.py'], requirements: ['R1'] },
      {
        id: 'unused',
        title: 'Nothing unused',
        tool: 'ruff' as const,
        args: ['--select=F401'],
        paths: ['solution.py'],
        requirements: ['R2'],
      },
    ];
    const exercise = {
      ...changed((group) => ({ ...group, harness: 'static', tests: [], checks })),
      testManifest: { examples: ['types', 'unused'], edges: ['types', 'unused'] },
    };
    const clean = '"""Doubles."""\n\n\ndef double(number: int) -> int:\n    return number * 2\n';
    expect(await grade(exercise, clean)).toMatchObject({ verdict: 'accepted', score: 1 });
    const hushed =
      '# mypy: ignore-errors\n# ruff: noqa\nimport os  # noqa: F401\n\n\ndef double(number):\n    return number * 2\n';
    const files = [
      { path: 'solution.py', content: hushed },
      { path: 'mypy.ini', content: '[mypy]\nignore_errors = True\nplugins = evil.py\n' },
      { path: 'evil.py', content: 'open("/work/ran", "w").close()\n' },
      { path: 'ruff.toml', content: 'exclude = ["*"]\n' },
    ];
    const report = await gradeFiles({ exercise, files, purpose: 'trial', driver });
    expect(report.cases.map(({ id, outcome }) => [id, outcome])).toEqual([
      ['types', 'failed'],
      ['unused', 'failed'],
    ]);
    expect(report.cases[0]?.message).toContain('solution.py:6: error: Function is missing a type annotation');
    expect(report.cases[1]?.message).toContain('F401');
  });

  it('records the ids that an author publishes, from a reference that passes', async () => {
    expect(await collectManifest(tallyExercise, tallyReference, driver)).toEqual(tallyExercise.testManifest);
    await expect(collectManifest(tallyExercise, [{ path: 'solution.py', content: '' }], driver)).rejects.toMatchObject({
      code: 'exercise-invalid',
    });
  });

  it('refuses files that break the rules of intake before anything runs', async () => {
    const files = [{ path: '../solution.py', content: reference }];
    await expect(gradeFiles({ exercise: tallyExercise, files, purpose: 'grading', driver })).rejects.toMatchObject({
      code: 'files-refused',
    });
  });

  it('ends at once when it is no longer wanted', async () => {
    const controller = new AbortController();
    const exercise = changed((group) => ({
      ...group,
      limits: { ...group.limits, callMs: 20_000, cpuMs: 30_000, wallMs: 60_000 },
    }));
    const files = [{ path: 'solution.py', content: 'while True:\n    pass\n' }];
    const begun = performance.now();
    const grading = gradeFiles({ exercise, files, purpose: 'grading', driver, signal: controller.signal });
    setTimeout(() => {
      controller.abort(new Error('lease lost'));
    }, 3_000);
    await expect(grading).rejects.toThrow('lease lost');
    expect(performance.now() - begun).toBeLessThan(15_000);
  });
});

describe('without an engine', () => {
  it('a grading is a judge-error that names the command that helps', async () => {
    const driver = dockerDriver('unix:///nowhere/docker.sock');
    expect(await driver.probe()).toMatchObject({ available: false, help: 'npm run assay -- provision' });
    const report = await gradeFiles({ exercise: tallyExercise, files: tallyReference, purpose: 'grading', driver });
    expect(report).toMatchObject({ verdict: 'judge-error', score: null, fault: { code: 'engine-unreachable' } });
    expect(report.fault?.message).toContain('npm run assay -- provision');
  });
});
