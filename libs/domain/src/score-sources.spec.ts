import { describe, expect, it } from '@jest/globals';
import type { CaseResult, RatingView } from '@assay/contracts';
import type { Work } from './score-sources.js';
import { caseTitle, ratedPieces, sourcesOfScores, sourcesOfWork } from './score-sources.js';
import { scoresOf } from './scorecard.js';

const anchors = { 1: 'a', 2: 'b', 3: 'c', 4: 'd' };
const rating = (criterion: string, level: 1 | 2 | 3 | 4, rater: string): RatingView => ({
  criterion,
  level,
  evidence: [],
  reason: 'r',
  rater: { id: rater, name: '' },
  at: '2026-03-02T10:00:00Z',
});
const failed = (id: string): CaseResult => ({
  id,
  group: 'behaviour',
  outcome: 'failed',
  requirements: ['R1'],
  message: null,
  expected: null,
  actual: null,
  stdout: null,
  durationMs: 1,
});

const work: Work = {
  exercise: { id: 'exercise', title: 'Make it safe to change', code: 'E04' },
  attemptId: 'attempt',
  submissionId: 'submission',
  groups: [
    {
      id: 'behaviour',
      title: 'Behaviour',
      evidence: [
        { competency: 'K2', weight: 50 },
        { competency: 'K7', weight: 10 },
      ],
    },
    { id: 'examples', title: 'Examples', evidence: [] },
  ],
  rubric: {
    version: 1,
    criteria: [{ id: 'naming', title: 'Naming', question: '?', competency: 'K2', weight: 30, anchors, examples: anchors }],
  },
  report: {
    verdict: 'partial',
    groups: [{ id: 'behaviour', title: 'Behaviour', harness: 'call', visibility: 'hidden', weight: 50, passed: 3, total: 4 }],
    cases: [failed('test_parse::test_closes_files')],
  },
  ratings: [rating('naming', 2, 'one'), rating('naming', 3, 'two'), rating('other', 1, 'one')],
};

describe('the sources of a piece of work', () => {
  it('are its test groups per competency and its criteria', () => {
    expect(
      sourcesOfWork(work).map(({ competency, source: { kind, id, weight, score } }) => [kind, id, competency, weight, score]),
    ).toEqual([
      ['tests', 'behaviour', 'K2', 50, 3.25],
      ['tests', 'behaviour', 'K7', 10, 3.25],
      ['criterion', 'naming', 'K2', 30, 2.5],
    ]);
  });

  it('name the failed cases and keep the ratings of their criterion', () => {
    const [tests, , criterion] = sourcesOfWork(work);
    expect(tests?.source.failedCases).toEqual([{ id: 'test_parse::test_closes_files', title: 'closes files' }]);
    expect(criterion?.source.ratings.map(({ level }) => level)).toEqual([2, 3]);
  });

  it.each<[string, Partial<Work>, (string | null)[]]>([
    ['not handed in', { submissionId: null, report: null, ratings: [] }, ['not-submitted', 'not-submitted', 'not-submitted']],
    ['not graded and not rated yet', { report: null, ratings: [] }, ['not-graded', 'not-graded', 'not-rated']],
    [
      'graded with a fault of ours',
      { report: { verdict: 'judge-error', groups: work.report?.groups ?? [], cases: [] } },
      ['not-graded', 'not-graded', null],
    ],
  ])('are missing when %s', (_, changes, why) => {
    const sources = sourcesOfWork({ ...work, ...changes });
    expect(sources.map(({ source }) => source.missing)).toEqual(why);
    expect(sources.map(({ source }) => source.score === null)).toEqual(why.map((one) => one !== null));
  });

  it('survive a scorecard unchanged, so that it can be scored with another variance', () => {
    const sources = sourcesOfWork(work);
    const { competencies } = scoresOf(
      [
        { id: 'K2', weight: 10 },
        { id: 'K7', weight: 9 },
      ],
      sources,
      null,
    );
    expect(new Set(sourcesOfScores(competencies))).toEqual(new Set(sources));
  });

  it('give the pieces that raters shared', () => {
    expect(ratedPieces(sourcesOfWork(work))).toEqual([[2, 3]]);
  });
});

describe('the title of a case', () => {
  it.each([
    ['test_words::test_counts_empty_text', 'counts empty text'],
    ['test_words::test_splits[tab]', 'splits (tab)'],
    ['no-direct-recursion', 'no-direct-recursion'],
  ])('of %s is "%s"', (id, title) => {
    expect(caseTitle(id)).toBe(title);
  });
});
