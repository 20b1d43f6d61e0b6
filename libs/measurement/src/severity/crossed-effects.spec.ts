import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { candidateOutranks } from '../outrank.js';
import type { CrossedEffectsFit } from './crossed-effects.js';
import { crossedEffects } from './crossed-effects.js';
import type { SeverityRecord } from './design.js';

type Row = [candidate: string, rater: string, value: number];

interface Gold {
  data: { rows: Row[] };
}

function gold(name: string): Gold {
  return JSON.parse(readFileSync(new URL(`../../gold/${name}.json`, import.meta.url), 'utf8')) as Gold;
}

function recordsOf(rows: readonly Row[]): SeverityRecord[] {
  return rows.map(([candidate, rater, value]) => ({ candidate, rater, value }));
}

function fitted(records: readonly SeverityRecord[]): CrossedEffectsFit {
  const fit = crossedEffects(records);
  if (!fit.ok) throw new Error(fit.detail);
  return fit;
}

describe('crossed effects have no value', () => {
  it('where every rater has a candidate of their own', () => {
    expect(crossedEffects(recordsOf([['a', 'x', 3], ['b', 'y', 2], ['c', 'z', 4]]))).toMatchObject({ needs: { what: 'ratings', more: 2 } }); // prettier-ignore
  });

  it.each<[string, Row[], string, unknown]>([
    ['nothing', [], 'no-data', { what: 'ratings', more: 1 }],
    ['one rater', [['a', 'x', 1], ['b', 'x', 2]], 'single-rater', { what: 'raters', more: 1 }], // prettier-ignore
    ['one candidate', [['a', 'x', 1], ['a', 'y', 2]], 'too-few-units', { what: 'units', more: 1 }], // prettier-ignore
    ['a chain without a loop', [['a', 'x', 1], ['a', 'y', 2], ['b', 'y', 2]], 'not-identifiable', { what: 'ratings', more: 1 }], // prettier-ignore
    ['equal values', [['a', 'x', 3], ['a', 'y', 3], ['b', 'x', 3], ['b', 'y', 3]], 'no-variation', { what: 'different-values', more: 1 }], // prettier-ignore
    ['a constant difference', [['a', 'x', 1], ['a', 'y', 2], ['b', 'x', 3], ['b', 'y', 4]], 'no-variation', { what: 'different-values', more: 1 }], // prettier-ignore
    ['a value that is no number', [['a', 'x', NaN]], 'bad-data', null],
    ['an infinite value', [['a', 'x', -Infinity]], 'bad-data', null],
    ['a value past the range', [['a', 'x', 1e101]], 'bad-data', null],
  ])('for %s', (_, rows, reason, needs) => {
    expect(crossedEffects(recordsOf(rows))).toMatchObject({ ok: false, reason, needs });
  });

  it('for more raters than can be computed with', () => {
    const records = Array.from({ length: 3001 }, (_, rater) => ({ candidate: 'a', rater: String(rater), value: rater }));
    expect(crossedEffects([...records, { candidate: 'b', rater: '0', value: 1 }])).toMatchObject({
      ok: false,
      reason: 'too-large',
    });
  });

  it.each([0, 1, NaN, -1, 1 - 1e-17])('for the confidence level %d', (level) => {
    expect(crossedEffects(recordsOf(gold('crossed_lmm_penicillin').data.rows), { level })).toMatchObject({
      ok: false,
      reason: 'bad-data',
    });
  });
});

describe('crossed effects at the boundary', () => {
  const rows: Row[] = [['a', 'x', 1], ['a', 'y', 2], ['b', 'x', 2], ['b', 'y', 1]]; // prettier-ignore

  it('estimate both variances at 0 where candidates and raters have equal means', () => {
    const fit = fitted(recordsOf(rows));
    // The plain mean of four values with variance 1/3.
    expect(fit.atZero).toEqual(['candidate', 'rater']);
    expect(fit.variances).toMatchObject({ candidate: 0, rater: 0 });
    expect(fit.variances.residual).toBeCloseTo(1 / 3, 12);
    expect(fit.standardError).toBeCloseTo(Math.sqrt(1 / 12), 12);
    expect(fit.raters.map(({ effect, standardError }) => [effect, standardError])).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  it('cannot tell candidates apart whose variance is 0', () => {
    expect(candidateOutranks(fitted(recordsOf(rows)), 'a', 'b')).toMatchObject({ ok: true, estimate: 0.5, differenceError: 0 });
  });

  it('keep the other variance', () => {
    const more: Row[] = rows.flatMap(([candidate, rater, value]): Row[] => [
      [candidate, rater, value],
      [`${candidate}2`, rater, value + 5],
    ]);
    expect(fitted(recordsOf(more)).atZero).toEqual(['rater']);
  });
});

describe('crossed effects', () => {
  const { rows } = gold('crossed_lmm_incomplete_1to4').data;

  it('take the plain mean of several criteria in one cell', () => {
    const criteria = rows.flatMap(([candidate, rater, value], index): Row[] => [
      [candidate, rater, value - 0.5],
      [candidate, rater, value + 0.5],
      ...(index % 2 === 0 ? [[candidate, rater, value] satisfies Row] : []),
    ]);
    expect(fitted(recordsOf(criteria)).remlCriterion).toBeCloseTo(fitted(recordsOf(rows)).remlCriterion, 9);
  });

  it('compare candidates of one component only', () => {
    const twice = [...rows, ...rows.map(([candidate, rater, value]): Row => [`other ${candidate}`, `other ${rater}`, value])];
    const fit = fitted(recordsOf(twice));
    expect(fit.components).toHaveLength(2);
    expect(candidateOutranks(fit, 'c01', 'other c01')).toMatchObject({
      ok: false,
      reason: 'disconnected',
      needs: { what: 'shared-units', more: 1 },
    });
    expect(candidateOutranks(fit, 'other c01', 'other c02').ok).toBe(true);
  });

  it('sum to 0 over cells of the balanced design', () => {
    const fit = fitted(recordsOf(gold('crossed_lmm_penicillin').data.rows));
    expect(fit.candidates.reduce((sum, { effect }) => sum + effect, 0)).toBeCloseTo(0, 9);
    expect(fit.raters.reduce((sum, { effect }) => sum + effect, 0)).toBeCloseTo(0, 9);
  });

  it('do not depend on the order of records, and follow a change of scale', () => {
    const plain = fitted(recordsOf(rows));
    fc.assert(
      fc.property(
        fc.shuffledSubarray(rows, { minLength: rows.length }),
        fc.integer({ min: -50, max: 50 }),
        fc.integer({ min: 1, max: 90 }),
        (shuffled, shift, factor) => {
          const fit = fitted(
            recordsOf(shuffled.map(([candidate, rater, value]): Row => [candidate, rater, shift + factor * value])),
          );
          fit.candidates.forEach(({ adjusted, standardError }, index) => {
            expect((adjusted - shift) / factor).toBeCloseTo(plain.candidates[index]?.adjusted ?? NaN, 7);
            expect(standardError / factor).toBeCloseTo(plain.candidates[index]?.standardError ?? NaN, 7);
          });
        },
      ),
      { numRuns: 10 },
    );
  });
});
