import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compositeReliability, compositeScore } from './composite.js';

interface Gold {
  data: {
    weights: number[];
    scores: number[];
    se: number[];
    error_correlation: number[][];
    observed_cov: number[][];
    reliabilities: number[];
  };
  expected: { composite: number; se_independent: number; se_correlated: number; mosier_reliability: number };
}

const { data, expected } = JSON.parse(readFileSync(new URL('../gold/composite_se_mosier.json', import.meta.url), 'utf8')) as Gold;
const parts = data.weights.map((weight, index) => ({
  weight,
  score: data.scores[index] ?? NaN,
  standardError: data.se[index] ?? NaN,
  reliability: data.reliabilities[index] ?? NaN,
}));

describe('a composite score', () => {
  it('has a normal interval, and counts parts', () => {
    const composite = compositeScore(parts);
    const reach = composite.ok ? composite.interval.upper - composite.estimate : NaN;
    expect(reach).toBeCloseTo(1.959963984540054 * expected.se_independent, 10);
    expect(composite).toMatchObject({ n: 3 });
  });

  it('has no error where two errors cancel', () => {
    const cancelling = [
      { weight: 0.3, score: 1, standardError: 0.1 },
      { weight: 0.1, score: 2, standardError: 0.3 },
    ];
    const errorCorrelation = [
      [1, -1],
      [-1, 1],
    ];
    const composite = compositeScore(cancelling, { errorCorrelation });
    expect(composite.ok && composite.standardError).toBeCloseTo(0, 7);
  });

  it.each([
    ['a matrix of another size', [[1]]],
    ['a ragged matrix', [[1, 0, 0], [0, 1], [0, 0, 1]]], // prettier-ignore
    ['an asymmetric matrix', [[1, 0.1, 0], [0.2, 1, 0], [0, 0, 1]]], // prettier-ignore
    ['variances on the diagonal', [[2, 0, 0], [0, 1, 0], [0, 0, 1]]], // prettier-ignore
    ['correlations that exclude each other', [[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]]], // prettier-ignore
    ['no numbers', [[1, NaN, 0], [NaN, 1, 0], [0, 0, 1]]], // prettier-ignore
  ])('refuses %s', (_, errorCorrelation) => {
    expect(compositeScore(parts, { errorCorrelation })).toMatchObject({ ok: false, reason: 'bad-data' });
  });

  it('refuses nothing, negative errors and levels outside 0..1', () => {
    expect(compositeScore([])).toMatchObject({ ok: false, reason: 'no-data', needs: { what: 'items', more: 1 } });
    expect(compositeScore([{ weight: 1, score: 1, standardError: -1 }])).toMatchObject({ ok: false, reason: 'bad-data' });
    expect(compositeScore(parts, { level: 1 })).toMatchObject({ ok: false, reason: 'bad-data' });
  });

  it('is finite or refused for whatever parts, in whatever order', () => {
    const number = fc.oneof(fc.double(), fc.constantFrom(1e70, -1e70, 0));
    fc.assert(
      fc.property(fc.array(fc.record({ weight: number, score: number, standardError: number }), { minLength: 1 }), (some) => {
        const composite = compositeScore(some);
        if (!composite.ok) {
          expect(composite.reason).toBe('bad-data');
          return;
        }
        const { estimate, standardError, interval } = composite;
        expect([estimate, standardError, interval.lower, interval.upper].every(Number.isFinite)).toBe(true);
        const reverse = compositeScore([...some].reverse());
        expect(reverse.ok && Math.abs(reverse.standardError - standardError)).toBeLessThanOrEqual(1e-12 * standardError);
      }),
    );
  });
});

describe("Mosier's reliability", () => {
  it('says how much of the composite varies', () => {
    const reliability = compositeReliability(parts, data.observed_cov);
    expect(reliability.ok && reliability.observedVariance).toBeCloseTo(0.25, 12);
  });

  it('is that of the part when there is one', () => {
    expect(compositeReliability([{ weight: 3, reliability: 0.7 }], [[5]])).toMatchObject({
      ok: true,
      estimate: 1 - (9 * 5 * (1 - 0.7)) / 45,
    });
  });

  it('does not change when all weights grow alike', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), (factor) => {
        const reliability = compositeReliability(parts.map((part) => ({ ...part, weight: part.weight * factor })), data.observed_cov); // prettier-ignore
        expect(reliability.ok && reliability.estimate).toBeCloseTo(expected.mosier_reliability, 10);
      }),
    );
  });

  it('goes with every reliability', () => {
    const sure = compositeReliability(parts.map((part) => ({ ...part, reliability: 1 })), data.observed_cov); // prettier-ignore
    expect(sure).toMatchObject({ ok: true, estimate: 1 });
  });

  it.each([
    ['no parts', [], [], 'no-data'],
    ['a reliability above 1', [{ weight: 1, reliability: 1.1 }], [[1]], 'bad-data'],
    ['a negative variance', [{ weight: 1, reliability: 0.5 }], [[-1]], 'bad-data'],
    ['a composite that does not vary', [{ weight: 1, reliability: 0.5 }], [[0]], 'no-variation'],
    ['two parts that cancel', [{ weight: 1, reliability: 0.5 }, { weight: -1, reliability: 0.5 }], [[1, 1], [1, 1]], 'no-variation'], // prettier-ignore
    ['a part that covaries without varying', [{ weight: 1, reliability: 0.5 }, { weight: 1, reliability: 0.5 }], [[0, 1], [1, 1]], 'bad-data'], // prettier-ignore
  ])('has no value for %s', (_, some, covariance, reason) => {
    expect(compositeReliability(some, covariance)).toMatchObject({ ok: false, reason });
  });
});
