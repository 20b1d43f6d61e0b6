import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Matrix } from '../testing/gold-family.js';
import { estimated, ratingsOf } from '../testing/gold-family.js';
import { cohenKappa } from './cohen.js';
import { fleissKappa, scottPi } from './fleiss.js';
import { gwetAgreementCoefficient } from './gwet.js';
import { intraclassCorrelation } from './icc.js';
import { krippendorffAlpha } from './krippendorff.js';
import { percentAgreement } from './percent-agreement.js';

/** What publications say of the data of the gold files beyond the values there. */
function matrixOf(name: string): Matrix {
  const file = new URL(`../../gold/${name}.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { data: { matrix: Matrix } }).data.matrix;
}

function expectNear(actual: number | null | undefined, expected: number, tolerance: number): void {
  expect(Math.abs((actual ?? Number.NaN) - expected)).toBeLessThanOrEqual(tolerance);
}

describe('Krippendorff’s alpha', () => {
  it('drops the unit with one value', () => {
    const ratings = ratingsOf(matrixOf('krippendorff_canonical_4x12'));
    expect(krippendorffAlpha(ratings)).toMatchObject({ n: 11, raters: 4, pairableRatings: 40 });
  });
});

describe('four raters with missing cells', () => {
  const ratings = ratingsOf(matrixOf('gwet_ac2_raw4raters_missing'));
  const categories = [1, 2, 3, 4, 5];

  it('have the interval of irrCAC, not cut at 1', () => {
    const { interval } = estimated(gwetAgreementCoefficient(ratings, { categories }));
    // irrCAC: (0.461, 1), that is 0.77544 ± t(0.975; 11) × 0.14295.
    expectNear(interval?.lower, 0.77544 - 2.200985 * 0.14295, 2e-5);
    expectNear(interval?.upper, 0.77544 + 2.200985 * 0.14295, 2e-5);
  });

  it('count a unit with one rating for chance only', () => {
    expect(gwetAgreementCoefficient(ratings, { categories })).toMatchObject({ n: 11, singleUnits: 1 });
  });

  it('have the Fleiss kappa of irrCAC, without a test against chance', () => {
    // irrCAC 1.0, fleiss.kappa.raw(cac.raw4raters).
    const fleiss = estimated(fleissKappa(ratings, { categories }));
    expectNear(fleiss.estimate, 0.76117, 2e-5);
    expectNear(fleiss.standardError, 0.15302, 2e-5);
    expectNear(fleiss.interval?.lower, 0.42438, 2e-5);
    expect(fleiss.chanceTest).toBeNull();
  });

  it.each([0, 1])('have as many agreeing pairs within %d as the pooled share says', (within) => {
    const { agreeingPairs, pooled, pairs } = estimated(percentAgreement(ratings, { within }));
    expect(agreeingPairs).toBe(pooled * pairs);
  });
});

describe('two raters', () => {
  it('have the error of irrCAC for Scott’s pi of pregnancies', () => {
    const counts = [
      [13, 0, 0],
      [0, 20, 7],
      [0, 4, 56],
    ];
    const pairs = counts.flatMap((row, i) => row.flatMap((count, j) => new Array<number[]>(count).fill([i, j])));
    // irrCAC 1.0, scott2.table(cont3x3abstractors), which has the form with n.
    expectNear(estimated(scottPi(ratingsOf(pairs))).standardError, 0.05905473 * Math.sqrt(100 / 99), 2e-5);
  });

  it('have a normal interval for Cohen’s kappa of anxiety', () => {
    const kappa = estimated(cohenKappa(ratingsOf(matrixOf('cohen_kappa_anxiety_r1_r2'))));
    const error = kappa.standardError ?? Number.NaN;
    expectNear(kappa.interval?.lower, kappa.estimate - 1.959964 * error, 1e-6);
    expectNear(kappa.interval?.upper, kappa.estimate + 1.959964 * error, 1e-6);
  });
});

describe('Fleiss’ kappa of psychiatric diagnoses', () => {
  it('has the same error by chance for each category', () => {
    const { perCategory } = estimated(fleissKappa(ratingsOf(matrixOf('fleiss_kappa_diagnoses_1971'))));
    expect(perCategory.map(({ category }) => category)).toEqual([1, 2, 3, 4, 5]);
    // √(2 / (30 × 6 × 5)) for every category: Fleiss, Nee & Landis 1979.
    for (const { chanceTest } of perCategory) expectNear(chanceTest?.standardError, Math.sqrt(2 / 900), 1e-12);
  });
});

describe('the intraclass correlation of Shrout and Fleiss', () => {
  it('is tested against 0', () => {
    const icc = estimated(intraclassCorrelation(ratingsOf(matrixOf('icc_shrout_fleiss_1979')), { form: 'ICC(3,1)' }));
    // The upper tail of F(5, 15) at 11.02725, by numerical integration of its density.
    expectNear(icc.p, 0.000134566517, 1e-11);
  });
});

describe('perfect agreement', () => {
  it('has no F, no error and no interval', () => {
    const ratings = ratingsOf(matrixOf('edge_perfect_with_variation'));
    const none = { standardError: null, interval: null };
    const categories = [1, 2, 3, 4];
    expect(krippendorffAlpha(ratings)).toMatchObject(none);
    expect(fleissKappa(ratings, { categories })).toMatchObject(none);
    expect(gwetAgreementCoefficient(ratings, { categories })).toMatchObject(none);
    for (const form of ['ICC(1,1)', 'ICC(2,1)', 'ICC(3,1)'] as const) {
      expect(intraclassCorrelation(ratings, { form })).toMatchObject({ f: null, p: null, ...none });
    }
  });
});
