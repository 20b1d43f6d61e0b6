import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { outrankProbability } from './outrank.js';
import { chanceOutranks } from './ranking.js';

interface Gold {
  data: { a: { score: number; se: number }; b: { score: number; se: number }; cov: number };
}

const { data } = JSON.parse(readFileSync(new URL('../gold/prob_a_above_b.json', import.meta.url), 'utf8')) as Gold;
const measured = fc.record({
  score: fc.double({ min: -5, max: 5, noNaN: true }),
  se: fc.double({ min: 0, max: 2, noNaN: true }),
});

describe('the probability that a outranks b', () => {
  it('is the simpler chance where errors are independent', () => {
    fc.assert(
      fc.property(measured, measured, (a, b) => {
        const probability = outrankProbability(a, b);
        expect(probability.ok && probability.estimate).toBeCloseTo(chanceOutranks(a, b), 9);
      }),
    );
  });

  it('and that of b over a make 1', () => {
    fc.assert(
      fc.property(measured, measured, fc.double({ min: -1, max: 1, noNaN: true }), (a, b, correlation) => {
        const covariance = correlation * a.se * b.se;
        const [one, other] = [outrankProbability(a, b, covariance), outrankProbability(b, a, covariance)];
        expect(one.ok && other.ok && one.estimate + other.estimate).toBeCloseTo(1, 12);
      }),
    );
  });

  it('grows surer with the covariance', () => {
    const chances = [-0.06, 0, 0.03, 0.06].map((covariance) => outrankProbability(data.a, data.b, covariance));
    const estimates = chances.map((chance) => (chance.ok ? chance.estimate : NaN));
    expect(estimates).toEqual([...estimates].sort((x, y) => x - y));
    expect(new Set(estimates).size).toBe(4);
  });

  it('is certain without an error in the difference, and even for equal scores', () => {
    expect(outrankProbability({ score: 2, se: 0.3 }, { score: 1, se: 0.3 }, 0.09)).toMatchObject({
      estimate: 1,
      differenceError: 0,
    });
    expect(outrankProbability({ score: 1, se: 0 }, { score: 2, se: 0 })).toMatchObject({ estimate: 0 });
    expect(outrankProbability({ score: 1, se: 0 }, { score: 1, se: 0 })).toMatchObject({ estimate: 0.5 });
  });

  it.each([
    [{ score: NaN, se: 1 }, { score: 1, se: 1 }, 0],
    [{ score: 1, se: -1 }, { score: 1, se: 1 }, 0],
    [{ score: 1, se: 1 }, { score: 1, se: Infinity }, 0],
    [{ score: 1, se: 1 }, { score: 1, se: 1 }, NaN],
    [{ score: 1, se: 1 }, { score: 1, se: 1 }, 1.01],
    [{ score: 1, se: 1 }, { score: 1, se: 1 }, -1.01],
  ])('has no value for %o, %o, %d', (a, b, covariance) => {
    expect(outrankProbability(a, b, covariance)).toMatchObject({ ok: false, reason: 'bad-data' });
  });
});
