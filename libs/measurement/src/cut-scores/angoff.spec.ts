import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Rating } from '../ratings.js';
import { modifiedAngoff } from './angoff.js';

/** Rows are judges. */
function ratingsOf(matrix: readonly (readonly number[])[]): Rating[] {
  return matrix.flatMap((row, judge) => row.map((value, item) => ({ rater: `j${judge}`, unit: `i${item}`, value })));
}

const panels = fc.tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 1, max: 6 })).chain(([judges, items]) =>
  fc.array(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: items, maxLength: items }), {
    minLength: judges,
    maxLength: judges,
  }),
);

describe('modified Angoff', () => {
  it('counts judges and items, and names the judges', () => {
    const outcome = modifiedAngoff(ratingsOf([[10, 70, 40], [20, 50, 60]])); // prettier-ignore
    expect(outcome).toMatchObject({ ok: true, n: 2, items: 3, judges: [{ judge: 'j0' }, { judge: 'j1' }] });
  });

  it('has an interval from Student t with one degree of freedom less than judges', () => {
    const outcome = modifiedAngoff(ratingsOf([[40], [60]]), { level: 0.95 });
    // t of 1 degree of freedom at 0.975 is 12.7062.
    expect(outcome).toMatchObject({ ok: true, estimate: 0.5, standardError: expect.closeTo(0.1, 12) });
    expect(outcome.ok && outcome.interval.upper).toBeCloseTo(0.5 + 1.27062, 5);
  });

  it('has no error where all judges agree', () => {
    const panel = ratingsOf([
      [10, 70],
      [10, 70],
      [10, 70],
    ]);
    expect(modifiedAngoff(panel)).toMatchObject({
      standardError: 0,
      interval: { lower: expect.closeTo(0.8, 12), upper: expect.closeTo(0.8, 12) },
    });
  });

  it('does not depend on the order of ratings, lies within its interval and between the judges', () => {
    fc.assert(
      fc.property(panels, (panel) => {
        const outcome = modifiedAngoff(ratingsOf(panel));
        expect(modifiedAngoff(ratingsOf(panel).reverse())).toEqual(outcome);
        expect(outcome.ok).toBe(true);
        if (!outcome.ok) return;
        const cuts = outcome.judges.map(({ cut }) => cut);
        expect(outcome.estimate).toBeGreaterThanOrEqual(Math.min(...cuts) - 1e-9);
        expect(outcome.estimate).toBeLessThanOrEqual(Math.max(...cuts) + 1e-9);
        expect(outcome.interval.lower).toBeLessThanOrEqual(outcome.estimate);
        expect(outcome.interval.upper).toBeGreaterThanOrEqual(outcome.estimate);
      }),
    );
  });

  it.each([
    ['nothing', [], 'no-data', { what: 'ratings', more: 1 }],
    ['one judge', ratingsOf([[50, 60]]), 'single-rater', { what: 'raters', more: 1 }],
    [
      'a hole',
      ratingsOf([
        [50, 60],
        [40, 70],
      ]).slice(1),
      'missing-cells',
      { what: 'ratings', more: 1 },
    ],
    [
      'more than all candidates',
      ratingsOf([
        [50, 101],
        [40, 70],
      ]),
      'bad-data',
      null,
    ],
    [
      'fewer than none',
      ratingsOf([
        [50, -1],
        [40, 70],
      ]),
      'bad-data',
      null,
    ],
    [
      'a value that is no number',
      ratingsOf([
        [50, NaN],
        [40, 70],
      ]),
      'bad-data',
      null,
    ],
    ['a second rating', [...ratingsOf([[50], [40]]), { rater: 'j0', unit: 'i0', value: 1 }], 'bad-data', null],
  ] as const)('has a reason for %s', (_case, ratings, reason, needs) => {
    expect(modifiedAngoff(ratings)).toMatchObject({ ok: false, reason, needs });
  });

  it.each([0.4, 1, NaN])('refuses a level of %d', (level) => {
    expect(modifiedAngoff(ratingsOf([[50], [40]]), { level })).toMatchObject({ ok: false, reason: 'bad-data' });
  });
});
