import { routes } from '@assay/contracts';
import { newId } from '@assay/platform';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { FinishedWork } from '../testing/finished-work.js';
import { finishedWork, rate } from '../testing/finished-work.js';
import type { Caller } from '../testing/test-api.js';
import { TestApi } from '../testing/test-api.js';

const { decide, decisions, get } = routes.comparison;
const reason = 'Clear names, every error handled, and a calm account of what was left out.';

let api: TestApi;
let work: FinishedWork;
let manager: Caller;
let scorecardId: string;

beforeAll(async () => {
  api = await TestApi.open();
});
afterAll(async () => {
  await api.close();
});
beforeEach(async () => {
  work = await finishedWork(api);
  manager = await api.staff(work.tenantId, 'hiring-manager');
  const { view } = await api.call(get, { params: { loopId: work.loopId }, query: {} }, manager);
  scorecardId = view.candidates[0]?.id ?? '';
});

const decideWith = (
  changes: Partial<{ reason: string; scorecardId: string; candidateId: string; competencies: string[] }> = {},
  caller = manager,
) =>
  api.call(
    decide,
    {
      params: { loopId: work.loopId },
      body: { candidateId: work.candidateId, outcome: 'move-forward', reason, competencies: ['K1'], scorecardId, ...changes },
    },
    caller,
  );
const listed = async () => (await api.call(decisions, { params: { loopId: work.loopId } }, manager)).view.items;

describe('a decision', () => {
  it('is recorded with who, why and the scorecard that it rests on', async () => {
    const { status, view } = await decideWith();
    expect(status).toBe(201);
    expect(view).toMatchObject({
      outcome: 'move-forward',
      reason,
      competencies: ['K1'],
      scorecard: { id: scorecardId },
      decidedBy: { name: 'Ada Author' },
    });
    const [event] = await api.db.asOwner(
      `select subject, payload from audit_event where action = 'decision.recorded' and tenant_id = $1`,
      [work.tenantId],
    );
    expect(event).toMatchObject({ subject: `candidate:${work.candidateId}`, payload: { decisionId: view.id, scorecardId } });
    expect(JSON.stringify(event)).not.toContain('Clear names');
  });

  it('is never changed: another one is added, the newest first', async () => {
    const first = await decideWith();
    const second = await decideWith({ reason: `${reason} After a second talk.` });
    expect((await listed()).map(({ id }) => id)).toEqual([second.view.id, first.view.id]);
    await expect(api.db.asOwner(`update decision set outcome = 'hold' where id = $1`, [first.view.id])).rejects.toThrow(
      'written once',
    );
  });

  it('on numbers that have changed is refused and says which are new', async () => {
    await rate(api, work, await api.staff(work.tenantId, 'interviewer'), [3, 3]);
    const { problem } = await decideWith();
    expect(problem).toMatchObject({ status: 409, code: 'scorecard-outdated' });
    expect(await listed()).toEqual([]);
    const newest = problem.extra?.['scorecardId'] as string;
    expect(newest).not.toBe(scorecardId);
    expect((await decideWith({ scorecardId: newest })).status).toBe(201);
  });

  it('needs a reason of at least forty signs, and competencies of the role', async () => {
    expect((await decideWith({ reason: '   too short to stand on its own        ' })).problem).toMatchObject({
      code: 'invalid-input',
      issues: [{ path: 'reason' }],
    });
    expect((await decideWith({ competencies: ['K1', 'K12'] })).problem).toMatchObject({
      code: 'invalid-input',
      issues: [{ path: 'competencies.1' }],
    });
  });

  it('with a sign that no database keeps is refused, not lost', async () => {
    expect((await decideWith({ reason: `${reason}\u0000` })).problem).toMatchObject({ status: 400, code: 'invalid-input' });
  });

  it('needs a candidate of this loop', async () => {
    expect((await decideWith({ candidateId: newId() })).problem.code).toBe('not-found');
    const stranger = await api.staff(await api.db.make.tenant(), 'hiring-manager');
    expect((await decideWith({}, stranger)).problem.code).toBe('not-found');
  });

  it('needs a person: no API key takes one, whatever its scopes', async () => {
    const admin = await api.staff(work.tenantId, 'admin');
    const key = await api.call(routes.auth.createApiKey, { body: { name: 'Robot', scopes: ['decisions.write'] } }, admin);
    const { problem } = await decideWith({}, { authorization: `Bearer ${key.view.secret}` });
    expect(problem).toMatchObject({ status: 403, code: 'not-allowed' });
  });
});
