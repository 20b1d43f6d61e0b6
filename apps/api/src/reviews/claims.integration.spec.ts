import { routes } from '@assay/contracts';
import { newId } from '@assay/platform';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { FinishedWork } from '../testing/finished-work.js';
import { finishedWork, openReviewOf, rate, ratingsOf } from '../testing/finished-work.js';
import type { Caller } from '../testing/test-api.js';
import { TestApi } from '../testing/test-api.js';

const { list, get, claim, release, saveDraft } = routes.reviews;

let api: TestApi;
let work: FinishedWork;
let one: Caller;
let two: Caller;
let three: Caller;

beforeAll(async () => {
  api = await TestApi.open();
});
afterAll(async () => {
  await api.close();
});
beforeEach(async () => {
  work = await finishedWork(api);
  [one, two, three] = [await interviewer(), await interviewer(), await interviewer()];
});

const interviewer = () => api.staff(work.tenantId, 'interviewer');
const claimAs = (caller: Caller, reviewId: string) => api.call(claim, { params: { reviewId }, body: {} }, caller);
const stateFor = async (caller: Caller) => (await api.call(list, { query: {} }, caller)).view.items.map(({ state }) => state);

async function reviewIds(): Promise<[string, string]> {
  const rows = await api.db.asOwner('select id from review where attempt_id = $1 order by slot', [work.attemptId]);
  const [first, second] = rows.map((row) => (row as { id: string }).id);
  return [first ?? '', second ?? ''];
}

async function letClaimExpire(reviewId: string): Promise<void> {
  await api.db.asOwner(`update review set claim_expires_at = now() - interval '1 second' where id = $1`, [reviewId]);
}

describe('the queue', () => {
  it('shows one entry per piece of work, with who it is hidden behind a pseudonym', async () => {
    const { view } = await api.call(list, { query: {} }, one);
    expect(view.items).toMatchObject([
      { state: 'open', exercise: { id: work.exerciseVersionId, code: 'E99' }, criteria: 2, rated: 0, claimExpiresAt: null },
    ]);
    expect(view.items[0]?.pseudonym).toMatch(/^[2-9A-HJ-NP-Z]{3}$/);
  });

  it('is sorted by due day and filtered by state and exercise', async () => {
    const later = await finishedWork(api, { beside: work });
    const sooner = await finishedWork(api, { beside: work });
    await api.db.asOwner(`update review set due_at = due_at + interval '2 days' where attempt_id = $1`, [later.attemptId]);
    await api.db.asOwner(`update review set due_at = due_at - interval '2 days' where attempt_id = $1`, [sooner.attemptId]);
    const all = await api.call(list, { query: {} }, one);
    const due = all.view.items.map(({ dueAt }) => dueAt);
    expect(due).toHaveLength(3);
    expect(due).toEqual([...due].sort());
    await claimAs(one, all.view.items[1]?.id ?? '');
    const mine = await api.call(list, { query: { state: 'mine' } }, one);
    expect(mine.view.items.map(({ id }) => id)).toEqual([all.view.items[1]?.id]);
    expect((await api.call(list, { query: { state: 'open' } }, one)).view.items).toHaveLength(2);
    expect((await api.call(list, { query: { exerciseId: newId() } }, one)).view.items).toEqual([]);
  });

  it('has inside a day an order of its own for each rater, the same at every look', async () => {
    for (let count = 0; count < 7; count += 1) {
      await finishedWork(api, { beside: work });
    }
    const order = async (caller: Caller) =>
      (await api.call(list, { query: {} }, caller)).view.items.map(({ pseudonym }) => pseudonym);
    const orders = [await order(one), await order(two), await order(three)];
    expect(await order(one)).toEqual(orders[0]);
    expect(new Set(orders.map((pseudonyms) => pseudonyms.join())).size).toBeGreaterThan(1);
  });

  it('tells a place in it, and what comes next', async () => {
    await finishedWork(api, { beside: work });
    const [first, second] = (await api.call(list, { query: {} }, one)).view.items;
    const position = async (reviewId = '') => (await api.call(get, { params: { reviewId } }, one)).view.position;
    expect(await position(first?.id)).toEqual({ index: 1, of: 2, next: second?.id });
    expect(await position(second?.id)).toEqual({ index: 2, of: 2, next: first?.id });
  });
});

describe('a claim', () => {
  it('is for half an hour', async () => {
    const [reviewId] = await reviewIds();
    const { view } = await claimAs(one, reviewId);
    expect(view.state).toBe('mine');
    const [row] = await api.db.asOwner(
      `select extract(epoch from claim_expires_at - claimed_at)::integer as seconds, claim_expires_at as until from review where id = $1`,
      [reviewId],
    );
    expect(row).toEqual({ seconds: 1_800, until: new Date(view.claimExpiresAt ?? '') });
  });

  it('of two at the same moment goes to one, who is told so; the other may take the second place', async () => {
    const [reviewId, secondId] = await reviewIds();
    const both = await Promise.all([claimAs(one, reviewId), claimAs(two, reviewId)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const loser = both.findIndex(({ status }) => status === 409);
    expect(both[loser]?.problem).toMatchObject({ code: 'review-taken', extra: { open: secondId } });
    expect((await claimAs(loser === 0 ? one : two, secondId)).status).toBe(200);
    expect(await stateFor(three)).toEqual(['taken']);
  });

  it('never gives one rater both places of a piece, however they try', async () => {
    const [reviewId, secondId] = await reviewIds();
    const both = await Promise.all([claimAs(one, reviewId), claimAs(one, secondId)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    await rate(api, work, two, [3, 3]);
    const [third] = await reviewIds();
    expect((await claimAs(two, third)).problem.code).toMatch(/^review-(taken|submitted)$/);
  });

  it('that expired is free for another; coming back, its rater keeps the draft and takes the other place', async () => {
    const [reviewId, secondId] = await reviewIds();
    await claimAs(one, reviewId);
    const params = { reviewId };
    await api.call(saveDraft, { params, body: { draftRevision: 0, draft: ratingsOf(3, 2) } }, one);
    await letClaimExpire(reviewId);
    expect((await claimAs(two, reviewId)).view.state).toBe('mine');
    const late = await api.call(saveDraft, { params, body: { draftRevision: 1, draft: ratingsOf(3, 4) } }, one);
    expect(late.problem).toMatchObject({ status: 409, code: 'review-expired' });
    const { view } = await claimAs(one, secondId);
    expect(view.draft['structure']?.level).toBe(4);
    expect(view.draftRevision).toBe(2);
  });

  it('that expired and that nobody took goes on with the next save', async () => {
    const [reviewId] = await reviewIds();
    await claimAs(one, reviewId);
    await letClaimExpire(reviewId);
    const saved = await api.call(saveDraft, { params: { reviewId }, body: { draftRevision: 0, draft: {} } }, one);
    expect(saved.status).toBe(200);
    expect(await stateFor(one)).toEqual(['mine']);
  });

  it('that is given back keeps the draft', async () => {
    const [reviewId] = await reviewIds();
    await claimAs(one, reviewId);
    await api.call(saveDraft, { params: { reviewId }, body: { draftRevision: 0, draft: ratingsOf(3, 2) } }, one);
    expect((await api.call(release, { params: { reviewId }, body: {} }, one)).status).toBe(200);
    expect(await stateFor(two)).toEqual(['open']);
    expect((await claimAs(one, reviewId)).view.draft['naming']?.level).toBe(3);
  });

  it('is needed before anything can be saved', async () => {
    const reviewId = await openReviewOf(api, work, one);
    const refused = await api.call(saveDraft, { params: { reviewId }, body: { draftRevision: 0, draft: {} } }, one);
    expect(refused.problem).toMatchObject({ status: 403, code: 'review-not-yours' });
  });

  it('is for people who rate, of this company', async () => {
    const [reviewId] = await reviewIds();
    const stranger = await api.staff(await api.db.make.tenant(), 'interviewer');
    expect((await claimAs(stranger, reviewId)).problem.code).toBe('not-found');
    expect((await claimAs(await api.staff(work.tenantId, 'hiring-manager'), reviewId)).problem.code).toBe('not-allowed');
  });
});
