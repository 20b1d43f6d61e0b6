import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SubmittedWorld, TestDatabase } from '@assay/testing';
import { openTestDatabase } from '@assay/testing';
import type { Client } from 'pg';

const writtenOnce = [
  'attempt_event',
  'attempt_extension',
  'audit_event',
  'audit_seal',
  'case_result',
  'decision',
  'exercise',
  'exercise_version',
  'file_set',
  'rating',
  'revision',
  'role_profile',
  'role_profile_version',
  'rubric_version',
  'scorecard',
  'submission',
];
/** Of these the sample world has rows. */
const filled = ['exercise', 'exercise_version', 'file_set', 'revision', 'role_profile_version', 'rubric_version', 'submission'];

let db: TestDatabase;
let app: Client;
let world: SubmittedWorld;

async function asProduct(sql: string): Promise<unknown> {
  await app.query('begin');
  try {
    await app.query('select set_config($1, $2, true)', ['assay.tenant', world.tenantId]);
    return await app.query(sql);
  } finally {
    await app.query('rollback');
  }
}

beforeAll(async () => {
  db = await openTestDatabase();
  app = await db.connect('app');
  world = await db.make.submittedWork();
});
afterAll(async () => {
  await db.close();
});

it('exactly the tables of this list are written once', async () => {
  const rows = await db.asOwner<{ name: string }>(
    `select tgrelid::regclass::text as name from pg_trigger where tgname = 'written_once' and tgenabled <> 'D' order by 1`,
  );
  expect(rows.map((row) => row.name)).toEqual(writtenOnce);
});

describe.each(writtenOnce)('%s', (table) => {
  it.each([`update ${table} set tenant_id = tenant_id`, `delete from ${table}`, `truncate ${table} cascade`])(
    'refuses the product: %s',
    async (sql) => {
      await expect(asProduct(sql)).rejects.toMatchObject({ code: '42501', message: `permission denied for table ${table}` });
    },
  );
});

describe.each(filled)('%s', (table) => {
  it.each([`update ${table} set tenant_id = tenant_id`, `delete from ${table}`, `truncate ${table} cascade`])(
    'refuses even its owner: %s',
    async (sql) => {
      await expect(db.asOwner(sql)).rejects.toMatchObject({ code: '42501', message: expect.stringContaining('written once') });
    },
  );
});

it('erasure may delete what a candidate wrote, of its tenant only', async () => {
  const other = await db.make.submittedWork();
  const retention = await db.connect('retention');
  await retention.query('begin');
  await retention.query('select set_config($1, $2, true)', ['assay.tenant', other.tenantId]);
  const deleted = await retention.query('delete from submission');
  await retention.query('commit');
  expect(deleted.rowCount).toBe(1);
  expect(await db.asOwner('select id from submission')).toEqual([{ id: world.submissionId }]);
  await expect(retention.query('delete from audit_event')).rejects.toMatchObject({ code: '42501' });
});

describe('what becomes final', () => {
  it('a published assessment version and its exercises never change', async () => {
    const { assessmentVersionId } = world;
    await expect(
      asProduct(`update assessment_version set title = 'Other' where id = '${assessmentVersionId}'`),
    ).rejects.toMatchObject({
      message: expect.stringContaining('final since published_at was set'),
    });
    await expect(asProduct('delete from assessment_exercise')).rejects.toMatchObject({
      message: expect.stringContaining('its exercises are final'),
    });
  });

  it('a finished grading never changes: the first result wins', async () => {
    const id = await db.make.gradingJob(world);
    await db.asOwner(`update grading_job set report = '{}', verdict = 'accepted', finished_at = now() where id = $1`, [id]);
    await expect(asProduct(`update grading_job set verdict = 'wrong-answer' where id = '${id}'`)).rejects.toMatchObject({
      message: expect.stringContaining('final since finished_at was set'),
    });
  });

  it('a submission refers to its revision with the hash of the files', async () => {
    const revision = await db.make.revision(world, { seq: 2, files: [{ path: 'solution.py', content: 'pass\n' }] });
    await expect(db.make.submission(world, { ...revision, filesHash: world.filesHash })).rejects.toMatchObject({ code: '23503' });
  });
});
