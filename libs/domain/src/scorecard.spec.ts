import { describe, expect, it } from '@jest/globals';
import type { Level, ScoreSource } from '@assay/contracts';
import { pooledRaterVariance } from './rater-variance.js';
import type { AttributedSource } from './scorecard.js';
import { scoreOfRatings, scoreOfTests, scoresOf } from './scorecard.js';

const exercise = { id: '01900000-0000-7000-8000-00000000000e', title: 'Make it safe to change', code: 'E04' };
const attemptId = '01900000-0000-7000-8000-00000000000a';
const submissionId = '01900000-0000-7000-8000-0000000000a5';

function tests(competency: string, weight: number, passed: number, total: number): AttributedSource {
  return { competency, source: { ...blank(weight), kind: 'tests', score: scoreOfTests(passed, total), passed, total } };
}

function criterion(competency: string, weight: number, levels: Level[]): AttributedSource {
  const ratings = levels.map((level, index) => ({
    criterion: 'naming',
    level,
    evidence: [],
    reason: 'plain words',
    rater: { id: `rater-${String(index)}`, name: '' },
    at: '2026-03-02T10:00:00Z',
  }));
  const score = scoreOfRatings(levels);
  return {
    competency,
    source: { ...blank(weight), kind: 'criterion', score, ratings, missing: score === null ? 'not-rated' : null },
  };
}

function blank(weight: number): ScoreSource {
  return {
    kind: 'tests',
    id: 'part',
    title: 'Part',
    exercise,
    attemptId,
    submissionId,
    weight,
    score: null,
    se: null,
    passed: null,
    total: null,
    failedCases: [],
    ratings: [],
    missing: null,
  };
}

const missing = ({ competency, source }: AttributedSource, why: NonNullable<ScoreSource['missing']>): AttributedSource => ({
  competency,
  source: { ...source, score: null, missing: why },
});

describe('a source on the scale of levels', () => {
  it.each([
    [0, 12, 1],
    [6, 12, 2.5],
    [8, 12, 3],
    [12, 12, 4],
  ])('%i of %i tests give %d', (passed, total, score) => {
    expect(scoreOfTests(passed, total)).toBe(score);
  });

  it('is missing without tests or ratings, never 0', () => {
    expect(scoreOfTests(0, 0)).toBeNull();
    expect(scoreOfRatings([])).toBeNull();
  });
});

describe('the pooled rater variance', () => {
  it('adds squares and degrees of freedom over pieces with two ratings or more', () => {
    // 2,4: mean 3, squares 1 + 1 = 2, one degree. 1,2,3: mean 2, squares 1 + 0 + 1 = 2, two degrees. (2 + 2) / (1 + 2).
    expect(pooledRaterVariance([[2, 4], [1, 2, 3], [4], []])).toEqual({ value: 4 / 3, degreesOfFreedom: 3, pieces: 2 });
  });

  it('never falls below rounding to whole levels', () => {
    expect(
      pooledRaterVariance([
        [3, 3],
        [2, 2],
      ])?.value,
    ).toBe(1 / 12);
  });

  it('is unknown while nobody rated the same piece', () => {
    expect(pooledRaterVariance([[3], [4]])).toBeNull();
  });
});

describe('a candidate recomputed by hand', () => {
  // K2: hidden tests 11 of 12 with weight 50 → 1 + 3 × 11/12 = 3.75; naming 3 and 4 with weight 30 → 3.5;
  //     errors 2 and 3 with weight 20 → 2.5. Score = (50 × 3.75 + 30 × 3.5 + 20 × 2.5) / 100 = (187.5 + 105 + 50) / 100 = 3.425.
  //     s² = 0.5, two raters: se of a criterion √(0.5 / 2) = 0.5. se = √((0.3 × 0.5)² + (0.2 × 0.5)²) = √(0.0225 + 0.01) = √0.0325.
  // K7: teaching 2, 2 and 3 with weight 10 → 7/3; se √(0.5 / 3).
  // Overall, K2 weighs 10 and K7 9: (10 × 3.425 + 9 × 7/3) / 19 = (34.25 + 21) / 19 = 55.25 / 19.
  const competencies = [
    { id: 'K2', weight: 10 },
    { id: 'K7', weight: 9 },
    { id: 'K4', weight: 10 },
  ];
  const sources = [
    tests('K2', 50, 11, 12),
    criterion('K2', 30, [3, 4]),
    criterion('K2', 20, [2, 3]),
    criterion('K7', 10, [2, 2, 3]),
  ];
  const { overall, competencies: scored } = scoresOf(competencies, sources, { value: 0.5, degreesOfFreedom: 4, pieces: 3 });
  const [k2, k7, k4] = scored;

  it('has the competency score that the sources add up to', () => {
    expect(k2?.estimate.score).toBeCloseTo(3.425, 12);
    expect(k7?.estimate.score).toBeCloseTo(7 / 3, 12);
  });

  it('has the standard error of the pooled rater variance', () => {
    expect(k2?.estimate.se).toBeCloseTo(Math.sqrt(0.0325), 12);
    expect(k7?.estimate.se).toBeCloseTo(Math.sqrt(0.5 / 3), 12);
    expect(k2?.sources.map(({ se }) => se)).toEqual([null, 0.5, 0.5]);
  });

  it('has an interval of 1.96 standard errors, cut at the ends of the scale', () => {
    expect(k2?.estimate.low).toBeCloseTo(3.425 - 1.96 * Math.sqrt(0.0325), 12);
    expect(k2?.estimate.high).toBeCloseTo(3.425 + 1.96 * Math.sqrt(0.0325), 12);
    const four = scoresOf([{ id: 'K2', weight: 10 }], [criterion('K2', 1, [4, 4])], {
      value: 0.5,
      degreesOfFreedom: 4,
      pieces: 3,
    });
    expect(four.overall).toMatchObject({ score: 4, high: 4, low: 4 - 1.96 * 0.5 });
  });

  it('weighs the competencies with evidence alone in the overall score', () => {
    expect(overall.score).toBeCloseTo(55.25 / 19, 12);
    expect(overall.se).toBeCloseTo(Math.sqrt((10 / 19) ** 2 * 0.0325 + (9 / 19) ** 2 * (0.5 / 3)), 12);
    expect(k4?.estimate).toEqual({ score: null, se: null, low: null, high: null, reason: 'no-evidence' });
  });

  it('counts the raters of a competency', () => {
    expect(scored.map(({ raters }) => raters)).toEqual([2, 3, 0]);
  });
});

describe('what is missing', () => {
  const variance = { value: 0.5, degreesOfFreedom: 4, pieces: 3 };
  const role = [{ id: 'K2', weight: 10 }];

  it('is left out and stays named', () => {
    const { competencies } = scoresOf(role, [tests('K2', 50, 6, 12), missing(criterion('K2', 50, []), 'not-rated')], variance);
    expect(competencies[0]?.estimate.score).toBe(2.5);
    expect(competencies[0]?.sources.map(({ missing: why }) => why)).toEqual([null, 'not-rated']);
  });

  it('gives no score and says why when nothing is left', () => {
    const estimateFor = (why: 'not-graded' | 'not-submitted') =>
      scoresOf(role, [missing(tests('K2', 50, 6, 12), why)], variance).overall;
    expect(estimateFor('not-graded')).toMatchObject({ score: null, reason: 'not-graded' });
    expect(estimateFor('not-submitted')).toMatchObject({ score: null, reason: 'no-evidence' });
  });

  it.each([
    ['one rater', [tests('K2', 50, 6, 12), criterion('K2', 50, [3])], variance],
    ['two raters of one criterion and one of another', [criterion('K2', 50, [3, 3]), criterion('K2', 50, [3])], variance],
    ['tests alone', [tests('K2', 50, 6, 12)], variance],
    ['no pair of ratings in the whole loop', [criterion('K2', 50, [3, 3])], null],
  ])('gives a score without an error for %s', (_, sources, loop) => {
    const { overall, competencies } = scoresOf(role, sources, loop);
    for (const estimate of [overall, competencies[0]?.estimate]) {
      expect(estimate).toMatchObject({ se: null, low: null, high: null, reason: 'too-few-raters' });
      expect(estimate?.score).not.toBeNull();
    }
  });

  it('lets a competency of tests alone stand beside a rated one in the overall error', () => {
    const both = [...role, { id: 'K3', weight: 30 }];
    const { overall } = scoresOf(both, [criterion('K2', 1, [3, 3]), tests('K3', 1, 12, 12)], variance);
    expect(overall.score).toBe((10 * 3 + 30 * 4) / 40);
    expect(overall.se).toBeCloseTo((10 / 40) * 0.5, 12);
  });
});
