import { routes } from '@assay/contracts';
import type { InvitedWorld } from '@assay/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FinishedWork } from '../testing/finished-work.js';
import { finishedWork, openReviewOf, ratingsOf } from '../testing/finished-work.js';
import { keyedExercise, keySecret, worldWithKey } from '../testing/keyed-exercise.js';
import type { Caller } from '../testing/test-api.js';
import { TestApi } from '../testing/test-api.js';

const { get, claim, submit, release } = routes.reviews;
const finding = { file: 'app.py', from: 2, to: 2, category: 'bug', severity: 'major', comment: 'Hazel Strand: never closed.' };
const answers = { trigger: 'deploy 141', review: [finding], why: 'Hazel Strand says so.', other: 1 };

let api: TestApi;
let world: InvitedWorld;
let work: FinishedWork;
let rater: Caller;

beforeAll(async () => {
  api = await TestApi.open();
  world = await worldWithKey(api);
  const beside = { ...world, attemptId: '' };
  const files = [{ path: 'answers.json', content: JSON.stringify(answers) }];
  work = await finishedWork(api, { beside, name: 'Hazel Strand', email: 'hazel.strand@example.org', files });
  rater = await api.staff(world.tenantId, 'interviewer');
});
afterAll(async () => {
  await api.close();
});

describe('the key of an exercise', () => {
  it('never reaches the candidate, who gets the form', async () => {
    const kim = await api.candidate(world);
    const started = await api.call(routes.attempts.start, { body: { rulesAccepted: true } }, kim);
    const read = await api.call(routes.attempts.get, {}, kim);
    expect(started.view.workspaces[0]?.forms).toEqual(keyedExercise().forms);
    expect(read.view.workspaces[0]?.forms?.[0]?.fields.map(({ id }) => id)).toEqual(['trigger', 'review', 'why']);
    for (const { text } of [started, read]) expect(text).not.toMatch(new RegExp(`${keySecret}|deploy 142|decoy`));
  });

  it('stands beside the answers for the rater who has the review, and for nobody who has not', async () => {
    const params = { reviewId: await openReviewOf(api, work, rater) };
    expect((await api.call(get, { params }, rater)).view.answers).toBeUndefined();
    const claimed = await api.call(claim, { params, body: {} }, rater);
    expect(claimed.status).toBe(200);
    expect(claimed.view.answers).toMatchObject([
      {
        group: 'fields',
        title: 'Your diagnosis',
        answers: 'answers.json',
        form: { fields: [{ label: 'What began it?' }, {}, {}] },
        fault: null,
        entries: [
          { entry: { id: 'trigger', accepts: [keySecret, 'deploy 142'] }, answer: 'deploy 141', earned: 0, possible: 2 },
          {
            entry: { id: 'review' },
            earned: 3,
            possible: 3,
            findings: [{ outcome: 'found', defect: keySecret, finding: { comment: '[withheld]: never closed.' } }],
          },
        ],
        prose: { why: '[withheld] says so.' },
      },
    ]);
    expect(claimed.view.answers?.[0]?.diffs['change.diff']).toContain('+y = open');
    const other = await api.staff(world.tenantId, 'interviewer');
    const taken = await api.call(get, { params }, other);
    expect([taken.view.state, taken.view.answers]).toEqual(['taken', undefined]);
    await api.call(release, { params, body: {} }, rater);
  });

  it('stays in sight once the ratings are in', async () => {
    const params = { reviewId: await openReviewOf(api, work, rater) };
    await api.call(claim, { params, body: {} }, rater);
    const cited = (level: 2 | 3) => ({
      level,
      evidence: [{ kind: 'lines' as const, path: 'answers.json', from: 1, to: 1 }],
      reason: '',
    });
    const draft = { ...ratingsOf(3, 2), naming: cited(3), structure: cited(2) };
    const submitted = await api.call(submit, { params, body: { draftRevision: 0, draft } }, rater);
    expect([submitted.status, submitted.view.answers?.length]).toEqual([200, 1]);
  });
});
