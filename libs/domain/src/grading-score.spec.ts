import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { scoredOnly, scoreOf } from './grading-score.js';

const group = (weight: number, passed: number, total: number) => ({ weight, passed, total });

describe('the score of a grading', () => {
  it('weighs the share of passed tests of each group', () => {
    expect(scoreOf([group(1, 1, 2), group(3, 4, 4)])).toBeCloseTo(0.875, 12);
    expect(scoreOf([group(2, 0, 5), group(2, 5, 5)])).toBe(0.5);
  });

  it('is exactly 1 when everything that counts passed, whatever the weights', () => {
    expect(scoreOf([group(0.1, 3, 3), group(0.2, 7, 7), group(0.3, 1, 1)])).toBe(1);
    expect(scoreOf([group(0, 0, 3), group(5, 2, 2)])).toBe(1);
  });

  it('counts groups without weight alike when no group has one', () => {
    expect(scoreOf([group(0, 1, 2), group(0, 2, 2)])).toBe(0.75);
    expect(scoredOnly([group(0, 1, 2), group(0, 2, 2)])).toHaveLength(2);
  });

  it('is unknown where there is nothing to count', () => {
    expect(scoreOf([])).toBeNull();
    expect(scoreOf([group(1, 0, 0)])).toBeNull();
  });

  it('lies between 0 and 1 and never falls when another test passes', () => {
    const groups = fc.array(
      fc.record({
        weight: fc.float({ min: 0, max: 100, noNaN: true }),
        total: fc.integer({ min: 1, max: 40 }),
        share: fc.float({ min: 0, max: 1, noNaN: true }),
      }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(groups, fc.nat(), (made, which) => {
        const before = made.map(({ weight, total, share }) => group(weight, Math.floor(total * share), total));
        const after = before.map((one, index) =>
          index === which % before.length ? { ...one, passed: Math.min(one.total, one.passed + 1) } : one,
        );
        const [low, high] = [scoreOf(before), scoreOf(after)];
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect((high ?? 0) - (low ?? 0)).toBeGreaterThanOrEqual(-1e-12);
      }),
    );
  });
});
