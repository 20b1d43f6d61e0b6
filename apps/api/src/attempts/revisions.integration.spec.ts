import type { TextFile } from '@assay/contracts';
import { routes } from '@assay/contracts';
import { newId } from '@assay/platform';
import type { RunningWorld } from '@assay/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Caller } from '../testing/test-api.js';
import { TestApi } from '../testing/test-api.js';

const { saveRevision, revisions, revision, run, get } = routes.attempts;

let api: TestApi;
let world: RunningWorld;
let kim: Caller;

beforeAll(async () => {
  api = await TestApi.open();
});
afterAll(async () => {
  await api.close();
});
beforeEach(async () => {
  world = await api.db.make.runningAttempt();
  kim = await api.candidate(world);
});

function save(
  body: { clientId?: string; baseSeq?: number; files?: TextFile[]; label?: string },
  exerciseId = world.exerciseVersionId,
) {
  const files = body.files ?? [{ path: 'solution.py', content: 'x = 1\n' }];
  return api.call(saveRevision, { params: { exerciseId }, body: { clientId: newId(), baseSeq: 0, ...body, files } }, kim);
}

async function rows(): Promise<number> {
  return (await api.db.asOwner('select 1 from revision where attempt_id = $1', [world.attemptId])).length;
}

describe('saving', () => {
  it('the same revision three times gives one row and one answer', async () => {
    const body = { clientId: newId() };
    const answers = [await save(body), ...(await Promise.all([save(body), save(body)]))];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await rows()).toBe(1);
  });

  it('refuses a client id that saved something else', async () => {
    const clientId = newId();
    await save({ clientId });
    const answer = await save({ clientId, baseSeq: 1, files: [{ path: 'solution.py', content: 'other' }] });
    expect([answer.status, answer.problem.code]).toEqual([409, 'idempotency-key-reused']);
  });

  it('on top of an old state is refused with the newer one', async () => {
    const newer = (await save({ baseSeq: 0, files: [{ path: 'solution.py', content: 'from the phone' }] })).view;
    const answer = await save({ baseSeq: 0, files: [{ path: 'solution.py', content: 'from the desk' }] });
    expect([answer.status, answer.problem.code]).toEqual([409, 'revision-conflict']);
    expect(answer.problem.extra).toEqual({ revision: newer, files: [{ path: 'solution.py', content: 'from the phone' }] });
    expect(await rows()).toBe(1);
  });

  it('of two at once on the same state takes one', async () => {
    const answers = await Promise.all([save({ baseSeq: 0 }), save({ baseSeq: 0, files: [] })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('keeps the text of the other device aside, without standing in the way of the newest', async () => {
    await save({ baseSeq: 0 });
    expect((await save({ baseSeq: 0, label: 'Unsent text' })).view).toMatchObject({ seq: 2, label: 'Unsent text' });
    expect((await save({ baseSeq: 1, files: [{ path: 'a.py', content: '' }] })).view).toMatchObject({ seq: 3, label: null });
    const { view } = await api.call(get, {}, kim);
    expect(view.workspaces[0]?.latest?.files).toEqual([{ path: 'a.py', content: '' }]);
  });

  it('after deadline and grace is refused, and the repeat of one that was acknowledged is not', async () => {
    const body = { clientId: newId() };
    const first = await save(body);
    await endTime();
    const late = await save({ baseSeq: 1, files: [{ path: 'solution.py', content: 'too late' }] });
    expect([late.status, late.problem.code]).toEqual([409, 'attempt-closed']);
    expect((await save(body)).text).toBe(first.text);
  });

  it.each([
    ['a path that leaves the folder', [{ path: '../secret.py', content: '' }]],
    ['a NUL', [{ path: 'solution.py', content: 'a\0b' }]],
    [
      'two names that differ in case',
      [
        { path: 'A.py', content: '' },
        { path: 'a.py', content: '' },
      ],
    ],
    ['a changed visible test', [{ path: 'tests/visible/test_examples.py', content: 'def test_one(): pass' }]],
  ])('refuses %s', async (_, files) => {
    const answer = await save({ files });
    expect([answer.status, answer.problem.code]).toEqual([422, 'files-refused']);
    expect(answer.problem.issues).not.toHaveLength(0);
    expect(await rows()).toBe(0);
  });

  it('leaves unchanged visible tests out of what is kept', async () => {
    const tests = (await api.call(get, {}, kim)).view.workspaces[0]?.files.filter(({ readOnly }) => readOnly) ?? [];
    expect(tests).toHaveLength(1);
    const own = { path: 'solution.py', content: 'x' };
    const saved = (await save({ files: [own, ...tests.map(({ path, content }) => ({ path, content }))] })).view;
    expect((await api.call(revision, { params: { revisionId: saved.id } }, kim)).view.files).toEqual([own]);
  });

  it('of an exercise of another assessment is not found', async () => {
    const other = await api.db.make.exerciseVersion(world.tenantId);
    expect((await save({}, other)).status).toBe(404);
  });

  it('takes 5 MB of files and refuses a body beyond its limit before reading it', async () => {
    const files = Array.from({ length: 5 }, (_, index) => ({ path: `f${String(index)}.txt`, content: '\n'.repeat(999_000) }));
    expect((await save({ files })).status).toBe(200);
    const url = `/api/v1/candidate/exercises/${world.exerciseVersionId}/revision`;
    const json = { 'content-type': 'application/json' };
    const answer = await api.send({ method: 'PUT', url, payload: ' '.repeat(12 * 1_024 * 1_024 + 1), headers: json }, kim);
    expect([answer.status, answer.problem.code]).toEqual([413, 'too-large']);
  });
});

describe('the history', () => {
  it('lists newest first and gives every state back', async () => {
    const first = (await save({ baseSeq: 0, files: [{ path: 'solution.py', content: 'one' }] })).view;
    const second = (await save({ baseSeq: 1, files: [{ path: 'solution.py', content: 'two' }] })).view;
    const { view } = await api.call(revisions, { params: { exerciseId: world.exerciseVersionId } }, kim);
    expect(view.items).toEqual([second, first]);
    const answer = await api.call(revision, { params: { revisionId: first.id } }, kim);
    expect(answer.view).toEqual({ revision: first, files: [{ path: 'solution.py', content: 'one' }] });
  });

  it('does not show the revision of another candidate', async () => {
    const other = await api.db.make.runningAttempt(world.tenantId);
    const { revisionId } = await api.db.make.revision(other);
    expect((await api.call(revision, { params: { revisionId } }, kim)).status).toBe(404);
  });
});

describe('a trial run', () => {
  const ask = (revisionId: string, clientId = newId()) =>
    api.call(run, { params: { exerciseId: world.exerciseVersionId }, body: { clientId, revisionId } }, kim);

  it('is queued once however often it is asked for', async () => {
    const { id } = (await save({})).view;
    const clientId = newId();
    const answers = await Promise.all([ask(id, clientId), ask(id, clientId)]);
    expect(answers.map(({ status, view }) => [status, view.state, view.report])).toEqual([
      [202, 'queued', null],
      [202, 'queued', null],
    ]);
    expect(new Set(answers.map(({ view }) => view.id)).size).toBe(1);
    const { view } = await api.call(get, {}, kim);
    expect(view.workspaces[0]).toMatchObject({ lastRun: { id: answers[0].view.id }, runsLeft: 59 });
  });

  it('of an exercise without visible tests is refused, and nothing is queued', async () => {
    world = await api.db.make.runningAttempt(undefined, { visibleTests: false });
    kim = await api.candidate(world);
    const answer = await ask((await save({})).view.id);
    expect([answer.status, answer.problem.code]).toEqual([409, 'nothing-to-run']);
    expect(answer.problem.detail).toBe('Nothing is run here: save your work, and hand it in when you are done.');
    expect(await api.db.asOwner('select 1 from grading_job where attempt_id = $1', [world.attemptId])).toEqual([]);
  });

  it('is refused when all runs are used', async () => {
    const { id, hash } = (await save({})).view;
    await api.db.asOwner(
      `insert into grading_job (tenant_id, id, purpose, attempt_id, exercise_version_id, revision_id, files_hash, client_id,
         requested_by, requested_at, available_at)
       select $1, gen_random_uuid(), 'trial', $2, $3, $4, $5, gen_random_uuid(), 'system', now(), now() from generate_series(1, 60)`,
      [world.tenantId, world.attemptId, world.exerciseVersionId, id, hash],
    );
    const answer = await ask(id);
    expect([answer.status, answer.problem.code]).toEqual([429, 'too-many-runs']);
  });

  it('needs a saved state of this exercise and time that is left', async () => {
    expect((await ask(newId())).status).toBe(404);
    const { id } = (await save({})).view;
    await endTime();
    expect((await ask(id)).problem.code).toBe('attempt-closed');
  });
});

async function endTime(): Promise<void> {
  await api.db.asOwner(
    `update attempt set started_at = now() - interval '1 hour', deadline = now() - interval '6 seconds' where id = $1`,
    [world.attemptId],
  );
}
