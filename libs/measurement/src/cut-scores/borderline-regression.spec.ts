import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { GradedScore } from './borderline-regression.js';
import { borderlineRegression } from './borderline-regression.js';
import { numbersIn } from '../testing/numbers.js';

const candidatesOf = (pairs: readonly (readonly [number, number])[]): GradedScore[] =>
  pairs.map(([grade, score]) => ({ grade, score }));

const candidates = fc.array(fc.record({ score: fc.integer({ min: 0, max: 100 }), grade: fc.integer({ min: 1, max: 5 }) }), {
  maxLength: 20,
});

describe('borderline regression', () => {
  it('reads the cut off the line where scores follow grades exactly', () => {
    const outcome = borderlineRegression(
      candidatesOf([
        [1, 20],
        [2, 30],
        [3, 40],
        [5, 60],
      ]),
      { borderlineGrade: 2 },
    );
    expect(outcome).toMatchObject({
      estimate: expect.closeTo(30, 10),
      slope: expect.closeTo(10, 10),
      intercept: expect.closeTo(10, 10),
    });
    expect(outcome).toMatchObject({ rSquared: expect.closeTo(1, 10), standardError: expect.closeTo(0, 10) });
  });

  it('says where the cut is a guess beyond the grades given', () => {
    const graded = candidatesOf([
      [3, 40],
      [4, 55],
      [5, 60],
    ]);
    expect(borderlineRegression(graded, { borderlineGrade: 2 })).toMatchObject({ ok: true, extrapolated: true });
    expect(borderlineRegression(graded, { borderlineGrade: 3 })).toMatchObject({ ok: true, extrapolated: false });
    expect(borderlineRegression(graded, { borderlineGrade: 6 })).toMatchObject({ ok: true, extrapolated: true });
  });

  it('reports a line that falls rather than hiding it', () => {
    const outcome = borderlineRegression(
      candidatesOf([
        [1, 60],
        [2, 50],
        [3, 20],
      ]),
      { borderlineGrade: 2 },
    );
    expect(outcome).toMatchObject({ ok: true, slope: -20 });
  });

  it('does not depend on the order of candidates, and follows the scale of the scores', () => {
    fc.assert(
      fc.property(candidates, fc.integer({ min: 2, max: 9 }), (graded, factor) => {
        const original = borderlineRegression(graded, { borderlineGrade: 2 });
        const changed = borderlineRegression(graded.map(({ score, grade }) => ({ score: factor * score, grade })).reverse(), {
          borderlineGrade: 2,
        });
        expect(changed.ok).toBe(original.ok);
        if (!original.ok || !changed.ok) return;
        expect(changed.estimate).toBeCloseTo(factor * original.estimate, 7);
        expect(changed.standardError).toBeCloseTo(factor * original.standardError, 7);
        expect(changed.rSquared).toBeCloseTo(original.rSquared, 9);
      }),
    );
  });

  it('moves the cut by the slope when the borderline moves by one grade', () => {
    fc.assert(
      fc.property(candidates, (graded) => {
        const lower = borderlineRegression(graded, { borderlineGrade: 2 });
        const higher = borderlineRegression(graded, { borderlineGrade: 3 });
        expect(lower.ok).toBe(higher.ok);
        if (!lower.ok || !higher.ok) return;
        expect(higher.estimate - lower.estimate).toBeCloseTo(lower.slope, 8);
      }),
    );
  });

  it.each([
    ['nobody', [], 'no-data', { what: 'people', more: 3 }],
    [
      'two candidates',
      [
        [1, 20],
        [2, 30],
      ],
      'too-few-units',
      { what: 'people', more: 1 },
    ],
    [
      'one grade for all',
      [
        [2, 20],
        [2, 30],
        [2, 40],
      ],
      'no-variation',
      { what: 'different-values', more: 1 },
    ],
    [
      'one score for all',
      [
        [1, 20],
        [2, 20],
        [3, 20],
      ],
      'no-variation',
      { what: 'different-values', more: 1 },
    ],
    [
      'a score that is no number',
      [
        [1, 20],
        [2, NaN],
        [3, 20],
      ],
      'bad-data',
      null,
    ],
    [
      'an infinite grade',
      [
        [1, 20],
        [Infinity, 30],
        [3, 20],
      ],
      'bad-data',
      null,
    ],
    [
      'squares that overflow',
      [
        [1, 1e200],
        [2, 0],
        [3, 20],
      ],
      'bad-data',
      null,
    ],
  ] as const)('has a reason for %s', (_case, pairs, reason, needs) => {
    expect(borderlineRegression(candidatesOf(pairs), { borderlineGrade: 2 })).toMatchObject({ ok: false, reason, needs });
  });

  it('refuses a borderline grade or level that makes no sense', () => {
    const graded = candidatesOf([
      [1, 20],
      [2, 35],
      [3, 40],
    ]);
    expect(borderlineRegression(graded, { borderlineGrade: NaN })).toMatchObject({ ok: false, reason: 'bad-data' });
    expect(borderlineRegression(graded, { borderlineGrade: 2, level: 1 })).toMatchObject({ ok: false, reason: 'bad-data' });
  });

  it('is never a number that is not finite, whatever the data', () => {
    const value = fc.oneof(fc.double(), fc.constantFrom(0, 1, NaN, Infinity, 1e-200, 1e200));
    fc.assert(
      fc.property(fc.array(fc.record({ score: value, grade: value }), { maxLength: 6 }), value, (graded, borderlineGrade) => {
        expect(numbersIn(borderlineRegression(graded, { borderlineGrade })).every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
