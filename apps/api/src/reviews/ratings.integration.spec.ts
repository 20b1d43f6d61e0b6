import type { ReviewDraft } from '@assay/contracts';
import { routes } from '@assay/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { FinishedWork } from '../testing/finished-work.js';
import { finishedWork, grade, openReviewOf, rate, ratingsOf } from '../testing/finished-work.js';
import type { Caller } from '../testing/test-api.js';
import { TestApi } from '../testing/test-api.js';

const { get, claim, saveDraft, submit, others } = routes.reviews;

let api: TestApi;
let work: FinishedWork;
let one: Caller;
let two: Caller;
let reviewId: string;

beforeAll(async () => {
  api = await TestApi.open();
});
afterAll(async () => {
  await api.close();
});
beforeEach(async () => {
  work = await finishedWork(api);
  [one, two] = [await interviewer(), await interviewer()];
  reviewId = await openReviewOf(api, work, one);
  await api.call(claim, { params: { reviewId }, body: {} }, one);
});

const interviewer = () => api.staff(work.tenantId, 'interviewer');
const submitAs = (caller: Caller, draft: ReviewDraft, draftRevision = 0) =>
  api.call(submit, { params: { reviewId }, body: { draftRevision, draft } }, caller);
const slots = async () =>
  (await api.db.asOwner('select slot from review where attempt_id = $1 order by slot', [work.attemptId])).length;

describe('a draft', () => {
  it('is kept as it is and comes back', async () => {
    const draft: ReviewDraft = { naming: { level: 3, evidence: [], reason: 'half a thou\u0000ght' } };
    const saved = await api.call(saveDraft, { params: { reviewId }, body: { draftRevision: 0, draft } }, one);
    expect(saved.view.draftRevision).toBe(1);
    const { view } = await api.call(get, { params: { reviewId } }, one);
    expect(view).toMatchObject({ draftRevision: 1, draft: { naming: { level: 3, reason: 'half a thou\uFFFDght' } } });
  });

  it('of a stale window is refused and answered with the newer one', async () => {
    await api.call(saveDraft, { params: { reviewId }, body: { draftRevision: 0, draft: ratingsOf(3, 3) } }, one);
    const stale = await api.call(saveDraft, { params: { reviewId }, body: { draftRevision: 0, draft: {} } }, one);
    expect(stale.problem).toMatchObject({
      status: 409,
      code: 'draft-conflict',
      extra: { draftRevision: 1, draft: { naming: { level: 3 } } },
    });
    expect((await submitAs(one, ratingsOf(2, 2))).problem.code).toBe('draft-conflict');
  });
});

describe('handing in ratings', () => {
  it('makes them final and shows them to their rater', async () => {
    const { status, view } = await submitAs(one, ratingsOf(4, 2));
    expect(status).toBe(200);
    expect(view.state).toBe('submitted');
    expect(view.mine.map(({ criterion, level }) => [criterion, level])).toEqual([
      ['naming', 4],
      ['structure', 2],
    ]);
    expect((await submitAs(one, ratingsOf(1, 1), 1)).problem).toMatchObject({ status: 409, code: 'review-submitted' });
    await expect(api.db.asOwner('update rating set level = 1 where review_id = $1', [reviewId])).rejects.toThrow('written once');
  });

  it('needs every criterion, and evidence for the ends of the scale', async () => {
    const { problem } = await submitAs(one, { naming: { level: 1, evidence: [], reason: 'Hard to read.' } });
    expect(problem).toMatchObject({
      status: 422,
      code: 'ratings-incomplete',
      issues: [
        { path: 'draft.naming', message: 'Names: Level 1 needs evidence: cite lines or a test, or write a note at a line.' },
        { path: 'draft.structure', message: 'Structure: Choose a level.' },
      ],
    });
    expect((await api.call(get, { params: { reviewId } }, one)).view.state).toBe('mine');
  });

  it('needs evidence that leads to a line or a test of the work', async () => {
    await grade(api, work, 1);
    const draft: ReviewDraft = {
      naming: { level: 3, evidence: [{ kind: 'lines', path: 'solution.py', from: 5, to: 99 }], reason: '' },
      structure: { level: 3, evidence: [{ kind: 'test', caseId: 'test_counting::test_gone' }], reason: '' },
      taste: { level: 3, evidence: [], reason: 'nice' },
    };
    const { problem } = await submitAs(one, draft);
    expect(problem.issues).toEqual([
      { path: 'draft.taste', message: 'The rubric has no criterion taste.' },
      { path: 'draft.naming.evidence.0', message: 'solution.py ends at line 6, before line 99.' },
      { path: 'draft.structure.evidence.0', message: 'There is no test test_counting::test_gone in the results.' },
    ]);
    const cited: ReviewDraft = {
      ...ratingsOf(3, 3),
      structure: { level: 4, evidence: [{ kind: 'test', caseId: 'test_counting::test_two' }], reason: '' },
    };
    expect((await submitAs(one, cited)).status).toBe(200);
  });
});

describe("others' ratings", () => {
  it('are hidden until the own ones are in', async () => {
    await rate(api, work, two, [3, 3]);
    const early = await api.call(others, { params: { reviewId } }, one);
    expect(early.problem).toMatchObject({ status: 403, code: 'ratings-hidden' });
    expect((await api.call(get, { params: { reviewId } }, one)).view.mine).toEqual([]);
    await submitAs(one, ratingsOf(4, 4));
    const { view } = await api.call(others, { params: { reviewId } }, one);
    expect(view.items.map(({ criterion, level }) => [criterion, level])).toEqual([
      ['naming', 3],
      ['structure', 3],
    ]);
  });

  it('stay hidden from somebody who rates nothing here', async () => {
    await submitAs(one, ratingsOf(3, 3));
    expect((await api.call(others, { params: { reviewId } }, await interviewer())).problem.code).toBe('ratings-hidden');
  });
});

describe('a third rater', () => {
  it('is not needed where two agree about the bar', async () => {
    await submitAs(one, ratingsOf(3, 1));
    await rate(api, work, two, [4, 2]);
    expect(await slots()).toBe(2);
  });

  it('is asked when two differ by two levels or across the bar, once, and neither of the two can be it', async () => {
    await submitAs(one, ratingsOf(3, 3));
    expect(await slots()).toBe(2);
    await rate(api, work, two, [3, 2]);
    expect(await slots()).toBe(3);
    const queueOf = async (caller: Caller) =>
      (await api.call(routes.reviews.list, { query: {} }, caller)).view.items.map(({ state }) => state);
    expect([await queueOf(one), await queueOf(two)]).toEqual([['submitted'], ['submitted']]);
    await rate(api, work, await interviewer(), [1, 4]);
    expect(await slots()).toBe(3);
    const [event] = await api.db.asOwner(
      `select payload from audit_event where action = 'adjudication.opened' and tenant_id = $1`,
      [work.tenantId],
    );
    expect(event).toEqual({ payload: { submissionId: work.submissionId, criteria: ['structure'] } });
  });
});
