import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { seededRandom } from '../random.js';
import type { FacetRating, ManyFacetRasch } from './many-facet-rasch.js';
import { manyFacetRasch } from './many-facet-rasch.js';

interface Gold {
  data: { rows: [number, string, ...number[]][]; categories: number[] };
}

const gold = JSON.parse(readFileSync(new URL('../../gold/mfrm_tam_100x8.json', import.meta.url), 'utf8')) as Gold;

/** Names that sort as the gold file's numbers do. */
const personName = (person: number): string => String(person).padStart(3, '0');

const goldRatings: FacetRating[] = gold.data.rows.flatMap(([person, rater, ...values]) =>
  values.map((value, index) => ({ person: personName(person), rater, item: `item${index + 1}`, value })),
);

function fitOf(ratings: readonly FacetRating[]): ManyFacetRasch {
  const fit = manyFacetRasch(ratings);
  if (!fit.ok) throw new Error(fit.detail);
  return fit;
}

function expectClose(got: readonly number[], want: readonly number[], tolerance: number): void {
  expect(got.length).toBe(want.length);
  got.forEach((value, index) => expect(Math.abs(value - (want[index] ?? NaN))).toBeLessThan(tolerance));
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe('the many-facet Rasch model', () => {
  let fit: ManyFacetRasch;
  beforeAll(() => {
    fit = fitOf(goldRatings);
  });

  it('gives standard errors that do not depend on which rater sorts last, as those of TAM do', () => {
    // All raters have about the same number of ratings; TAM's last rater has the root sum of squares of the others.
    for (const { standardError } of fit.raters) {
      expect(standardError).toBeGreaterThan(0.11);
      expect(standardError).toBeLessThan(0.17);
    }
    expect(fit.raters.at(-1)?.tamStandardError).toBeGreaterThan(0.2);
  });

  it('counts parameters and ratings and keeps the sums at zero', () => {
    expect(fit).toMatchObject({ n: 900, parameters: 3 + 7 + 2 + 1, diagnosticOnly: true, shown: true, needs: null });
    expect(sum(fit.raters.map(({ severity }) => severity))).toBeCloseTo(0, 9);
    expect(sum(fit.thresholds.map(({ threshold }) => threshold))).toBeCloseTo(0, 9);
    expect(sum(fit.raters.map(({ ratings }) => ratings))).toBe(900);
    expect(sum(fit.people.map(({ ratings }) => ratings))).toBe(900);
  });

  it('has mean squares near 1 for raters who rate as the model says', () => {
    for (const { infit, outfit } of fit.raters) {
      expect(infit).toBeGreaterThan(0.75);
      expect(infit).toBeLessThan(1.35);
      expect(outfit).toBeGreaterThan(0.75);
      expect(outfit).toBeLessThan(1.35);
    }
  });

  it('does not depend on the order of the records', () => {
    const turned = fitOf([...goldRatings].reverse());
    expect(turned).toEqual(fit);
  });

  it('gives the same severities and valid standard errors when raters are renamed so that they sort backwards', () => {
    const renamed = fitOf(goldRatings.map((rating) => ({ ...rating, rater: String(9 - Number(rating.rater)) })));
    const back = [...renamed.raters].reverse();
    expectClose(
      back.map(({ severity }) => severity),
      fit.raters.map(({ severity }) => severity),
      1e-6,
    );
    expectClose(
      back.map(({ standardError }) => standardError),
      fit.raters.map(({ standardError }) => standardError),
      1e-6,
    );
  });

  it('turns over when the scale does', () => {
    const turned = fitOf(goldRatings.map((rating) => ({ ...rating, value: 3 - rating.value })));
    expectClose(
      turned.raters.map(({ severity }) => severity),
      fit.raters.map(({ severity }) => -severity),
      1e-6,
    );
    expectClose(
      turned.people.map(({ ability }) => ability),
      fit.people.map(({ ability }) => -ability),
      1e-6,
    );
    expect(turned.deviance).toBeCloseTo(fit.deviance, 6);
  });

  it('shows a rater who rates by chance as noisy', () => {
    const random = seededRandom(3);
    const noisy = fitOf(
      goldRatings.map((rating) => (rating.rater === '05' ? { ...rating, value: Math.floor(4 * random()) } : rating)),
    );
    const worst = noisy.raters.reduce((most, rater) => (rater.infit > most.infit ? rater : most));
    expect(worst.rater).toBe('05');
    expect(worst.infit).toBeGreaterThan(1.3);
  });

  it('finds a rater harsher after lowering their values', () => {
    const lowered = fitOf(
      goldRatings.map((rating) => (rating.rater === '03' ? { ...rating, value: Math.max(0, rating.value - 1) } : rating)),
    );
    expect(lowered.raters[2]?.severity).toBeGreaterThan((fit.raters[2]?.severity ?? NaN) + 0.5);
  });

  it('fits two categories, whose one threshold is 0 without error', () => {
    const passed = fitOf(goldRatings.map((rating) => ({ ...rating, value: rating.value >= 2 ? 1 : 0 })));
    expect(passed.thresholds).toEqual([{ category: 1, threshold: 0, standardError: 0 }]);
    expect(passed.parameters).toBe(3 + 7 + 1);
  });

  it('fits one item', () => {
    const one = fitOf(goldRatings.filter(({ item }) => item === 'item2'));
    expect(one.items.length).toBe(1);
    expect(one.raters.length).toBe(8);
  });

  it('is not shown below 200 ratings', () => {
    const few = fitOf(goldRatings.filter(({ person }) => person <= personName(20)));
    expect(few).toMatchObject({ n: 180, shown: false, needs: { what: 'ratings', more: 20 } });
  });
});
