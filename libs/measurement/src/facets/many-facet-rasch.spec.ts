import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { seededRandom } from '../random.js';
import type { FacetRating, ManyFacetRasch } from './many-facet-rasch.js';
import { manyFacetRasch } from './many-facet-rasch.js';

interface Gold {
  data: { rows: [number, string, ...number[]][]; categories: number[] };
  expected: {
    rater_severity: number[];
    rater_se: number[];
    item_difficulty: number[];
    steps: number[];
    variance: number;
    eap: number[];
    eap_sd: number[];
    truth_rater: number[];
    truth_theta: number[];
  };
  tolerance: { mml: number; map_theta_correlation_min: number; map_rater_correlation_min: number };
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

function correlation(a: readonly number[], b: readonly number[]): number {
  const centred = (values: readonly number[]): number[] => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return values.map((value) => value - mean);
  };
  const [x, y] = [centred(a), centred(b)];
  const product = (p: readonly number[], q: readonly number[]): number =>
    p.reduce((sum, value, i) => sum + value * (q[i] ?? NaN), 0);
  return product(x, y) / Math.sqrt(product(x, x) * product(y, y));
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe('the many-facet Rasch model', () => {
  let fit: ManyFacetRasch;
  beforeAll(() => {
    fit = fitOf(goldRatings);
  });

  it('gives the parameters of TAM', () => {
    const { expected, tolerance } = gold;
    expectClose(
      fit.raters.map(({ severity }) => severity),
      expected.rater_severity,
      tolerance.mml,
    );
    expectClose(
      fit.items.map(({ difficulty }) => difficulty),
      expected.item_difficulty,
      tolerance.mml,
    );
    expectClose(
      fit.thresholds.map(({ threshold }) => threshold),
      expected.steps,
      tolerance.mml,
    );
    expectClose([fit.variance.estimate], [expected.variance], tolerance.mml);
  });

  it('gives the standard errors that TAM prints, and valid ones that are not those', () => {
    expectClose(
      fit.raters.map(({ tamStandardError }) => tamStandardError),
      gold.expected.rater_se,
      gold.tolerance.mml,
    );
    // TAM's last rater has the root sum of squares of the others; all raters have about the same number of ratings.
    for (const { standardError } of fit.raters) {
      expect(standardError).toBeGreaterThan(0.11);
      expect(standardError).toBeLessThan(0.17);
    }
  });

  it('gives the abilities of TAM', () => {
    expectClose(
      fit.people.map(({ ability }) => ability),
      gold.expected.eap,
      gold.tolerance.mml,
    );
    expectClose(
      fit.people.map(({ standardError }) => standardError),
      gold.expected.eap_sd,
      gold.tolerance.mml,
    );
  });

  it('orders people and raters as TAM does, and finds back what was simulated', () => {
    const { expected, tolerance } = gold;
    const abilities = fit.people.map(({ ability }) => ability);
    const severities = fit.raters.map(({ severity }) => severity);
    expect(correlation(abilities, expected.eap)).toBeGreaterThan(tolerance.map_theta_correlation_min);
    expect(correlation(severities, expected.rater_severity)).toBeGreaterThan(tolerance.map_rater_correlation_min);
    expect(correlation(severities, expected.truth_rater)).toBeGreaterThan(0.9);
    expect(correlation(abilities, expected.truth_theta)).toBeGreaterThan(0.85);
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
