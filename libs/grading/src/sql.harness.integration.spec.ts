import type { ExercisePackage } from '@assay/contracts';
import type { SandboxDriver } from '@assay/sandbox';
import { AuthorsSandboxes, SandboxPool } from '@assay/sandbox';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { withGroups } from './exercise.groups.js';
import { gradeFiles } from './grading.runner.js';
import { collectManifest } from './manifest.collector.js';
import { reportFingerprint } from './report.fingerprint.js';
import { drivers, imageBuildMs } from './testing/drivers.js';
import { honestOutcomes, tunnelExercise } from './testing/tunnel.exercises.js';

const { exercise: unlisted, reference, hostile } = tunnelExercise('sql');

/** The honest answer with one file changed. */
const referenceWith = (path: string, change: (content: string) => string) =>
  reference.map((file) => (file.path === path ? { ...file, content: change(file.content) } : file));

describe('the harness sql', () => {
  let driver: SandboxDriver;
  let exercise: ExercisePackage;
  /** As a worker has it: graders serve on. */
  let pool: SandboxPool;

  beforeAll(async () => {
    driver = drivers.docker();
    pool = new SandboxPool(driver, { ahead: false });
    await driver.ensureImage('database');
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
  }, 90_000);

  it('says the same from a pool after hostile answers, and its graders serve on', async () => {
    const served = pool.metrics.reused;
    const grade = (files: typeof reference) => gradeFiles({ exercise, files, purpose: 'grading', driver, pool });
    expect(await honestOutcomes({ reference, hostile }, grade)).toBe(1);
    expect(pool.metrics.reused - served).toBeGreaterThan(3);
  }, 240_000);

  it("serves an author's gradings from one database, made anew whatever the last one did to it and to its own role", async () => {
    const start = jest.spyOn(driver, 'start');
    const sandboxes = new AuthorsSandboxes(pool);
    const ruin =
      "ALTER ROLE candidate PASSWORD 'mine'; ALTER ROLE candidate SET statement_timeout = 1; DROP TABLE orders CASCADE;";
    const ruinous = referenceWith('close.sql', () => ruin);
    const grade = (files: typeof reference) => gradeFiles({ exercise, files, purpose: 'grading', driver, pool, sandboxes });
    try {
      const first = await grade(reference);
      expect(await grade(ruinous)).toMatchObject({ verdict: 'partial', limitsHit: [] });
      expect(reportFingerprint(await grade(reference))).toBe(reportFingerprint(first));
      expect(start.mock.calls.filter(([{ role }]) => role === 'database')).toHaveLength(1);
    } finally {
      sandboxes.end();
      start.mockRestore();
    }
  }, 120_000);

  it('waits for a statement that takes a while', async () => {
    const files = referenceWith('close.sql', (sql) => `SELECT pg_sleep(0.5);\n${sql}`);
    const report = await gradeFiles({ exercise, files, purpose: 'grading', driver });
    expect(report).toMatchObject({ verdict: 'accepted', score: 1, fault: null });
  }, 60_000);

  it('makes the database anew for each test where the group asks for it', async () => {
    const groups = exercise.manifest.groups.map((group) => ({ ...group, isolation: 'test' as const }));
    const isolated = withGroups(exercise, groups);
    const files = referenceWith('close.sql', () => 'DROP TABLE orders;');
    const report = await gradeFiles({ exercise: isolated, files, purpose: 'grading', driver });
    const failed = report.cases.filter(({ outcome }) => outcome !== 'passed').map(({ id }) => id);
    expect(failed).toEqual(['test_database::test_what_is_paid_is_closed']);
  }, 60_000);

  it('says where a query that gives the right rows reads too much', async () => {
    const files = referenceWith('report.sql', (sql) => sql.replace('o.placed BETWEEN', 'o.placed + 0 BETWEEN'));
    const { cases } = await gradeFiles({ exercise, files, purpose: 'grading', driver });
    expect(cases.filter(({ outcome }) => outcome !== 'passed').map(({ id }) => id)).toEqual([
      'test_database::test_the_report_reads_little',
    ]);
  }, 60_000);

  it("blames the exercise for a schema that cannot be loaded, in the server's words", async () => {
    const broken = unlisted.tests.map((file) =>
      file.path === 'hidden/schema.sql' ? { ...file, content: 'CREATE TABLE orders (id no_type);' } : file,
    );
    const report = await gradeFiles({ exercise: { ...exercise, tests: broken }, files: reference, purpose: 'grading', driver });
    expect(report).toMatchObject({ verdict: 'judge-error', fault: { code: 'exercise-database-broken' } });
    expect(report.fault?.message).toContain('hidden/schema.sql cannot be loaded');
    expect(report.fault?.message).toContain('type "no_type" does not exist');
  }, 60_000);

  it(
    'is refused with a sentence where PostgreSQL has no image',
    async () => {
      const bubblewrap = drivers.bubblewrap();
      const report = await gradeFiles({ exercise, files: reference, purpose: 'grading', driver: bubblewrap });
      expect(report).toMatchObject({ verdict: 'judge-error', fault: { code: 'profile-unsupported' } });
      expect(report.fault?.message).toContain('needs a Docker engine');
      await bubblewrap.close();
    },
    imageBuildMs,
  );

  it.each(Object.keys(hostile))(
    'contains %s',
    async (submission) => {
      const report = await gradeFiles({ exercise, files: hostile[submission] ?? [], purpose: 'grading', driver, pool });
      expect(report.verdict).not.toBe('accepted');
      expect(report.verdict).not.toBe('judge-error');
      expect(JSON.stringify(report)).not.toContain('OPEN');
    },
    120_000,
  );
});
