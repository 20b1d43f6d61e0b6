import { routes } from '@assay/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FinishedWork } from '../testing/finished-work.js';
import { finishedWork, grade, ratingsOf } from '../testing/finished-work.js';
import type { Answer, Caller } from '../testing/test-api.js';
import { TestApi } from '../testing/test-api.js';

const { list, get, claim, saveDraft, submit, others, release } = routes.reviews;
const source = [
  '# Author: H. S. of Strandville',
  "__author__ = 'hazelnut'",
  '"""Counts words.',
  '',
  'Written by hazelnut, 2026',
  '"""',
  'from collections import Counter  # Hazel Strand likes this one',
  'CONTACT = "hazel.strand@example.org"',
  'author = "not a signature"',
].join('\n');
const telling = /hazel|strand|H\. S\./i;

let api: TestApi;
let work: FinishedWork;
let rater: Caller;

beforeAll(async () => {
  api = await TestApi.open();
  const company = await finishedWork(api);
  work = await finishedWork(api, {
    beside: company,
    name: 'Hazel Strand',
    email: 'hazel.strand@example.org',
    files: [{ path: 'solution.py', content: source }],
  });
  await grade(api, work, 1, 'Hazel Strand was here\n# Author: hazelnut');
  rater = await api.staff(work.tenantId, 'interviewer');
});
afterAll(async () => {
  await api.close();
});

describe('a blind review', () => {
  it('never says who the candidate is, whatever an interviewer asks', async () => {
    const queue = await api.call(list, { query: {} }, rater);
    const reviews = await api.db.asOwner('select id from review where attempt_id = $1', [work.attemptId]);
    const ids = new Set(reviews.map((row) => (row as { id: string }).id));
    const reviewId = queue.view.items.find(({ id }) => ids.has(id))?.id ?? '';
    const params = { reviewId };
    const body = { draftRevision: 0, draft: ratingsOf(3, 3) };
    const answers: Answer<unknown>[] = [
      queue,
      await api.call(get, { params }, rater),
      await api.call(claim, { params, body: {} }, rater),
      await api.call(saveDraft, { params, body }, rater),
      await api.call(release, { params, body: {} }, rater),
      await api.call(claim, { params, body: {} }, rater),
      await api.call(submit, { params, body: { ...body, draftRevision: 1 } }, rater),
      await api.call(others, { params }, rater),
      await api.call(routes.exercises.list, {}, rater),
      await api.call(routes.exercises.get, { params: { exerciseId: work.exerciseVersionId } }, rater),
      await api.call(routes.roles.list, {}, rater),
      await api.call(routes.auth.me, {}, rater),
    ];
    for (const { status, text } of answers) {
      expect(status).toBe(200);
      expect(text).not.toMatch(telling);
      expect(text).not.toContain(work.candidateId);
    }
  });

  it('keeps every line of the work at its number, and code that only looks like a signature', async () => {
    const { view } = await api.call(list, { query: {} }, rater);
    const submitted = view.items.find(({ state }) => state === 'submitted');
    const review = await api.call(get, { params: { reviewId: submitted?.id ?? '' } }, rater);
    expect(review.view.files).toEqual([
      {
        path: 'solution.py',
        content: [
          '# Author: [withheld]',
          "__author__ = '[withheld]'",
          '"""Counts words.',
          '',
          'Written by [withheld]',
          '"""',
          'from collections import Counter  # [withheld] likes this one',
          'CONTACT = "[withheld]"',
          'author = "not a signature"',
        ].join('\n'),
      },
    ]);
    expect(review.view.grading.report?.cases[0]?.stdout).toBe('[withheld] was here\n# Author: [withheld]');
  });

  it('has every door to a name closed for interviewers', async () => {
    const { assessmentId, loopId, attemptId, submissionId } = work;
    const answers = [
      await api.call(routes.invitations.list, { params: { assessmentId } }, rater),
      await api.call(routes.comparison.get, { params: { loopId }, query: { names: 'shown' } }, rater),
      await api.call(routes.submissions.attempt, { params: { attemptId } }, rater),
      await api.call(routes.submissions.get, { params: { submissionId } }, rater),
      await api.call(routes.audit.list, { query: {} }, rater),
    ];
    expect(answers.map(({ problem }) => problem.code)).toEqual(Array.from(answers, () => 'not-allowed'));
  });
});
