import { describe, expect, it } from '@jest/globals';
import type { Rating } from '../ratings.js';
import { brennanPrediger } from './brennan-prediger.js';
import { cohenKappa, cohenKappaOfTable } from './cohen.js';
import { fleissKappa, scottPi } from './fleiss.js';
import { gwetAgreementCoefficient } from './gwet.js';
import { intraclassCorrelation } from './icc.js';
import { kendallW } from './kendall.js';
import { krippendorffAlpha } from './krippendorff.js';
import { percentAgreement } from './percent-agreement.js';

function ratingsOf(matrix: (number | null)[][]): Rating[] {
  return matrix.flatMap((row, unit) =>
    row.flatMap((value, rater) => (value === null ? [] : [{ rater: `rater ${rater}`, unit: `unit ${unit}`, value }])),
  );
}

const chanceCorrected = [krippendorffAlpha, gwetAgreementCoefficient, brennanPrediger, fleissKappa, scottPi, cohenKappa];

describe('raters who share nothing', () => {
  const apart = ratingsOf([
    [1, null],
    [null, 2],
    [3, null],
  ]);

  it('have no agreement, and two shared units would help', () => {
    for (const statistic of chanceCorrected) {
      expect(statistic(apart)).toMatchObject({ ok: false, reason: 'no-pairs', needs: { what: 'shared-units', more: 2 } });
    }
    expect(percentAgreement(apart)).toMatchObject({ reason: 'no-pairs', needs: { what: 'shared-units', more: 1 } });
  });

  it('leave cells empty for the methods that need all of them', () => {
    for (const statistic of [intraclassCorrelation, kendallW]) {
      expect(statistic(apart)).toMatchObject({ ok: false, reason: 'missing-cells', needs: { what: 'ratings', more: 3 } });
    }
  });
});

describe('one shared unit', () => {
  const one = ratingsOf([
    [1, 2],
    [3, null],
  ]);

  it('is counted and nothing more', () => {
    expect(percentAgreement(one, { within: 1 })).toMatchObject({ ok: true, estimate: 1, n: 1, pairs: 1, agreeingPairs: 1 });
    for (const statistic of chanceCorrected) {
      expect(statistic(one)).toMatchObject({ ok: false, reason: 'too-few-units', needs: { what: 'shared-units', more: 1 } });
    }
    for (const statistic of [intraclassCorrelation, kendallW]) {
      expect(statistic(ratingsOf([[1, 2]]))).toMatchObject({ reason: 'too-few-units', needs: { what: 'units', more: 1 } });
    }
  });
});

describe('one rater', () => {
  it('asks for another everywhere', () => {
    for (const statistic of [...chanceCorrected, percentAgreement, intraclassCorrelation, kendallW]) {
      expect(statistic(ratingsOf([[1], [2]]))).toMatchObject({ reason: 'single-rater', needs: { what: 'raters', more: 1 } });
    }
  });
});

describe('everybody giving the same', () => {
  const same = ratingsOf([
    [3, 3],
    [3, 3],
    [3, null],
  ]);

  it('has no agreement beyond chance on the values that occur', () => {
    for (const statistic of chanceCorrected) {
      expect(statistic(same)).toMatchObject({ reason: 'no-variation', needs: { what: 'different-values', more: 1 } });
    }
  });

  it('is perfect agreement for coefficients that know the rest of the scale', () => {
    const pairs = same.filter(({ unit }) => unit !== 'unit 2');
    for (const statistic of [gwetAgreementCoefficient, brennanPrediger]) {
      expect(statistic(pairs, { categories: [1, 2, 3] })).toMatchObject({ estimate: 1, standardError: null, interval: null });
    }
  });

  it('does not count as variation when a unit with one rating differs', () => {
    const ratings = [...same, { rater: 'rater 1', unit: 'unit 9', value: 1 }];
    expect(krippendorffAlpha(ratings)).toMatchObject({ reason: 'no-variation' });
    expect(cohenKappa(ratings)).toMatchObject({ reason: 'no-variation' });
    expect(kendallW(ratingsOf(Array.from({ length: 4 }, () => [1, 2])))).toMatchObject({ reason: 'no-variation' });
  });
});

describe('two-rater coefficients', () => {
  it('refuse a third rater', () => {
    const three = ratingsOf([
      [1, 1, 2],
      [2, 2, 2],
    ]);
    expect(cohenKappa(three)).toMatchObject({ reason: 'bad-data', needs: null });
    expect(scottPi(three)).toMatchObject({ reason: 'bad-data', needs: null });
  });

  it('are 0 without a standard error when one rater used one category only', () => {
    const constant = ratingsOf([
      [1, 2],
      [1, 1],
      [1, 3],
    ]);
    expect(cohenKappa(constant)).toMatchObject({ ok: true, estimate: 0, standardError: null, interval: null });
  });

  it('find perfect disagreement below 0', () => {
    const crossed = ratingsOf([
      [1, 2],
      [2, 1],
    ]);
    expect(cohenKappa(crossed)).toMatchObject({ ok: true, estimate: -1 });
    expect(scottPi(crossed)).toMatchObject({ ok: true, estimate: -1 });
  });
});

describe('a contingency table', () => {
  it.each([
    ['no square', [[1, 2]]],
    [
      'ragged',
      [
        [1, 2],
        [3, 4, 5],
      ],
    ],
    [
      'negative',
      [
        [1, -2],
        [3, 4],
      ],
    ],
    [
      'not whole',
      [
        [1, 0.5],
        [3, 4],
      ],
    ],
    [
      'no number',
      [
        [1, Number.NaN],
        [3, 4],
      ],
    ],
    [
      'beyond counting',
      [
        [Number.MAX_SAFE_INTEGER, 1],
        [0, 1e308],
      ],
    ],
  ])('that is %s is refused', (_, table) => {
    expect(cohenKappaOfTable(table)).toMatchObject({ reason: 'bad-data' });
  });

  it('without units, with one, and with one category has a reason each', () => {
    const empty = { reason: 'no-data', needs: { what: 'shared-units', more: 2 } };
    expect(cohenKappaOfTable([])).toMatchObject(empty);
    expect(cohenKappaOfTable([[0]])).toMatchObject(empty);
    expect(cohenKappaOfTable([[1]])).toMatchObject({ reason: 'too-few-units' });
    expect(cohenKappaOfTable([[7]])).toMatchObject({ reason: 'no-variation' });
  });

  it('takes its own categories where they fit', () => {
    const table = [
      [5, 1, 2],
      [1, 5, 1],
      [0, 1, 5],
    ];
    const even = cohenKappaOfTable(table, { weights: 'linear', categories: [10, 20, 30] });
    expect(even).toEqual(cohenKappaOfTable(table, { weights: 'linear' }));
    expect(cohenKappaOfTable(table, { weights: 'linear', categories: [0, 1, 9] })).not.toEqual(even);
    expect(cohenKappaOfTable(table, { categories: [0, 1] })).toMatchObject({ reason: 'bad-data' });
  });
});

describe('options out of range', () => {
  const ratings = ratingsOf([
    [1, 2],
    [2, 2],
    [3, 3],
  ]);

  it.each([0, 1, -0.5, 95, Number.NaN])('such as a level of %d are refused', (level) => {
    for (const statistic of [...chanceCorrected, intraclassCorrelation]) {
      expect(statistic(ratings, { level })).toMatchObject({ reason: 'bad-data' });
    }
  });

  it.each([[[3, 2, 1]], [[1, 1, 2, 3]], [[1, 2]], [[]], [[1, 2, Infinity]]])(
    'such as categories %j are refused',
    (categories) => {
      for (const statistic of [gwetAgreementCoefficient, brennanPrediger, fleissKappa, scottPi, cohenKappa]) {
        expect(statistic(ratings, { categories })).toMatchObject({ reason: 'bad-data' });
      }
    },
  );

  it.each([-1, 0.5, Number.NaN, 100_001, Infinity])('such as %d bootstrap samples are refused', (samples) => {
    expect(krippendorffAlpha(ratings, { samples })).toMatchObject({ reason: 'bad-data' });
  });

  it.each([-1, Number.NaN, Infinity])('such as agreement within %d are refused', (within) => {
    expect(percentAgreement(ratings, { within })).toMatchObject({ reason: 'bad-data' });
  });

  const weight = (a: number, b: number, diagonal = 0): number[][] => [
    [diagonal, a, b],
    [a, 0, a],
    [b, a, 0],
  ];
  it.each([
    ['of the wrong size', [[0, 1]]],
    ['negative', weight(-1, 1)],
    ['no number', weight(Number.NaN, 1)],
    ['infinite', weight(1, Infinity)],
    ['on the diagonal', weight(1, 2, 1)],
    ['nothing but 0', weight(0, 0)],
  ])('such as disagreement weights that are %s are refused', (_, disagreement) => {
    for (const statistic of [cohenKappa, gwetAgreementCoefficient, brennanPrediger]) {
      expect(statistic(ratings, { weights: { disagreement } })).toMatchObject({ reason: 'bad-data' });
    }
  });

  it('such as a negative value on a ratio scale are refused', () => {
    expect(
      krippendorffAlpha(
        ratingsOf([
          [-1, 1],
          [2, 2],
        ]),
        { metric: 'ratio' },
      ),
    ).toMatchObject({ reason: 'bad-data' });
  });
});

describe('a measured quantity', () => {
  const ratings = ratingsOf(Array.from({ length: 600 }, (_, unit) => [unit, unit + 0.5]));

  it('is refused by coefficients for categories', () => {
    for (const statistic of [gwetAgreementCoefficient, brennanPrediger, fleissKappa, scottPi, cohenKappa]) {
      expect(statistic(ratings)).toMatchObject({ reason: 'too-large', detail: expect.stringContaining('1200') });
    }
  });

  it('has an interval alpha and an intraclass correlation near 1', () => {
    expect(krippendorffAlpha(ratings, { metric: 'interval', samples: 20 })).toMatchObject({ ok: true, n: 600 });
    expect(intraclassCorrelation(ratings)).toMatchObject({ ok: true, n: 600, raters: 2 });
  });
});

describe('adjacent agreement', () => {
  it('is not fooled by steps that binary numbers cannot hold', () => {
    // 0.4 − 0.3 is 0.10000000000000003.
    expect(percentAgreement(ratingsOf([[0.3, 0.4]]), { within: 0.1 })).toMatchObject({ estimate: 1 });
    expect(percentAgreement(ratingsOf([[0.3, 0.41]]), { within: 0.1 })).toMatchObject({ estimate: 0 });
  });
});

describe('Fleiss’ kappa per category', () => {
  it('has none for a category that nobody used', () => {
    const outcome = fleissKappa(
      ratingsOf([
        [1, 1],
        [1, 2],
        [2, 2],
      ]),
      { categories: [1, 2, 3] },
    );
    expect(outcome).toMatchObject({ ok: true, perCategory: [{ category: 1 }, { category: 2 }, { category: 3, kappa: null }] });
  });
});

describe('the intraclass correlation', () => {
  it('of equal unit means is below 0, or has no value where it would divide by their variance', () => {
    const ratings = ratingsOf([
      [1, 3],
      [3, 1],
      [2, 2],
    ]);
    expect(intraclassCorrelation(ratings, { form: 'ICC(1,1)' })).toMatchObject({ estimate: -1, f: 0, interval: null });
    expect(intraclassCorrelation(ratings, { form: 'ICC(3,1)' })).toMatchObject({ estimate: -1, f: 0, interval: null });
    for (const form of ['ICC(1,k)', 'ICC(3,k)'] as const) {
      expect(intraclassCorrelation(ratings, { form })).toMatchObject({ reason: 'no-variation' });
    }
  });

  it('of the mean has no value where error outweighs the units', () => {
    const ratings = ratingsOf([
      [1, 4],
      [4, 1],
      [2, 3.001],
    ]);
    expect(intraclassCorrelation(ratings, { form: 'ICC(2,k)' })).toMatchObject({ reason: 'not-identifiable', needs: null });
  });

  it('is perfect consistency and imperfect agreement when raters differ by a constant', () => {
    const ratings = ratingsOf([
      [1, 3],
      [2, 4],
      [4, 6],
    ]);
    expect(intraclassCorrelation(ratings, { form: 'ICC(3,1)' })).toMatchObject({ estimate: 1, f: null, interval: null });
    const agreement = intraclassCorrelation(ratings, { form: 'ICC(2,1)' });
    // B = 14/3, R = 6, E = 0: B / (B + kR/n) = (14/3) / (14/3 + 4).
    expect(agreement.ok && agreement.estimate).toBeCloseTo(14 / 26, 12);
    expect(agreement).toMatchObject({ f: null, interval: { level: 0.95 } });
  });
});
