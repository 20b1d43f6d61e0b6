import type { ExercisePackage, GradingReport, Verdict } from '@assay/contracts';
import { verdicts } from '@assay/contracts';
import type { SandboxDriver } from '@assay/sandbox';
import { SandboxPool } from '@assay/sandbox';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { withGroups } from './exercise.groups.js';
import { gradeFiles } from './grading.runner.js';
import { drivers, imageBuildMs } from './testing/drivers.js';
import type { RedteamCase } from './testing/redteam.set.js';
import { isContainedBy, leaksIn, redteamCases, redteamExercises } from './testing/redteam.set.js';

const exerciseOf = redteamExercises();
const everyCase = redteamCases();
/** An honest one that needs more of the kernel than others do. It is graded beside the rough ones. */
const needyCase = everyCase.filter(({ id }) => id === 'honest/takes-what-it-may');

interface Outcome {
  exercise: ExercisePackage;
  report: GradingReport;
  /** The verdicts of honest gradings that ran at the same time. */
  neighbours: Verdict[];
}

/** So many cases are graded at the same time. */
const atOnce = 3;

/** Where what contains a class is worth showing. What `tamper` attacks is the same code on both. */
const classesOn: Record<SandboxDriver['name'], readonly RedteamCase['class'][]> = {
  docker: ['tamper', 'exfiltration', 'resource', 'escape', 'honest'],
  bubblewrap: ['exfiltration', 'resource', 'escape', 'honest'],
};

/** What each class asks of a verdict where the case itself asks for nothing more precise. */
const permitted: Record<RedteamCase['class'], readonly Verdict[]> = {
  tamper: verdicts.filter((verdict) => verdict !== 'accepted' && verdict !== 'judge-error'),
  exfiltration: verdicts.filter((verdict) => verdict !== 'accepted' && verdict !== 'judge-error'),
  resource: verdicts.filter((verdict) => verdict !== 'accepted' && verdict !== 'judge-error'),
  escape: verdicts.filter((verdict) => verdict !== 'accepted' && verdict !== 'judge-error'),
  honest: ['accepted'],
};

/** The exercise with some of its groups: each costs two sandboxes, and most cases show what they show in one. */
function seenGroups(exercise: ExercisePackage, visibility: 'hidden' | 'visible' | 'all'): ExercisePackage {
  const groups = exercise.manifest.groups.filter((group) => visibility === 'all' || group.visibility === visibility);
  return withGroups(exercise, groups);
}

/** CPU time that the limits of all groups come to; the checkers have a limit of wall time alone, on two processors. */
function cpuMsOf({ manifest }: ExercisePackage): number {
  const perGroup = manifest.groups.map(({ harness, limits }) => (harness === 'static' ? 2 * limits.wallMs : limits.cpuMs));
  return perGroup.reduce((sum, ms) => sum + ms + 3_000, 0);
}

/** Starts jobs a few at a time, ahead of whoever waits for them in their order. */
function ahead<Result>(jobs: readonly (() => Promise<Result>)[]): (index: number) => Promise<Result> {
  const started = new Map<number, Promise<Result>>();
  const start = (index: number): Promise<Result> => {
    const running = started.get(index) ?? jobs[index]?.() ?? Promise.reject(new Error(`There is no job ${String(index)}.`));
    started.set(index, running);
    return running;
  };
  return (index) => {
    // Whoever waits for those that follow sees how they fail.
    for (let next = index + 1; next < Math.min(index + atOnce, jobs.length); next += 1) start(next).catch(() => undefined);
    return start(index);
  };
}

describe.each(['docker', 'bubblewrap'] as const)('the red-team set on %s', (name) => {
  const cases = everyCase.filter((submission) => classesOn[name].includes(submission.class) && isContainedBy(name, submission));
  let driver: SandboxDriver;
  let pool: SandboxPool;
  const outcome = ahead(cases.map((submission) => () => gradeCase(submission)));

  async function grade({ exercise: slug, files }: RedteamCase, groups: 'hidden' | 'visible' | 'all') {
    const exercise = seenGroups(await exerciseOf(slug), groups);
    return { exercise, report: await gradeFiles({ exercise, files, purpose: 'grading', driver, pool }) };
  }

  async function gradeCase(submission: RedteamCase): Promise<Outcome> {
    const isRough = submission.class === 'resource' || submission.class === 'escape';
    const isTold = submission.class === 'exfiltration' || submission.class === 'honest';
    const [own, ...neighbours] = await Promise.all([
      grade(submission, isTold ? 'all' : 'hidden'),
      ...(isRough ? needyCase : []).map((needy) => grade(needy, 'visible')),
    ]);
    return { ...own, neighbours: neighbours.map(({ report }) => report.verdict) };
  }

  beforeAll(async () => {
    driver = drivers[name]();
    await driver.ensureImage('base');
    pool = new SandboxPool(driver, { size: atOnce, ahead: false });
  }, imageBuildMs);

  afterAll(async () => {
    await pool.close();
    await driver.close();
  });

  it.each(cases.map((submission, index) => ({ ...submission, index })))(
    '$id: $attempts',
    async (submission) => {
      const { exercise, report, neighbours } = await outcome(submission.index);
      expect(submission.verdicts ?? permitted[submission.class]).toContain(report.verdict);
      expect(report.score).toBeLessThanOrEqual(submission.score ?? 1);
      expect(leaksIn(report, exercise, submission.files)).toEqual([]);
      expect(JSON.stringify(report)).not.toContain('ESCAPED');
      expect(report.usage.cpuMs).toBeLessThan(cpuMsOf(exercise));
      expect(neighbours.filter((verdict) => verdict !== 'accepted')).toEqual([]);
    },
    120_000,
  );

  it.each(needyCase)('harms nobody who comes after it', async (needy) => {
    const { report } = await grade(needy, 'all');
    expect(report).toMatchObject({ verdict: 'accepted', score: 1 });
  });
});
