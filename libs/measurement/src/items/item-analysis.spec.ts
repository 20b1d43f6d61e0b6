import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { itemAnalysis } from './item-analysis.js';
import { cronbachAlpha } from './reliability.js';
import type { ItemResponse } from './responses.js';
import { numbersIn } from '../testing/numbers.js';

function responsesOf(matrix: readonly (readonly number[])[]): ItemResponse[] {
  return matrix.flatMap((row, person) => row.map((score, item) => ({ person: `p${person}`, item: `i${item}`, score })));
}

const difficult = fc.oneof(fc.double(), fc.integer({ min: 0, max: 1 }), fc.constantFrom(NaN, Infinity, 1e-200, 0.1, 1e200));
const tables = fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 5 })).chain(([people, items]) =>
  fc.array(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: items, maxLength: items }), {
    minLength: people,
    maxLength: people,
  }),
);

describe('item analysis', () => {
  it('carries the reliability of the whole, and names of items', () => {
    const responses = responsesOf([[1, 2, 3], [2, 2, 5], [4, 3, 4]]); // prettier-ignore
    expect(itemAnalysis(responses)).toMatchObject({
      ok: true,
      n: 3,
      reliability: cronbachAlpha(responses),
      items: [{ item: 'i0' }, { item: 'i1' }, { item: 'i2' }],
    });
  });
});

describe('difficulty', () => {
  it('is the share of right answers on 0/1 items', () => {
    const analysis = itemAnalysis(
      responsesOf([
        [1, 0],
        [1, 1],
        [0, 0],
        [1, 0],
      ]),
    );
    expect(analysis).toMatchObject({ items: [{ difficulty: 0.75 }, { difficulty: 0.25 }] });
  });

  it('is a share of the full marks that are given, and unknown where none are', () => {
    const analysis = itemAnalysis(
      responsesOf([
        [5, 2],
        [10, 4],
      ]),
      { fullMarks: new Map([['i0', 10]]) },
    );
    expect(analysis).toMatchObject({ items: [{ difficulty: 0.75 }, { difficulty: null }] });
  });

  it('refuses scores above full marks and full marks that are no positive number', () => {
    const responses = responsesOf([
      [5, 2],
      [10, 4],
    ]);
    for (const marks of [9, 0, -1, NaN, Infinity]) {
      expect(itemAnalysis(responses, { fullMarks: new Map([['i0', marks]]) })).toMatchObject({ ok: false, reason: 'bad-data' });
    }
  });

  it('takes item names that JavaScript objects know', () => {
    const responses = ['constructor', '__proto__'].flatMap((item) =>
      [0, 1].map((score) => ({ person: `p${score}`, item, score })),
    );
    expect(itemAnalysis(responses)).toMatchObject({ ok: true, items: [{ difficulty: 0.5 }, { difficulty: 0.5 }] });
  });
});

describe('undefined statistics', () => {
  it('gives an item without variance a reason, and still says what alpha is without it', () => {
    const analysis = itemAnalysis(
      responsesOf([
        [1, 1, 0],
        [1, 0, 0],
        [1, 1, 1],
        [1, 0, 1],
      ]),
    );
    expect(analysis).toMatchObject({
      ok: true,
      items: [
        {
          standardDeviation: 0,
          itemTotal: { ok: false, reason: 'no-variation', needs: { what: 'different-values', more: 1 } },
          correctedItemTotal: { ok: false, reason: 'no-variation' },
          alphaIfDeleted: { ok: true },
        },
        { correctedItemTotal: { ok: true } },
        { correctedItemTotal: { ok: true } },
      ],
    });
  });

  it('has no alpha after deleting one of two items', () => {
    expect(
      itemAnalysis(
        responsesOf([
          [1, 2],
          [2, 3],
          [3, 1],
        ]),
      ),
    ).toMatchObject({
      items: [{ alphaIfDeleted: { ok: false, reason: 'too-few-items', needs: { what: 'items', more: 1 } } }, { item: 'i1' }],
    });
  });

  it('gives a test of one item no reliability', () => {
    expect(itemAnalysis(responsesOf([[1], [0]]))).toMatchObject({
      ok: true,
      reliability: { ok: false, reason: 'too-few-items' },
      items: [
        { itemTotal: { ok: true, estimate: expect.closeTo(1, 12) }, correctedItemTotal: { ok: false, reason: 'no-variation' } },
      ],
    });
  });

  it.each([
    ['nothing', [], 'no-data', { what: 'ratings', more: 1 }],
    ['one person', responsesOf([[1, 0]]), 'too-few-units', { what: 'people', more: 1 }],
    ['one item', responsesOf([[1], [0]]), 'too-few-items', { what: 'items', more: 1 }],
    [
      'equal totals',
      responsesOf([
        [0.1, 0.2],
        [0.2, 0.1],
        [0.15, 0.15],
      ]),
      'no-variation',
      { what: 'different-values', more: 1 },
    ],
    [
      'a missing response',
      responsesOf([
        [1, 0],
        [0, 1],
        [1, 1],
      ]).slice(1),
      'missing-cells',
      { what: 'ratings', more: 1 },
    ],
    [
      'a second response',
      [
        ...responsesOf([
          [1, 0],
          [0, 1],
        ]),
        { person: 'p0', item: 'i0', score: 1 },
      ],
      'bad-data',
      null,
    ],
    [
      'a score that is no number',
      responsesOf([
        [1, NaN],
        [0, 1],
      ]),
      'bad-data',
      null,
    ],
    [
      'squares that overflow',
      responsesOf([
        [1e200, 0],
        [0, 1e200],
        [1e200, 1e200],
      ]),
      'bad-data',
      null,
    ],
  ] as const)('gives %s a typed reason', (_case, responses, reason, needs) => {
    expect(cronbachAlpha(responses)).toMatchObject({ ok: false, reason, needs });
  });

  it('says which response is broken', () => {
    expect(
      itemAnalysis(
        responsesOf([
          [1, NaN],
          [0, 1],
        ]),
      ),
    ).toMatchObject({ detail: expect.stringMatching(/p0 .*i1/) });
    const twice = { person: 'p1', item: 'i0', score: 1 };
    expect(itemAnalysis([twice, twice])).toMatchObject({ detail: expect.stringMatching(/p1 .*i0/) });
  });

  it.each([0.49, 1, NaN])('refuses a level of %d', (level) => {
    const responses = responsesOf([
      [1, 0],
      [0, 1],
      [1, 1],
    ]);
    expect(cronbachAlpha(responses, { level })).toMatchObject({ ok: false, reason: 'bad-data' });
    expect(itemAnalysis(responses, { level })).toMatchObject({ ok: false, reason: 'bad-data' });
  });
});

describe('Cronbach alpha', () => {
  it('is 1 without measurement error for parallel items, and negative for items that contradict each other', () => {
    expect(
      cronbachAlpha(
        responsesOf([
          [1, 1],
          [2, 2],
          [4, 4],
        ]),
      ),
    ).toMatchObject({
      estimate: 1,
      standardErrorOfMeasurement: 0,
      interval: { lower: 1, upper: 1 },
    });
    const contradicting = cronbachAlpha(
      responsesOf([
        [1, 3],
        [2, 2],
        [4, 1],
      ]),
    );
    expect(contradicting.ok && contradicting.estimate).toBeLessThan(0);
  });

  it('does not depend on the order of responses', () => {
    fc.assert(
      fc.property(tables, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (matrix, keys) => {
        const responses = responsesOf(matrix);
        const shuffled = responses
          .map((response) => ({ response, key: Number(keys.next().value) }))
          .sort((a, b) => a.key - b.key)
          .map(({ response }) => response);
        expect(itemAnalysis(shuffled)).toEqual(itemAnalysis(responses));
      }),
    );
  });

  it('does not depend on the unit of the scores, and its error of measurement has that unit', () => {
    fc.assert(
      fc.property(tables, fc.integer({ min: 2, max: 50 }), fc.integer({ min: -9, max: 9 }), (matrix, factor, shift) => {
        const original = cronbachAlpha(responsesOf(matrix));
        const rescaled = cronbachAlpha(responsesOf(matrix.map((row) => row.map((score) => factor * score + shift))));
        expect(rescaled.ok).toBe(original.ok);
        if (!original.ok || !rescaled.ok) return;
        expect(rescaled.estimate).toBeCloseTo(original.estimate, 8);
        expect(rescaled.standardErrorOfMeasurement).toBeCloseTo(factor * original.standardErrorOfMeasurement, 6);
      }),
    );
  });

  it('lies in its interval, which widens with the level', () => {
    fc.assert(
      fc.property(tables, fc.double({ min: 0.5, max: 0.999, noNaN: true }), (matrix, level) => {
        const alpha = cronbachAlpha(responsesOf(matrix), { level });
        const wider = cronbachAlpha(responsesOf(matrix), { level: 0.999 });
        if (!alpha.ok || !wider.ok) return;
        expect(alpha.interval.lower).toBeLessThanOrEqual(alpha.estimate);
        expect(alpha.interval.upper).toBeGreaterThanOrEqual(alpha.estimate);
        expect(wider.interval.lower).toBeLessThanOrEqual(alpha.interval.lower + 1e-9);
      }),
    );
  });

  it('is never a number that is not finite, whatever the data', () => {
    const response = fc.record({ person: fc.constantFrom('a', 'b', 'c'), item: fc.constantFrom('x', 'y'), score: difficult });
    const complete = fc
      .array(fc.array(difficult, { minLength: 3, maxLength: 3 }), { maxLength: 4 })
      .map((matrix) => responsesOf(matrix));
    fc.assert(
      fc.property(fc.oneof(fc.array(response, { maxLength: 6 }), complete), (responses) => {
        expect(numbersIn(itemAnalysis(responses)).every(Number.isFinite)).toBe(true);
        expect(numbersIn(cronbachAlpha(responses)).every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
