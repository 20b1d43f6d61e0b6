import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Estimated, Outcome } from '../estimate.js';
import type { Rating } from '../ratings.js';
import { brennanPrediger } from './brennan-prediger.js';
import { cohenKappa, cohenKappaOfTable } from './cohen.js';
import { fleissKappa, scottPi } from './fleiss.js';
import { gwetAgreementCoefficient } from './gwet.js';
import type { IccForm } from './icc.js';
import { intraclassCorrelation } from './icc.js';
import { kendallW } from './kendall.js';
import { krippendorffAlpha } from './krippendorff.js';
import { percentAgreement } from './percent-agreement.js';

type Matrix = (number | null)[][];

interface Gold<Data, Expected> {
  data: Data;
  options: { categories: number[] };
  expected: Expected;
  tolerance: number;
}

interface Value {
  value: number;
  se: number;
  ase: number;
}

interface Undefined {
  value: null;
  reason: string;
}

function gold<Expected, Data = { matrix: Matrix }>(name: string): Gold<Data, Expected> {
  const file = path.resolve(import.meta.dirname, `../../gold/${name}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as Gold<Data, Expected>;
}

/** Rows are units, columns raters. */
function ratingsOf(matrix: Matrix): Rating[] {
  return matrix.flatMap((row, unit) =>
    row.flatMap((value, rater) => (value === null ? [] : [{ rater: `rater ${rater}`, unit: `unit ${unit}`, value }])),
  );
}

/** A contingency table as the ratings that it counts, categories from 0. */
function ratingsOfTable(table: number[][]): Rating[] {
  const pairs = table.flatMap((row, i) => row.flatMap((count, j) => new Array<[number, number]>(count).fill([i, j])));
  return ratingsOf(pairs);
}

function estimated<Extra extends Estimated>(outcome: Outcome<Extra>): Extra {
  if (!outcome.ok) throw new Error(`${outcome.reason}: ${outcome.detail}`);
  return outcome;
}

function reasonOf(outcome: Outcome): string {
  return outcome.ok ? 'none' : outcome.reason.replaceAll('-', '_');
}

function expectNear(actual: number | null | undefined, expected: number, tolerance: number): void {
  expect(Math.abs((actual ?? Number.NaN) - expected)).toBeLessThanOrEqual(tolerance);
}

describe('Krippendorff’s alpha', () => {
  const metrics = ['nominal', 'ordinal', 'interval', 'ratio'] as const;
  const cases = ['krippendorff_canonical_4x12', 'krippendorff_raw5obser'].flatMap((name) =>
    metrics.map((metric) => ({ name, metric })),
  );

  it.each(cases)('of $name is exact with the $metric metric', ({ name, metric }) => {
    const { data, expected, tolerance } = gold<Record<string, number>>(name);
    const alpha = estimated(krippendorffAlpha(ratingsOf(data.matrix), { metric }));
    expectNear(alpha.estimate, expected[metric] ?? Number.NaN, tolerance);
  });

  it('drops the unit with one value', () => {
    const { data } = gold('krippendorff_canonical_4x12');
    expect(krippendorffAlpha(ratingsOf(data.matrix))).toMatchObject({ n: 11, raters: 4, pairableRatings: 40 });
  });
});

describe('Gwet’s coefficient of four raters with missing cells', () => {
  const example = gold<Record<string, Value & { pa: number; pe: number }>>('gwet_ac2_raw4raters_missing');
  const { tolerance } = example;
  const ratings = ratingsOf(example.data.matrix);
  const { categories } = example.options;

  it.each(['unweighted', 'ordinal', 'linear', 'quadratic'] as const)('is exact with %s weights', (weights) => {
    const expected = example.expected[weights];
    const coefficient = estimated(gwetAgreementCoefficient(ratings, { weights, categories }));
    expectNear(coefficient.estimate, expected?.value ?? Number.NaN, tolerance);
    expectNear(coefficient.standardError, expected?.se ?? Number.NaN, tolerance);
    expectNear(coefficient.observedAgreement, expected?.pa ?? Number.NaN, 1e-12);
    expectNear(coefficient.expectedAgreement, expected?.pe ?? Number.NaN, 1e-12);
  });

  it('has the interval of irrCAC, not cut at 1', () => {
    const { interval } = estimated(gwetAgreementCoefficient(ratings, { categories }));
    // irrCAC: (0.461, 1), that is 0.77544 ± t(0.975; 11) × 0.14295.
    expectNear(interval?.lower, 0.77544 - 2.200985 * 0.14295, tolerance);
    expectNear(interval?.upper, 0.77544 + 2.200985 * 0.14295, tolerance);
  });

  it('counts a unit with one rating for chance only', () => {
    expect(gwetAgreementCoefficient(ratings, { categories })).toMatchObject({ n: 11, singleUnits: 1 });
  });

  it('stands beside Brennan–Prediger and Fleiss on the same ratings', () => {
    const quadratic = estimated(brennanPrediger(ratings, { weights: 'quadratic', categories }));
    expectNear(quadratic.estimate, example.expected['bp_quadratic']?.value ?? Number.NaN, tolerance);
    expectNear(quadratic.standardError, example.expected['bp_quadratic']?.se ?? Number.NaN, tolerance);
    // irrCAC 1.0, fleiss.kappa.raw(cac.raw4raters).
    const fleiss = estimated(fleissKappa(ratings, { categories }));
    expectNear(fleiss.estimate, 0.76117, tolerance);
    expectNear(fleiss.standardError, 0.15302, tolerance);
    expectNear(fleiss.interval?.lower, 0.42438, tolerance);
    expect(fleiss.chanceTest).toBeNull();
  });

  it.each([
    ['exact', 0],
    ['adjacent', 1],
  ])('stands beside %s percent agreement', (kind, within) => {
    const expected = (example.expected as unknown as Record<string, Record<string, number>>)[`percent_agreement_${kind}`] ?? {};
    const agreement = estimated(percentAgreement(ratings, { within }));
    expectNear(agreement.estimate, expected['unit_mean'] ?? Number.NaN, 1e-12);
    expectNear(agreement.pooled, expected['pooled'] ?? Number.NaN, 1e-12);
    expect(agreement).toMatchObject({ n: expected['units_used'], pairs: expected['pairs'] });
    expect(agreement.agreeingPairs).toBe(agreement.pooled * agreement.pairs);
  });
});

describe('two raters in a contingency table', () => {
  it('agree on pregnancies as Gwet 2014 says', () => {
    const { data, expected, tolerance } = gold<Record<string, Value>, { table: number[][] }>('gwet_ac1_abstractors_3x3');
    const ratings = ratingsOfTable(data.table);
    const ac1 = estimated(gwetAgreementCoefficient(ratings));
    expectNear(ac1.estimate, expected['ac1']?.value ?? Number.NaN, tolerance);
    expectNear(ac1.standardError, expected['ac1']?.se ?? Number.NaN, tolerance);
    expectNear(estimated(cohenKappaOfTable(data.table)).estimate, expected['cohen_kappa']?.value ?? Number.NaN, tolerance);
    expectNear(estimated(cohenKappa(ratings)).estimate, expected['cohen_kappa']?.value ?? Number.NaN, tolerance);
    const pi = estimated(scottPi(ratings));
    expectNear(pi.estimate, expected['scott_pi']?.value ?? Number.NaN, tolerance);
    // irrCAC 1.0, scott2.table(cont3x3abstractors), which has the form with n.
    expectNear(pi.standardError, 0.05905473 * Math.sqrt(100 / 99), tolerance);
    const uniform = estimated(brennanPrediger(ratings));
    expectNear(uniform.estimate, expected['brennan_prediger']?.value ?? Number.NaN, tolerance);
    expectNear(uniform.standardError, expected['brennan_prediger']?.se ?? Number.NaN, tolerance);
  });

  it('agree on diagnoses as Gwet 2014 says', () => {
    const { data, expected, tolerance } = gold<Record<string, Value>, { table: number[][] }>('agreement_table_4x4_diagnosis');
    const ratings = ratingsOfTable(data.table);
    const ac1 = estimated(gwetAgreementCoefficient(ratings));
    expectNear(ac1.estimate, expected['ac1']?.value ?? Number.NaN, tolerance);
    expectNear(ac1.standardError, expected['ac1']?.se ?? Number.NaN, tolerance);
    const ac2 = estimated(gwetAgreementCoefficient(ratings, { weights: 'quadratic' }));
    expectNear(ac2.estimate, expected['ac2_quadratic']?.value ?? Number.NaN, tolerance);
    expectNear(ac2.standardError, expected['ac2_quadratic']?.se ?? Number.NaN, tolerance);
    expectNear(estimated(cohenKappaOfTable(data.table)).estimate, expected['cohen_kappa']?.value ?? Number.NaN, tolerance);
  });
});

describe('Cohen’s kappa', () => {
  const weightings = ['unweighted', 'linear', 'quadratic'] as const;

  it.each(weightings)('of husbands and wives is exact with %s weights', (weights) => {
    const { data, expected, tolerance } = gold<Record<string, Value>, { table: number[][] }>('cohen_kappa_agresti_sexualfun');
    for (const kappa of [cohenKappaOfTable(data.table, { weights }), cohenKappa(ratingsOfTable(data.table), { weights })]) {
      expectNear(estimated(kappa).estimate, expected[weights]?.value ?? Number.NaN, tolerance);
      expectNear(estimated(kappa).standardError, expected[weights]?.ase ?? Number.NaN, tolerance);
    }
  });

  it.each(weightings)('of two ratings of anxiety is exact with %s weights', (weights) => {
    const { data, expected, options, tolerance } = gold<Record<string, Value>>('cohen_kappa_anxiety_r1_r2');
    const kappa = estimated(cohenKappa(ratingsOf(data.matrix), { weights, categories: options.categories }));
    const { value = Number.NaN, ase = Number.NaN } = expected[weights] ?? {};
    expectNear(kappa.estimate, value, tolerance);
    expectNear(kappa.standardError, ase, tolerance);
    expectNear(kappa.interval?.lower, value - 1.959964 * ase, tolerance);
    expectNear(kappa.interval?.upper, value + 1.959964 * ase, tolerance);
  });

  it('takes the disagreement weights of Cohen 1968', () => {
    const { data, expected, tolerance } = gold<
      { kappa: number; weighted_kappa: number },
      { table: number[][]; disagreement_weights: number[][] }
    >('cohen_kappa_1968_custom_weights');
    const weighted = cohenKappaOfTable(data.table, { weights: { disagreement: data.disagreement_weights } });
    expectNear(estimated(cohenKappaOfTable(data.table)).estimate, expected.kappa, tolerance);
    expectNear(estimated(weighted).estimate, expected.weighted_kappa, tolerance);
  });
});

describe('Fleiss’ kappa of psychiatric diagnoses', () => {
  interface Expected {
    kappa: number;
    z_h0: number;
    se_h0: number;
    gwet_se: number;
    per_category: { category: number; kappa: number }[];
  }
  const { data, expected, options, tolerance } = gold<Expected>('fleiss_kappa_diagnoses_1971');
  const kappa = estimated(fleissKappa(ratingsOf(data.matrix), { categories: options.categories }));

  it('is exact, with its test against chance', () => {
    expectNear(kappa.estimate, expected.kappa, tolerance);
    expectNear(kappa.chanceTest?.z, expected.z_h0, tolerance);
    expectNear(kappa.chanceTest?.standardError, expected.se_h0, tolerance);
    // Published with four decimals.
    expectNear(kappa.standardError, expected.gwet_se, 5e-5);
  });

  it('is exact for each category', () => {
    expect(kappa.perCategory.map(({ category }) => category)).toEqual(expected.per_category.map(({ category }) => category));
    for (const [index, category] of expected.per_category.entries()) {
      // Published with three decimals.
      expectNear(kappa.perCategory[index]?.kappa, category.kappa, 5e-4);
      // √(2 / (30 × 6 × 5)) for every category: Fleiss, Nee & Landis 1979.
      expectNear(kappa.perCategory[index]?.chanceTest?.standardError, Math.sqrt(2 / 900), 1e-12);
    }
  });
});

describe('the intraclass correlation', () => {
  const forms = ['ICC(1,1)', 'ICC(2,1)', 'ICC(3,1)', 'ICC(1,k)', 'ICC(2,k)', 'ICC(3,k)'] as const;
  const keyOf = (form: IccForm): string => form.replace(/\((.),(.)\)/, '$1_$2');
  const cases = ['icc_shrout_fleiss_1979', 'icc_anxiety_20x3'].flatMap((name) => forms.map((form) => ({ name, form })));

  it.each(cases)('of $name is exact as $form', ({ name, form }) => {
    const { data, expected, tolerance } = gold<Record<string, Record<string, number>>>(name);
    const icc = estimated(intraclassCorrelation(ratingsOf(data.matrix), { form }));
    const { value, F, df1, df2, ci_lower, ci_upper } = expected[keyOf(form)] ?? {};
    expectNear(icc.estimate, value ?? Number.NaN, tolerance);
    expectNear(icc.f, F ?? Number.NaN, tolerance);
    expect([icc.df1, icc.df2]).toEqual([df1, df2]);
    expectNear(icc.interval?.lower, ci_lower ?? Number.NaN, tolerance);
    expectNear(icc.interval?.upper, ci_upper ?? Number.NaN, tolerance);
  });
});

describe('Kendall’s W', () => {
  it('of anxiety is corrected for ties', () => {
    const { data, expected, tolerance } = gold<{ W: number; chisq: number; df: number; p: number }>('kendall_w_anxiety');
    const w = estimated(kendallW(ratingsOf(data.matrix)));
    expectNear(w.estimate, expected.W, tolerance);
    expectNear(w.chiSquare, expected.chisq, tolerance);
    expect(w.degreesOfFreedom).toBe(expected.df);
    expectNear(w.p, expected.p, tolerance);
  });
});

describe('an extreme table', () => {
  it('without variation has percent agreement and a typed reason for every coefficient that needs variation', () => {
    const { data, expected, options } = gold<Record<string, Undefined>>('edge_no_variation_6x3');
    const ratings = ratingsOf(data.matrix);
    const { categories } = options;
    expect(estimated(percentAgreement(ratings)).estimate).toBe(expected['percent_agreement_exact']);
    expect(reasonOf(krippendorffAlpha(ratings))).toBe(expected['krippendorff_alpha']?.reason);
    expect(reasonOf(fleissKappa(ratings, { categories }))).toBe(expected['fleiss_kappa']?.reason);
    const two = ratings.filter(({ rater }) => rater !== 'rater 2');
    expect(reasonOf(cohenKappa(two, { categories }))).toBe(expected['cohen_kappa']?.reason);
    expect(reasonOf(intraclassCorrelation(ratings))).toBe(expected['icc']?.reason);
    expect(estimated(gwetAgreementCoefficient(ratings, { categories })).estimate).toBe(expected['gwet_ac1']?.value);
  });

  it('of perfect agreement has a 1 everywhere, no F and no interval', () => {
    const { data, expected, options } = gold<Record<string, Record<string, number>>>('edge_perfect_with_variation');
    const ratings = ratingsOf(data.matrix);
    const { categories } = options;
    const none = { standardError: null, interval: null };
    expect(estimated(percentAgreement(ratings)).estimate).toBe(expected['percent_agreement_exact']);
    expect(krippendorffAlpha(ratings)).toMatchObject({ estimate: expected['krippendorff_alpha']?.['value'], ...none });
    expect(fleissKappa(ratings, { categories })).toMatchObject({ estimate: expected['fleiss_kappa']?.['value'], ...none });
    expect(gwetAgreementCoefficient(ratings, { categories })).toMatchObject({
      estimate: expected['gwet_ac1']?.['value'],
      ...none,
    });
    for (const form of ['ICC(1,1)', 'ICC(2,1)', 'ICC(3,1)'] as const) {
      const estimate = expected['icc']?.[form.replace(/\((.),1\)/, '$1_1')];
      expect(intraclassCorrelation(ratings, { form })).toMatchObject({ estimate, f: null, ...none });
    }
  });

  it('of one rater has a typed reason everywhere', () => {
    const { data, expected, options } = gold<Record<string, Undefined>>('edge_single_rater');
    const ratings = ratingsOf(data.matrix);
    const { categories } = options;
    expect(reasonOf(percentAgreement(ratings))).toBe(expected['percent_agreement_exact']?.reason);
    expect(reasonOf(krippendorffAlpha(ratings))).toBe(expected['krippendorff_alpha']?.reason);
    expect(reasonOf(fleissKappa(ratings, { categories }))).toBe(expected['fleiss_kappa']?.reason);
    expect(reasonOf(intraclassCorrelation(ratings))).toBe(expected['icc']?.reason);
    expect(reasonOf(gwetAgreementCoefficient(ratings, { categories }))).toBe(expected['gwet_ac1']?.reason);
  });
});
