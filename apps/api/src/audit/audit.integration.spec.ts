import { routes } from '@assay/contracts';
import { AuditChain } from '@assay/database';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { FinishedWork } from '../testing/finished-work.js';
import { finishedWork, rate } from '../testing/finished-work.js';
import type { Caller } from '../testing/test-api.js';
import { TestApi } from '../testing/test-api.js';

const { list, verify } = routes.audit;

let api: TestApi;
let work: FinishedWork;
let admin: Caller;

beforeAll(async () => {
  api = await TestApi.open();
});
afterAll(async () => {
  await api.close();
});
beforeEach(async () => {
  work = await finishedWork(api);
  admin = await api.staff(work.tenantId, 'admin');
});

const check = async () => (await api.call(verify, {}, admin)).view;

describe('the audit log', () => {
  it('tells what happened, newest first, without names, page by page', async () => {
    await rate(api, work, await api.staff(work.tenantId, 'interviewer'), [3, 3]);
    const all = await api.call(list, { query: {} }, admin);
    expect(all.view.items.map(({ action }) => action)).toEqual([
      'ratings.submitted',
      'review.claimed',
      'attempt.closed',
      'submission.received',
    ]);
    expect(all.text).not.toMatch(/Kim Candidate|candidate-.*@|Ada Author/);
    const first = await api.call(list, { query: { limit: 3 } }, admin);
    expect(first.view.next).toBe(first.view.items[2]?.id);
    const rest = await api.call(list, { query: { limit: 3, before: first.view.next ?? '' } }, admin);
    expect(rest.view).toMatchObject({ items: [{ action: 'submission.received' }], next: null });
  });

  it('says what is sealed, and that the chain holds', async () => {
    expect(await check()).toMatchObject({ intact: true, events: 0, unsealed: 2, head: null, broken: null });
    await api.app.get(AuditChain).seal(work.tenantId);
    const sealed = await check();
    expect(sealed).toMatchObject({ intact: true, events: 2, unsealed: 0, broken: null });
    const { view } = await api.call(list, { query: {} }, admin);
    expect(view.items[0]).toMatchObject({ seq: 2, hash: sealed.head });
  });

  it('shows an event that somebody changed behind its back', async () => {
    await api.app.get(AuditChain).seal(work.tenantId);
    await api.db.asOwner('alter table audit_event disable trigger written_once');
    await api.db.asOwner(
      `update audit_event set actor = 'staff:somebody-else' where tenant_id = $1 and action = 'submission.received'`,
      [work.tenantId],
    );
    await api.db.asOwner('alter table audit_event enable trigger written_once');
    expect(await check()).toMatchObject({
      intact: false,
      events: 0,
      broken: { seq: 1, why: 'The event is not as it was when it was sealed.' },
    });
  });

  it('is for administrators', async () => {
    const author = await api.staff(work.tenantId, 'author');
    expect((await api.call(list, { query: {} }, author)).problem.code).toBe('not-allowed');
    expect((await api.call(verify, {}, author)).problem.code).toBe('not-allowed');
  });
});
