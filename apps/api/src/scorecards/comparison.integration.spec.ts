import type { ScorecardView } from '@assay/contracts';
import { routes } from '@assay/contracts';
import { ScorecardStore } from '@assay/database';
import { newId } from '@assay/platform';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { FinishedWork } from '../testing/finished-work.js';
import { finishedWork, grade, rate } from '../testing/finished-work.js';
import type { Caller } from '../testing/test-api.js';
import { TestApi } from '../testing/test-api.js';

const { get, loops, evidence } = routes.comparison;

let api: TestApi;
let work: FinishedWork;
let manager: Caller;
let raters: [Caller, Caller];

beforeAll(async () => {
  api = await TestApi.open();
});
afterAll(async () => {
  await api.close();
});
beforeEach(async () => {
  work = await finishedWork(api, { name: 'Hazel Strand', email: `hazel-${newId()}@example.org` });
  manager = await api.staff(work.tenantId, 'hiring-manager');
  raters = [await api.staff(work.tenantId, 'interviewer'), await api.staff(work.tenantId, 'interviewer')];
});

const compare = (names: 'hidden' | 'shown' = 'hidden') =>
  api.call(get, { params: { loopId: work.loopId }, query: { names } }, manager);
const competencyOf = (card: ScorecardView | undefined, id: string) =>
  card?.competencies.find(({ competency }) => competency === id);
const scorecards = async () =>
  (await api.db.asOwner('select number from scorecard where candidate_id = $1 order by number', [work.candidateId])).length;

async function cardOf(candidateId = work.candidateId): Promise<ScorecardView | undefined> {
  const { view } = await compare();
  return view.candidates.find(({ candidate }) => candidate.id === candidateId);
}

describe('a candidate on the comparison', () => {
  it('has the numbers that tests and ratings give by hand', async () => {
    await grade(api, work, 1);
    await rate(api, work, raters[0], [2, 3]);
    await rate(api, work, raters[1], [3, 4]);
    const card = await cardOf();
    // The sample exercise: K1 is the hidden tests with weight 2 and structure with weight 1, K2 is naming alone.
    // Tests 1 of 2: 1 + 3 × 1/2 = 2.5. Structure 3 and 4: 3.5. K1 = (2 × 2.5 + 1 × 3.5) / 3 = 8.5 / 3. K2 = (2 + 3) / 2 = 2.5.
    expect(competencyOf(card, 'K1')?.estimate.score).toBeCloseTo(8.5 / 3, 12);
    expect(competencyOf(card, 'K2')?.estimate.score).toBeCloseTo(2.5, 12);
    // The pieces (2, 3) and (3, 4) each have squares of 0.5 with one degree of freedom: s² = 1 / 2, se of a criterion √(0.5 / 2) = 0.5.
    expect(competencyOf(card, 'K1')?.estimate.se).toBeCloseTo((1 / 3) * 0.5, 12);
    expect(competencyOf(card, 'K2')?.estimate.se).toBeCloseTo(0.5, 12);
    // The role weighs K1 60 and K2 40: 0.6 × 8.5 / 3 + 0.4 × 2.5 = 2.7; se = √((0.6 × 0.5 / 3)² + (0.4 × 0.5)²) = √0.05.
    expect(card?.overall.score).toBeCloseTo(2.7, 12);
    expect(card?.overall.se).toBeCloseTo(Math.sqrt(0.05), 12);
    expect(card?.overall.low).toBeCloseTo(2.7 - 1.96 * Math.sqrt(0.05), 12);
  });

  it('leads from the score to the failed test and to who rated what', async () => {
    await grade(api, work, 1);
    await rate(api, work, raters[0], [2, 3]);
    const sources = competencyOf(await cardOf(), 'K1')?.sources;
    expect(sources).toMatchObject([
      {
        kind: 'tests',
        id: 'counting',
        passed: 1,
        total: 2,
        failedCases: [{ id: 'test_counting::test_none', title: 'none' }],
        missing: null,
      },
      {
        kind: 'criterion',
        id: 'structure',
        submissionId: work.submissionId,
        ratings: [{ level: 3, rater: { name: 'Ada Author' }, evidence: [{ kind: 'lines', path: 'solution.py' }] }],
      },
    ]);
  });

  it('misses what is missing: never 0, no error from one rater', async () => {
    const waiting = await cardOf();
    expect(waiting?.overall).toEqual({ score: null, se: null, low: null, high: null, reason: 'not-graded' });
    expect(waiting?.verdicts).toMatchObject([{ verdict: null, state: 'queued', submissionId: work.submissionId }]);
    expect(competencyOf(waiting, 'K1')?.sources.map(({ missing }) => missing)).toEqual(['not-graded', 'not-rated']);
    await grade(api, work, 2);
    await rate(api, work, raters[0], [3, 3]);
    const rated = await cardOf();
    expect(competencyOf(rated, 'K2')?.estimate).toEqual({ score: 3, se: null, low: null, high: null, reason: 'too-few-raters' });
    expect(rated?.verdicts).toMatchObject([{ verdict: 'accepted', state: 'graded', score: 1, assurance: 'production' }]);
  });

  it('is called by the pseudonym of the blind screens, and by name only when asked, which is logged once', async () => {
    const hidden = await compare();
    expect(hidden.text).not.toContain('Hazel');
    expect(hidden.view.candidates[0]?.candidate).toMatchObject({
      name: null,
      pseudonym: expect.stringMatching(/^\w{3}$/) as unknown,
    });
    expect((await compare('shown')).view.candidates[0]?.candidate.name).toBe('Hazel Strand');
    await compare('shown');
    const events = await api.db.asOwner(
      `select subject from audit_event where action = 'candidate-names.shown' and tenant_id = $1`,
      [work.tenantId],
    );
    expect(events).toEqual([{ subject: `loop:${work.loopId}` }]);
  });
});

describe('a scorecard', () => {
  it('is computed once for each change of what it rests on, and not without one', async () => {
    expect(await scorecards()).toBe(1);
    await grade(api, work, 1);
    expect(await scorecards()).toBe(2);
    const again = () =>
      api.db.unitOfWork.run(work.tenantId, (tx) => api.app.get(ScorecardStore).recomputeScorecard(tx, work.attemptId));
    expect(await Promise.all([again(), again(), again()])).toEqual([null, null, null]);
    await rate(api, work, raters[0], [2, 3]);
    expect(await scorecards()).toBe(3);
  });

  it('is not touched by the ratings of somebody else, though the errors are', async () => {
    await rate(api, work, raters[0], [3, 3]);
    await rate(api, work, raters[1], [3, 3]);
    const before = await cardOf();
    const other = await finishedWork(api, { beside: work });
    await rate(api, other, raters[0], [1, 1]);
    await rate(api, other, raters[1], [4, 4]);
    const after = await cardOf();
    expect(after?.id).toBe(before?.id);
    expect(after?.overall.score).toBe(before?.overall.score);
    expect(after?.overall.se).toBeGreaterThan(before?.overall.se ?? Infinity);
  });

  it('is not made while the attempt runs', async () => {
    const running = await api.db.make.submittedWork();
    const made = await api.db.unitOfWork.run(running.tenantId, (tx) =>
      api.app.get(ScorecardStore).recomputeScorecard(tx, running.attemptId),
    );
    expect(made).toBeNull();
  });
});

describe('several candidates', () => {
  it('stand side by side with the chance that one outranks the other', async () => {
    const other = await finishedWork(api, { beside: work });
    const unrated = await finishedWork(api, { beside: work });
    for (const [one, levels] of [
      [work, [3, 3]],
      [other, [2, 3]],
    ] as const) {
      await rate(api, one, raters[0], [levels[0], levels[0]]);
      await rate(api, one, raters[1], [levels[1], levels[1]]);
    }
    const { view } = await compare();
    expect(view.candidates.map(({ candidate }) => candidate.id)).toEqual([
      work.candidateId,
      other.candidateId,
      unrated.candidateId,
    ]);
    expect(view.pairs).toMatchObject([{ a: work.candidateId, b: other.candidateId }]);
    // 3 against 2.5 on both competencies. Four pieces, two with squares of 0.5: s² = 1 / 4, se of a criterion √(0.25 / 2);
    // overall √((0.6² + 0.4²) × 0.125) = √0.065 for both: Φ(0.5 / √0.13) = Φ(1.38675).
    expect(view.pairs[0]?.chance).toBeCloseTo(0.917241, 5);
  });

  it('are counted in the list of loops', async () => {
    await finishedWork(api, { beside: work });
    const { view } = await api.call(loops, {}, manager);
    expect(view.items).toEqual([
      {
        id: work.loopId,
        title: 'First round',
        role: 'Python Developer',
        assessments: [{ id: work.assessmentId, title: 'First round' }],
        candidates: 2,
      },
    ]);
  });
});

describe('the cited lines', () => {
  const lines = (query: { path: string; from: number; to: number }, candidateId = work.candidateId) =>
    api.call(
      evidence,
      { params: { loopId: work.loopId, candidateId }, query: { submissionId: work.submissionId, ...query } },
      manager,
    );

  it('are answered, cut at the end of the file', async () => {
    const { view } = await lines({ path: 'solution.py', from: 4, to: 900 });
    expect(view).toEqual({
      path: 'solution.py',
      from: 4,
      lines: ['def count(text):', '    return dict(Counter(text.split()))', ''],
    });
  });

  it('are those of this candidate in this loop only', async () => {
    const other = await finishedWork(api, { beside: work });
    expect((await lines({ path: 'solution.py', from: 1, to: 2 }, other.candidateId)).problem.code).toBe('not-found');
    expect((await lines({ path: 'other.py', from: 1, to: 2 })).problem.code).toBe('not-found');
    expect((await lines({ path: 'solution.py', from: 3, to: 2 })).problem.code).toBe('invalid-input');
  });
});

describe('another company', () => {
  it('finds no loop', async () => {
    const stranger = await api.staff(await api.db.make.tenant(), 'hiring-manager');
    const { problem } = await api.call(get, { params: { loopId: work.loopId }, query: {} }, stranger);
    expect(problem).toMatchObject({ status: 404, code: 'not-found' });
    expect((await api.call(loops, {}, stranger)).view.items).toEqual([]);
  });
});
