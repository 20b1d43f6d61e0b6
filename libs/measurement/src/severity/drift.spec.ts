import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { severityDrift } from './drift.js';

interface Gold {
  data: { week: number[]; residual: number[] };
}

const { data } = JSON.parse(readFileSync(new URL('../../gold/severity_drift_slope.json', import.meta.url), 'utf8')) as Gold;
const ratings = data.week.map((week, index) => ({ week, rating: 3 + (data.residual[index] ?? NaN), expected: 3 }));

describe('the drift of severity', () => {
  it('counts ratings, weeks and degrees of freedom', () => {
    expect(severityDrift(ratings)).toMatchObject({ n: 24, weeks: 24, degreesOfFreedom: 22 });
  });

  it('counts the calendar weeks that hold a rating', () => {
    const days = [0, 0.5, 0.9, 1, 6.9].map((week, index) => ({ week, rating: index % 2, expected: 0 }));
    expect(severityDrift(days)).toMatchObject({ ok: true, weeks: 3 });
  });

  it.each([
    ['no ratings', [], 'no-data', { what: 'ratings', more: 3 }],
    ['two ratings', ratings.slice(0, 2), 'too-few-units', { what: 'ratings', more: 1 }],
    ['one moment', ratings.map((one) => ({ ...one, week: 2 })), 'not-identifiable', { what: 'weeks', more: 1 }],
    ['ratings as expected', ratings.map((one) => ({ ...one, rating: 3 })), 'no-variation', { what: 'different-values', more: 1 }],
    [
      'ratings on a line',
      ratings.map((one) => ({ ...one, rating: 3 + one.week })),
      'no-variation',
      { what: 'different-values', more: 1 },
    ],
    ['a week that is no number', [...ratings, { week: NaN, rating: 1, expected: 1 }], 'bad-data', null],
    ['an infinite expectation', [...ratings, { week: 1, rating: 1, expected: Infinity }], 'bad-data', null],
  ])('has no value for %s', (_, some, reason, needs) => {
    expect(severityDrift(some)).toMatchObject({ ok: false, reason, needs });
  });

  it.each([0, 1, NaN])('has no value at the level %d', (level) => {
    expect(severityDrift(ratings, { level })).toMatchObject({ ok: false, reason: 'bad-data' });
  });

  it('follows the units, and not the origin of weeks or the order', () => {
    const plain = severityDrift(ratings);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(ratings, { minLength: ratings.length }),
        fc.integer({ min: -500, max: 500 }),
        fc.integer({ min: 1, max: 50 }),
        (shuffled, origin, factor) => {
          const drift = severityDrift(
            shuffled.map(({ week, rating, expected: usual }) => ({
              week: week + origin,
              rating: rating * factor,
              expected: usual * factor,
            })),
          );
          expect(drift.ok && plain.ok && drift.estimate / factor - plain.estimate).toBeCloseTo(0, 10);
          expect(drift.ok && plain.ok && drift.t - plain.t).toBeCloseTo(0, 8);
        },
      ),
    );
  });

  it('gives numbers or a reason for whatever data', () => {
    const value = fc.oneof(fc.double(), fc.integer({ min: 0, max: 3 }), fc.constantFrom(1e100, -1e100, 1e-300));
    fc.assert(
      fc.property(fc.array(fc.record({ week: value, rating: value, expected: value })), (some) => {
        const drift = severityDrift(some);
        const { estimate, standardError, t, p, interval } = drift.ok
          ? drift
          : { estimate: 0, standardError: 0, t: 0, p: 0, interval: { lower: 0, upper: 0 } };
        expect([estimate, standardError, t, p, interval.lower, interval.upper].every(Number.isFinite)).toBe(true);
      }),
    );
  });
});
