import { routes } from '@assay/contracts';
import { newId } from '@assay/platform';
import type { InvitedWorld } from '@assay/testing';
import { sampleFiles } from '@assay/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Caller } from '../testing/test-api.js';
import { nobody, TestApi } from '../testing/test-api.js';

const { open, get, start, finish, result, saveRevision, submit } = routes.attempts;

let api: TestApi;
let world: InvitedWorld;
let kim: Caller;

beforeAll(async () => {
  api = await TestApi.open();
});
afterAll(async () => {
  await api.close();
});
beforeEach(async () => {
  world = await api.db.make.invitedCandidate();
  kim = await api.candidate(world);
});

async function save(content: string, baseSeq: number): Promise<string> {
  const answer = await api.call(
    saveRevision,
    {
      params: { exerciseId: world.exerciseVersionId },
      body: { clientId: newId(), baseSeq, files: [{ path: 'solution.py', content }] },
    },
    kim,
  );
  expect(answer.status).toBe(200);
  return answer.view.id;
}

/** Moves the clock of the attempt instead of waiting for it. */
async function moveDeadline(seconds: number): Promise<void> {
  await api.db.asOwner(
    `update attempt set started_at = least(started_at, now() + make_interval(secs => $2) - interval '1 hour'),
       deadline = now() + make_interval(secs => $2) where invitation_id = $1`,
    [world.invitationId, seconds],
  );
}

describe('opening the link', () => {
  it('gives a session cookie and the pre-start view, and starts no clock', async () => {
    const answer = await api.call(open, { body: { token: world.token } }, nobody);
    expect(answer.status).toBe(200);
    expect(answer.headers['set-cookie']).toMatch(
      /^assay_candidate=[\w-]{43}; Max-Age=1209600; Path=\/api; HttpOnly; SameSite=Lax$/,
    );
    expect(answer.view).toMatchObject({
      state: 'not-started',
      company: 'Halden Freight',
      candidate: { name: 'Kim Candidate' },
      minutes: 30,
      startedAt: null,
      deadline: null,
      workspaces: [],
    });
  });

  it('refuses a token that nobody has', async () => {
    const answer = await api.call(open, { body: { token: 'x'.repeat(43) } }, nobody);
    expect([answer.status, answer.problem.code]).toEqual([404, 'link-unknown']);
  });

  it('refuses an invitation that was withdrawn, and the session that it had given', async () => {
    await api.db.asOwner('update invitation set revoked_at = now() where id = $1', [world.invitationId]);
    const answer = await api.call(open, { body: { token: world.token } }, nobody);
    expect([answer.status, answer.problem.code]).toEqual([410, 'link-revoked']);
    expect((await api.call(get, {}, kim)).status).toBe(401);
  });

  it('refuses an expired link that was never used, and keeps one that was', async () => {
    const expire = () =>
      api.db.asOwner(`update invitation set expires_at = now() - interval '1 day' where id = $1`, [world.invitationId]);
    await expire();
    const unused = await api.call(open, { body: { token: world.token } }, nobody);
    expect([unused.status, unused.problem.code]).toEqual([410, 'link-expired']);
    expect((await api.call(start, { body: { rulesAccepted: true } }, kim)).problem.code).toBe('link-expired');

    await api.db.make.attempt(world.tenantId, world);
    const used = await api.call(open, { body: { token: world.token } }, nobody);
    expect([used.status, used.view.state]).toEqual([200, 'running']);
  });

  it('makes an address that guesses wait', async () => {
    const caller = { ...nobody, 'x-forwarded-for': '203.0.113.9' };
    const guessing = await TestApi.open({ ASSAY_TRUST_PROXY: 'true' });
    try {
      for (let count = 0; count < 100; count += 1) {
        expect((await guessing.call(open, { body: { token: 'x'.repeat(43) } }, caller)).status).toBe(404);
      }
      const refused = await guessing.call(open, { body: { token: 'x'.repeat(43) } }, caller);
      expect([refused.status, refused.problem.code]).toEqual([429, 'too-many-requests']);
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      const other = { ...nobody, 'x-forwarded-for': '203.0.113.10' };
      expect((await guessing.call(open, { body: { token: 'x'.repeat(43) } }, other)).status).toBe(404);
    } finally {
      await guessing.close();
    }
  });
});

describe('starting', () => {
  it('sets an absolute deadline by the database clock, with the time factor', async () => {
    const { candidateId, invitationId } = await inviteWithFactor(1.5);
    const slow = await api.candidate({ tenantId: world.tenantId, invitationId });
    const { view } = await api.call(start, { body: { rulesAccepted: true } }, slow);
    expect(view).toMatchObject({ state: 'running', minutes: 30, minutesGranted: 45, timeFactor: 1.5, graceSeconds: 5 });
    expect(Date.parse(view.deadline ?? '') - Date.parse(view.startedAt ?? '')).toBe(45 * 60_000);
    const [row] = await api.db.asOwner<{ same: boolean }>(
      'select started_at = $2 and deadline = $3 as same from attempt where candidate_id = $1',
      [candidateId, view.startedAt, view.deadline],
    );
    expect(row?.same).toBe(true);
  });

  it('twice, and on two devices at once, gives one attempt with one deadline', async () => {
    const other = await api.candidate(world);
    const answers = await Promise.all(
      [kim, other, kim].map((caller) => api.call(start, { body: { rulesAccepted: true } }, caller)),
    );
    expect(new Set(answers.map(({ view }) => view.deadline)).size).toBe(1);
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    const audited = await api.db.asOwner(`select 1 from audit_event where action = 'attempt.started' and tenant_id = $1`, [
      world.tenantId,
    ]);
    expect(audited).toHaveLength(1);
  });

  it('needs the rules to be accepted', async () => {
    const answer = await api.send(
      { method: 'POST', url: '/api/v1/candidate/attempt/start', payload: { rulesAccepted: false } },
      kim,
    );
    expect([answer.status, answer.problem.code]).toEqual([400, 'invalid-input']);
    expect((await api.call(get, {}, kim)).view.state).toBe('not-started');
  });

  it('shows the workspace with starter files and read-only visible tests', async () => {
    const { view } = await api.call(start, { body: { rulesAccepted: true } }, kim);
    expect(view.workspaces).toHaveLength(1);
    expect(view.workspaces[0]?.files.map(({ path, readOnly }) => [path, readOnly])).toEqual([
      ['solution.py', false],
      ['tests/visible/test_examples.py', true],
    ]);
    expect(view.workspaces[0]).toMatchObject({ latest: null, receipt: null, lastRun: null, runsLeft: 60 });
  });

  it('comes before everything else', async () => {
    const answer = await api.call(routes.attempts.revisions, { params: { exerciseId: world.exerciseVersionId } }, kim);
    expect([answer.status, answer.problem.code]).toEqual([409, 'attempt-not-started']);
  });
});

describe('the end', () => {
  beforeEach(async () => {
    await api.call(start, { body: { rulesAccepted: true } }, kim);
  });

  it('by finishing hands in the newest saved state, once', async () => {
    await save('first', 0);
    await save('second', 1);
    const { view } = await api.call(finish, { body: {} }, kim);
    expect(view).toMatchObject({ state: 'closed', closed: { how: 'handed-in' } });
    expect(view.workspaces[0]?.receipt).toMatchObject({ automatic: true, state: 'queued' });
    expect(view.workspaces[0]?.receipt?.hash).toBe(view.workspaces[0]?.latest?.revision.hash);
    expect((await api.call(finish, { body: {} }, kim)).view).toMatchObject({ state: 'closed' });
    expect(await handedIn()).toEqual([{ automatic: true, seq: 2, gradings: 1 }]);
  });

  it('while saves are under way hands in the newest one that was acknowledged', async () => {
    const saving = Array.from({ length: 6 }, (_, index) =>
      api.call(
        saveRevision,
        {
          params: { exerciseId: world.exerciseVersionId },
          body: { clientId: newId(), baseSeq: 99, files: [{ path: 'solution.py', content: `state ${String(index)}` }] },
        },
        kim,
      ),
    );
    const [saved] = await Promise.all([Promise.all(saving), api.call(finish, { body: {} }, kim)]);
    const acknowledged = saved.filter(({ status }) => status === 200).map(({ view }) => view.seq);
    const refused = saved.filter(({ status }) => status !== 200).map(({ problem }) => problem.code);
    expect(new Set(refused)).toEqual(new Set(refused.length > 0 ? ['attempt-closed'] : []));
    expect((await handedIn()).map(({ seq }) => seq)).toEqual(acknowledged.length > 0 ? [Math.max(...acknowledged)] : []);
  });

  it('does not hand in again what was handed in and not changed since', async () => {
    const revisionId = await save('first', 0);
    const params = { exerciseId: world.exerciseVersionId };
    await api.call(submit, { params, body: { idempotencyKey: newId(), revisionId } }, kim);
    await api.call(finish, { body: {} }, kim);
    expect(await handedIn()).toEqual([{ automatic: false, seq: 1, gradings: 1 }]);
  });

  it('at the deadline hands in the newest state, though nobody clicks and no worker came', async () => {
    await save('first', 0);
    await save('last words', 1);
    await moveDeadline(-6);
    const { view } = await api.call(get, {}, kim);
    expect(view).toMatchObject({ state: 'closed', closed: { how: 'deadline' } });
    expect(await handedIn()).toEqual([{ automatic: true, seq: 2, gradings: 1 }]);
    const events = await api.db.asOwner<{ type: string }>(
      `select e.event ->> 'type' as type from attempt_event e join attempt a on a.id = e.attempt_id where a.invitation_id = $1 order by e.seq`,
      [world.invitationId],
    );
    expect(events.map(({ type }) => type).slice(-2)).toEqual(['submission', 'closed']);
  });

  it('leaves an attempt open that is in its grace', async () => {
    await moveDeadline(-2);
    expect((await api.call(get, {}, kim)).view.state).toBe('running');
    await save('in the grace', 0);
  });

  it('keeps what was set aside in the history and does not hand it in', async () => {
    await save('mine', 0);
    const params = { exerciseId: world.exerciseVersionId };
    const aside = { clientId: newId(), baseSeq: 0, files: [...sampleFiles], label: 'Unsent text of the other device' };
    expect((await api.call(saveRevision, { params, body: aside }, kim)).view).toMatchObject({ seq: 2, label: aside.label });
    await api.call(finish, { body: {} }, kim);
    expect(await handedIn()).toEqual([{ automatic: true, seq: 1, gradings: 1 }]);
  });

  it('shows a result only afterwards', async () => {
    expect((await api.call(result, {}, kim)).status).toBe(404);
    await save('something', 0);
    await api.call(finish, { body: {} }, kim);
    const { status, view } = await api.call(result, {}, kim);
    expect(status).toBe(200);
    expect(view.exercises).toMatchObject([{ exercise: { title: 'Word counter' }, receipt: { state: 'queued' }, report: null }]);
  });
});

async function handedIn() {
  return api.db.asOwner<{ automatic: boolean; seq: number; gradings: number }>(
    `select s.automatic, r.seq, (select count(*)::int from grading_job j where j.submission_id = s.id) as gradings
     from submission s join revision r on r.id = s.revision_id join attempt a on a.id = s.attempt_id
     where a.invitation_id = $1 order by s.received_at`,
    [world.invitationId],
  );
}

async function inviteWithFactor(timeFactor: 1 | 1.25 | 1.5 | 2): Promise<{ candidateId: string; invitationId: string }> {
  const candidateId = await api.db.make.candidate(world.tenantId);
  const { invitationId } = await api.db.make.invitation(world.tenantId, { ...world, candidateId, timeFactor });
  return { candidateId, invitationId };
}
