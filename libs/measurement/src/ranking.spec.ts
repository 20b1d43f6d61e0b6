import { describe, expect, it } from '@jest/globals';
import type { Measured, PairChance } from './ranking.js';
import { chanceOutranks, indistinguishableRuns, isTooClose } from './ranking.js';

describe('the chance that one candidate outranks another', () => {
  it.each([
    // Φ(0.1 / √(0.3² + 0.4²)) = Φ(0.2), Φ(1 / 0.5) = Φ(2), Φ(−2): standard normal tables.
    [{ score: 3.3, se: 0.3 }, { score: 3.2, se: 0.4 }, 0.579259709439],
    [{ score: 3.5, se: 0.3 }, { score: 2.5, se: 0.4 }, 0.977249868052],
    [{ score: 2.5, se: 0.4 }, { score: 3.5, se: 0.3 }, 0.022750131948],
    [{ score: 3, se: 0.2 }, { score: 3, se: 0.2 }, 0.5],
  ])('of %o over %o is %d', (a, b, chance) => {
    expect(chanceOutranks(a, b)).toBeCloseTo(chance, 11);
  });

  it('is certain without errors and even for equal scores', () => {
    expect(chanceOutranks({ score: 3, se: 0 }, { score: 2, se: 0 })).toBe(1);
    expect(chanceOutranks({ score: 2, se: 0 }, { score: 3, se: 0 })).toBe(0);
    expect(chanceOutranks({ score: 3, se: 0 }, { score: 3, se: 0 })).toBe(0.5);
  });

  it('is too close to call from 35 to 65 in 100', () => {
    expect([0.349, 0.35, 0.5, 0.65, 0.651].map(isTooClose)).toEqual([false, true, true, true, false]);
  });
});

describe('candidates who cannot be told apart', () => {
  const pairsOf = (people: Record<string, Measured>): PairChance[] =>
    Object.entries(people).flatMap(([a, one]) =>
      Object.entries(people)
        .filter(([b]) => a < b)
        .map(([b, other]) => ({ a, b, chance: chanceOutranks(one, other) })),
    );
  const se = 0.2;

  it('are bracketed in runs that may overlap', () => {
    // A difference of 0.1 gives Φ(0.35) = 0.64, one of 0.2 gives Φ(0.71) = 0.76: neighbours are close, ends are not.
    const people = { a: { score: 3.4, se }, b: { score: 3.3, se }, c: { score: 3.2, se }, d: { score: 2.5, se } };
    expect(indistinguishableRuns(['a', 'b', 'c', 'd'], pairsOf(people))).toEqual([
      ['a', 'b'],
      ['b', 'c'],
    ]);
  });

  it('form one run when every pair is close, and no run inside it', () => {
    const people = { a: { score: 3.04, se }, b: { score: 3.02, se }, c: { score: 3, se } };
    expect(indistinguishableRuns(['a', 'b', 'c'], pairsOf(people))).toEqual([['a', 'b', 'c']]);
  });

  it('are found whichever way round a pair is given', () => {
    expect(indistinguishableRuns(['a', 'b'], [{ a: 'b', b: 'a', chance: 0.4 }])).toEqual([['a', 'b']]);
  });

  it('never include somebody whose error is unknown', () => {
    expect(indistinguishableRuns(['a', 'unknown', 'b'], [{ a: 'a', b: 'b', chance: 0.5 }])).toEqual([]);
  });

  it('are nobody when nobody was scored', () => {
    expect(indistinguishableRuns([], [])).toEqual([]);
  });
});
