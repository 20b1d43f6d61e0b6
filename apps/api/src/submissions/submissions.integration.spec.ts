import { routes } from '@assay/contracts';
import { JobProducer } from '@assay/queue';
import { newId } from '@assay/platform';
import type { RunningWorld } from '@assay/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Caller } from '../testing/test-api.js';
import { TestApi } from '../testing/test-api.js';

let api: TestApi;
let world: RunningWorld;
let kim: Caller;
let revisionId: string;
let filesHash: string;

beforeAll(async () => {
  api = await TestApi.open();
});
afterAll(async () => {
  await api.close();
});
beforeEach(async () => {
  world = await api.db.make.runningAttempt();
  kim = await api.candidate(world);
  ({ revisionId, filesHash } = await api.db.make.revision(world));
});

function submit(body: { idempotencyKey?: string; revisionId?: string } = {}, exerciseId = world.exerciseVersionId) {
  const full = { idempotencyKey: newId(), revisionId, ...body };
  return api.call(routes.attempts.submit, { params: { exerciseId }, body: full }, kim);
}

async function counts(...tables: ('submission' | 'grading_job' | 'attempt_event')[]): Promise<number[]> {
  const found: number[] = [];
  for (const table of tables) {
    found.push((await api.db.asOwner(`select 1 from ${table} where attempt_id = $1`, [world.attemptId])).length);
  }
  return found;
}

describe('handing in', () => {
  it('answers a receipt with id, content hash and time, after all of it was written', async () => {
    const { status, view } = await submit();
    expect(status).toBe(202);
    expect(view).toMatchObject({ exerciseId: world.exerciseVersionId, hash: filesHash, automatic: false, state: 'queued' });
    expect(await counts('submission', 'grading_job', 'attempt_event')).toEqual([1, 1, 1]);
    const audited = await api.db.asOwner(
      `select actor from audit_event where action = 'submission.received' and tenant_id = $1`,
      [world.tenantId],
    );
    expect(audited).toEqual([{ actor: `candidate:${world.candidateId}` }]);
  });

  it('twice with the same key, also at once, gives one row and one receipt', async () => {
    const idempotencyKey = newId();
    const answers = [
      await submit({ idempotencyKey }),
      ...(await Promise.all([submit({ idempotencyKey }), submit({ idempotencyKey })])),
    ];
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await counts('submission', 'grading_job')).toEqual([1, 1]);
  });

  it('refuses the key for other work', async () => {
    const idempotencyKey = newId();
    await submit({ idempotencyKey });
    const other = await api.db.make.revision(world, { seq: 2, files: [{ path: 'solution.py', content: 'other' }] });
    const answer = await submit({ idempotencyKey, revisionId: other.revisionId });
    expect([answer.status, answer.problem.code]).toEqual([409, 'idempotency-key-reused']);
    expect(await counts('submission')).toEqual([1]);
  });

  it('after deadline and grace is refused and changes nothing; the receipt from before still comes', async () => {
    const idempotencyKey = newId();
    const first = await submit({ idempotencyKey });
    await api.db.asOwner(
      `update attempt set started_at = now() - interval '1 hour', deadline = now() - interval '6 seconds' where id = $1`,
      [world.attemptId],
    );
    const late = await submit();
    expect([late.status, late.problem.code]).toEqual([409, 'attempt-closed']);
    expect(await counts('submission')).toEqual([1]);
    expect((await submit({ idempotencyKey })).text).toBe(first.text);
  });

  it('refuses an unknown state, one of another exercise, and one without files', async () => {
    expect((await submit({ revisionId: newId() })).status).toBe(404);
    expect((await submit({}, await api.db.make.exerciseVersion(world.tenantId))).status).toBe(404);
    const empty = await api.db.make.revision(world, { seq: 2, files: [] });
    const answer = await submit({ revisionId: empty.revisionId });
    expect([answer.status, answer.problem.code]).toEqual([409, 'nothing-to-submit']);
  });

  it('does not wait for the queue: while it is away the grading is written down, and the receipt given', async () => {
    const blocker = await api.db.connect('superuser');
    await blocker.query('begin; lock table bullmq.job in access exclusive mode');
    const { status, view } = await submit();
    await blocker.query('rollback');
    expect([status, view.state]).toEqual([202, 'queued']);
    expect(await counts('grading_job')).toEqual([1]);
    expect(await api.app.get(JobProducer, { strict: false }).add('maintenance.sweep', {})).toBe(true);
  });
});

describe('staff', () => {
  let admin: Caller;
  let submissionId: string;

  beforeEach(async () => {
    admin = await api.staff(world.tenantId, 'admin');
    submissionId = (await submit()).view.id;
  });

  it('see a submission with its files and gradings', async () => {
    const { view } = await api.call(routes.submissions.get, { params: { submissionId } }, admin);
    expect(view.files.map(({ path }) => path)).toEqual(['solution.py']);
    expect(view.submission).toMatchObject({ counts: true, gradings: [{ epoch: 1, state: 'queued', report: null }] });
  });

  it('let it be graded again, with a reason in the audit log', async () => {
    const body = { reason: 'The tests had a mistake.' };
    const { status, view } = await api.call(routes.submissions.regrade, { params: { submissionId }, body }, admin);
    expect(status).toBe(202);
    expect(view.gradings.map(({ epoch }) => epoch)).toEqual([2, 1]);
    const audited = await api.db.asOwner<{ payload: object }>(
      `select payload from audit_event where action = 'submission.regrade-requested' and subject = $1`,
      [`submission:${submissionId}`],
    );
    expect(audited[0]?.payload).toMatchObject(body);
  });

  it('give time: the deadline moves for both sides, an event tells the candidate, the reason is kept', async () => {
    const before = (await api.call(routes.attempts.get, {}, kim)).view;
    const params = { attemptId: world.attemptId };
    const body = { seconds: 600, kind: 'time-credit', reason: 'The platform was away.' } as const;
    const { status, view } = await api.call(routes.submissions.extend, { params, body }, admin);
    expect(status).toBe(200);
    expect(view.extensions).toMatchObject([{ ...body, by: 'Ada Author' }]);
    const after = (await api.call(routes.attempts.get, {}, kim)).view;
    expect(Date.parse(after.deadline ?? '') - Date.parse(before.deadline ?? '')).toBe(600_000);
    expect([after.timeCreditSeconds, after.deadline]).toEqual([600, view.deadline]);
    const [last] = await api.db.asOwner<{ event: object }>(
      'select event from attempt_event where attempt_id = $1 order by seq desc limit 1',
      [world.attemptId],
    );
    expect(last?.event).toMatchObject({ type: 'deadline', deadline: view.deadline, timeCreditSeconds: 600 });
  });

  it('cannot give time to an attempt that has ended', async () => {
    await api.call(routes.attempts.finish, { body: {} }, kim);
    const body = { seconds: 600, kind: 'accommodation', reason: 'Asked for it.' } as const;
    const answer = await api.call(routes.submissions.extend, { params: { attemptId: world.attemptId }, body }, admin);
    expect([answer.status, answer.problem.code]).toEqual([409, 'attempt-closed']);
  });
});
