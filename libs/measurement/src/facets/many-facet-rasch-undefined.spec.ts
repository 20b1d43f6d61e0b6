import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seededRandom } from '../random.js';
import type { FacetRating, ManyFacetRaschOptions } from './many-facet-rasch.js';
import { manyFacetRasch } from './many-facet-rasch.js';
import { numbersIn } from '../testing/numbers.js';

/** Every rater rates every person on every item; `valueOf` gives the values. */
function crossed(
  people: number,
  raters: number,
  items: number,
  valueOf: (person: number, rater: number, item: number) => number,
): FacetRating[] {
  const range = (length: number): number[] => Array.from({ length }, (_, index) => index);
  return range(people).flatMap((person) =>
    range(raters).flatMap((rater) =>
      range(items).map((item) => ({
        person: `p${person}`,
        rater: `r${rater}`,
        item: `i${item}`,
        value: valueOf(person, rater, item),
      })),
    ),
  );
}

const random = seededRandom(7);
const mixed = crossed(12, 3, 2, (person) => Math.min(2, Math.floor(person / 6 + 2 * random())));

function expectReason(ratings: readonly FacetRating[], reason: string, options: ManyFacetRaschOptions = {}): void {
  expect(manyFacetRasch(ratings, options)).toMatchObject({ ok: false, reason });
}

describe('the many-facet Rasch model has a reason instead of values', () => {
  it('without ratings', () => expectReason([], 'no-data'));

  it.each([NaN, Infinity, -Infinity, -1, 0.5, 2 ** 60])('for the value %d', (value) => {
    expectReason([...mixed, { person: 'p0', rater: 'r0', item: 'other', value }], 'bad-data');
  });

  it('for two values of one rater for one person and item, and for a value above the maximum', () => {
    expectReason([...mixed, ...mixed.slice(0, 1)], 'bad-data');
    expectReason(mixed, 'bad-data', { maximum: 1 });
    for (const maximum of [NaN, 0, 1.5, Infinity]) expectReason(mixed, 'bad-data', { maximum });
  });

  it('for one rater, and for one person', () => {
    expectReason(
      mixed.filter(({ rater }) => rater === 'r0'),
      'single-rater',
    );
    expectReason(
      mixed.filter(({ person }) => person === 'p7'),
      'too-few-units',
    );
  });

  it('where all values are the same', () => {
    expectReason(
      crossed(5, 3, 2, () => 1),
      'no-variation',
    );
  });

  it('where a category was never used, at the end or in the middle, saying how many', () => {
    const gap = mixed.map((rating) => ({ ...rating, value: 2 * rating.value }));
    expect(manyFacetRasch(gap)).toMatchObject({ reason: 'not-identifiable', needs: { what: 'different-values', more: 2 } });
    expect(manyFacetRasch(mixed, { maximum: 3 })).toMatchObject({
      reason: 'not-identifiable',
      needs: { what: 'different-values', more: 1 },
    });
    expectReason([...mixed.slice(1), { person: 'p0', rater: 'r0', item: 'i0', value: 2 ** 50 }], 'not-identifiable');
  });

  it('where a rater or an item has only lowest values', () => {
    const detailOf = (ratings: readonly FacetRating[]): string => {
      const fit = manyFacetRasch(ratings);
      return fit.ok ? 'ok' : `${fit.reason}: ${fit.detail}`;
    };
    const rater = mixed.map((rating) => (rating.rater === 'r1' ? { ...rating, value: 0 } : rating));
    expect(detailOf(rater)).toMatch(/^not-identifiable: The rater r1 /);
    const item = mixed.map((rating) => (rating.item === 'i0' ? { ...rating, value: 2 } : rating));
    expect(detailOf(item)).toMatch(/^not-identifiable: The item i0 /);
  });

  it('where raters share nobody, saying how many shared people would link them', () => {
    const apart = mixed.map((rating) => ({ ...rating, person: `${rating.person} of ${rating.rater}` }));
    expect(manyFacetRasch(apart)).toMatchObject({ reason: 'disconnected', needs: { what: 'shared-units', more: 2 } });
  });

  it('where each rater rates an item of their own', () => {
    const own = crossed(12, 2, 1, (person, rater) => (person + rater) % 3).map((rating) => ({ ...rating, item: rating.rater }));
    expectReason(own, 'not-identifiable');
  });

  it('where the people differ less than chance makes them', () => {
    // Every person gets each value equally often, so that totals are all the same.
    expectReason(
      crossed(30, 3, 3, (person, rater, item) => (person + rater + item) % 3),
      'no-variation',
    );
  });

  it('where every person is at one end of the scale', () => {
    expectReason(
      crossed(20, 3, 2, (person) => person % 2),
      'not-identifiable',
    );
  });

  it('where the fit may not take enough iterations', () => {
    for (const mostIterations of [0, 1, NaN]) expectReason(mixed, 'no-convergence', { mostIterations });
  });

  it('where there are too many raters for one fit', () => {
    const [first] = mixed;
    if (first === undefined) throw new Error('no ratings');
    const crowd = Array.from({ length: 2100 }, (_, rater) =>
      ['p0', 'p1'].map((person, value) => ({ ...first, person, rater: `r${rater}`, value })),
    );
    expectReason(crowd.flat(), 'too-large');
  });
});

describe('the many-facet Rasch model', () => {
  it('never gives a number that is not finite, whatever the ratings', () => {
    const ratings = fc.uniqueArray(
      fc.record({
        person: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
        rater: fc.constantFrom('r', 's', 't'),
        item: fc.constantFrom('i', 'j'),
        value: fc.constantFrom(0, 1, 2),
      }),
      { selector: ({ person, rater, item }) => `${person}${rater}${item}`, minLength: 16, maxLength: 36 },
    );
    fc.assert(
      fc.property(ratings, (list) => {
        const fit = manyFacetRasch(list);
        expect(numbersIn(fit).every(Number.isFinite)).toBe(true);
        if (!fit.ok) return;
        for (const { standardError, infit, outfit } of fit.raters) {
          expect(Math.min(standardError, infit, outfit)).toBeGreaterThan(0);
        }
      }),
      { numRuns: 40 },
    );
  });
});
