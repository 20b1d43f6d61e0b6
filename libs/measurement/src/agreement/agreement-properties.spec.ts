import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Estimated, Outcome } from '../estimate.js';
import type { Rating } from '../ratings.js';
import { brennanPrediger } from './brennan-prediger.js';
import { cohenKappa, cohenKappaOfTable } from './cohen.js';
import { fleissKappa, scottPi } from './fleiss.js';
import { gwetAgreementCoefficient } from './gwet.js';
import { intraclassCorrelation } from './icc.js';
import { kendallW } from './kendall.js';
import type { Metric } from './krippendorff.js';
import { krippendorffAlpha } from './krippendorff.js';
import { percentAgreement } from './percent-agreement.js';
import { numbersIn } from '../testing/numbers.js';

type Matrix = (number | null)[][];
type Statistic = (ratings: readonly Rating[]) => Outcome;

const scale = [1, 2, 3, 4];
const metrics = ['nominal', 'ordinal', 'interval', 'ratio'] as const;
const weightings = ['unweighted', 'linear', 'quadratic', 'ordinal'] as const;
const forms = ['ICC(1,1)', 'ICC(2,1)', 'ICC(3,1)', 'ICC(1,k)', 'ICC(2,k)', 'ICC(3,k)'] as const;

const alpha = (metric: Metric, samples = 0): Statistic => {
  return (ratings) => krippendorffAlpha(ratings, { metric, samples });
};

const statistics: Record<string, Statistic> = {
  'exact agreement': (ratings) => percentAgreement(ratings),
  'adjacent agreement': (ratings) => percentAgreement(ratings, { within: 1 }),
  ...Object.fromEntries(metrics.map((metric) => [`${metric} alpha`, alpha(metric, 20)])),
  ...Object.fromEntries(weightings.map((weights) => [`${weights} Gwet`, (r) => gwetAgreementCoefficient(r, { weights })])),
  ...Object.fromEntries(weightings.map((weights) => [`${weights} Brennan–Prediger`, (r) => brennanPrediger(r, { weights })])),
  ...Object.fromEntries(weightings.map((weights) => [`${weights} Cohen`, (r) => cohenKappa(r, { weights })])),
  'Fleiss’ kappa': (ratings) => fleissKappa(ratings),
  'Scott’s pi': (ratings) => scottPi(ratings),
  'Kendall’s W': (ratings) => kendallW(ratings),
  ...Object.fromEntries(forms.map((form) => [form, (r) => intraclassCorrelation(r, { form })])),
};
const cases = Object.entries(statistics).map(([name, statistic]) => ({ name, statistic }));

function ratingsOf(matrix: Matrix): Rating[] {
  return matrix.flatMap((row, unit) =>
    row.flatMap((value, rater) => (value === null ? [] : [{ rater: `rater ${rater}`, unit: `unit ${unit}`, value }])),
  );
}

/** Tables of units × raters; `complete` ones have no hole. */
function matrices(value: fc.Arbitrary<number>, complete = false, raters = { min: 1, max: 4 }): fc.Arbitrary<Matrix> {
  const cell = complete ? value : fc.option(value, { freq: 5 });
  return fc
    .integer(raters)
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 14 }));
}

const levels = fc.constantFrom(...scale);
const shapes = fc.oneof(matrices(levels), matrices(levels, true), matrices(levels, true, { min: 2, max: 2 }));

function estimateOf(outcome: Outcome): number | string {
  return outcome.ok ? outcome.estimate : outcome.reason;
}

/** The same reason, or numbers that are equal up to rounding. */
function expectSame(one: Outcome, other: Outcome, digits = 9): void {
  if (one.ok && other.ok) {
    expect(other.estimate).toBeCloseTo(one.estimate, digits);
  } else {
    expect(estimateOf(other)).toBe(estimateOf(one));
  }
}

function expectHonest(outcome: Outcome): void {
  expect(numbersIn(outcome).filter((value) => !Number.isFinite(value))).toEqual([]);
  if (!outcome.ok) {
    expect(outcome.detail).not.toBe('');
    expect(outcome.needs?.more ?? 1).toBeGreaterThanOrEqual(1);
    return;
  }
  const { estimate, interval, standardError } = outcome;
  expect(estimate).toBeLessThanOrEqual(1 + 1e-12);
  if (standardError !== null) expect(standardError).toBeGreaterThan(0);
  if (interval !== null) {
    expect(interval.lower).toBeLessThanOrEqual(estimate);
    expect(interval.upper).toBeGreaterThanOrEqual(estimate);
  }
}

describe.each(cases)('$name', ({ statistic }) => {
  it('is a finite number or a reason for any ratings', () => {
    fc.assert(fc.property(shapes, (matrix) => expectHonest(statistic(ratingsOf(matrix)))));
  });

  it('is a finite number or a reason for values of any size', () => {
    const value = fc.oneof(
      fc.double(),
      fc.constantFrom(0, -0, 5e-324, 1e-200, Number.MAX_VALUE, -Number.MAX_VALUE, 1e308),
      levels,
    );
    const any = fc.oneof(matrices(value), matrices(value, true), matrices(value, true, { min: 2, max: 2 }));
    fc.assert(fc.property(any, (matrix) => expectHonest(statistic(ratingsOf(matrix)))));
  });

  it('refuses a rating that was given twice or is no number, and has nothing without ratings', () => {
    const twice = [...ratingsOf([[1, 2]]), { rater: 'rater 0', unit: 'unit 0', value: 3 }];
    expect(statistic(twice)).toMatchObject({ reason: 'bad-data' });
    expect(statistic(ratingsOf([[1, Number.NaN]]))).toMatchObject({ reason: 'bad-data' });
    expect(statistic(ratingsOf([[1, Infinity]]))).toMatchObject({ reason: 'bad-data' });
    expect(statistic([])).toMatchObject({ reason: 'no-data', needs: { what: 'ratings', more: 1 } });
  });

  it('does not depend on the order of the records', () => {
    const shuffled = shapes.map(ratingsOf).chain((ratings) => {
      const order = fc.shuffledSubarray(ratings, { minLength: ratings.length });
      return fc.record({ ratings: fc.constant(ratings), order });
    });
    fc.assert(fc.property(shuffled, ({ ratings, order }) => expect(statistic(order)).toEqual(statistic(ratings))));
  });

  it('does not depend on what raters and units are called', () => {
    fc.assert(
      fc.property(shapes, (matrix) => {
        const ratings = ratingsOf(matrix);
        // Reversed names sort the other way round.
        const other = (name: string): string => name.replace(/\d+/, (index) => String(99 - Number(index)));
        const renamed = ratings.map(({ rater, unit, value }) => ({ rater: other(rater), unit: other(unit), value }));
        expectSame(statistic(ratings), statistic(renamed));
      }),
    );
  });
});

describe('for categories without order, other labels change nothing', () => {
  const nominal: Record<string, Statistic> = {
    'nominal alpha': alpha('nominal'),
    'exact agreement': (ratings) => percentAgreement(ratings),
    AC1: (ratings) => gwetAgreementCoefficient(ratings, { categories: scale }),
    'Brennan–Prediger': (ratings) => brennanPrediger(ratings, { categories: scale }),
    'Fleiss’ kappa': (ratings) => fleissKappa(ratings, { categories: scale }),
    'Scott’s pi': (ratings) => scottPi(ratings),
    'Cohen’s kappa': (ratings) => cohenKappa(ratings),
  };

  it.each(Object.entries(nominal))('in %s', (_, statistic) => {
    const labels = fc.shuffledSubarray(scale, { minLength: scale.length });
    fc.assert(
      fc.property(shapes, labels, (matrix, label) => {
        const relabelled = matrix.map((row) => row.map((value) => (value === null ? null : (label[value - 1] ?? null))));
        expectSame(statistic(ratingsOf(matrix)), statistic(ratingsOf(relabelled)));
      }),
    );
  });
});

describe('origin and unit of the scale change nothing', () => {
  const invariant: Record<string, Statistic> = {
    'in interval alpha': alpha('interval'),
    'in ordinal alpha': alpha('ordinal'),
    'in linear AC2': (ratings) => gwetAgreementCoefficient(ratings, { weights: 'linear' }),
    'in quadratic kappa': (ratings) => cohenKappa(ratings, { weights: 'quadratic' }),
    'in Kendall’s W': (ratings) => kendallW(ratings),
    ...Object.fromEntries(forms.map((form) => [`in ${form}`, (r) => intraclassCorrelation(r, { form })])),
  };

  it.each(Object.entries(invariant))('%s', (_, statistic) => {
    fc.assert(
      fc.property(shapes, fc.integer({ min: -9, max: 9 }), fc.constantFrom(0.25, 3, 100), (matrix, origin, step) => {
        const moved = matrix.map((row) => row.map((value) => (value === null ? null : origin + step * value)));
        expectSame(statistic(ratingsOf(matrix)), statistic(ratingsOf(moved)), 8);
      }),
    );
  });

  it('in ratio alpha for the unit only', () => {
    fc.assert(
      fc.property(shapes, fc.constantFrom(0.25, 3, 100), (matrix, step) => {
        const stretched = matrix.map((row) => row.map((value) => (value === null ? null : step * value)));
        expectSame(alpha('ratio')(ratingsOf(matrix)), alpha('ratio')(ratingsOf(stretched)));
      }),
    );
    const moved = [1, 2, 3].map((value) => [value, value + 1]);
    const further = moved.map((row) => row.map((value) => value + 100));
    expect(estimateOf(alpha('ratio')(ratingsOf(further)))).not.toBeCloseTo(
      Number(estimateOf(alpha('ratio')(ratingsOf(moved)))),
      3,
    );
  });
});

describe('coefficients relate to each other', () => {
  const complete = matrices(levels, true, { min: 2, max: 4 });
  const pairs = matrices(levels, true, { min: 2, max: 2 });

  function both<A extends Estimated, B extends Estimated>(one: Outcome<A>, other: Outcome<B>, check: (a: A, b: B) => void): void {
    expect(one.ok).toBe(other.ok);
    if (one.ok && other.ok) check(one, other);
  }

  it('nominal alpha is Fleiss’ kappa with the correction for few ratings', () => {
    fc.assert(
      fc.property(complete, (matrix) => {
        const ratings = ratingsOf(matrix);
        both(alpha('nominal')(ratings), fleissKappa(ratings), (a, kappa) => {
          // Krippendorff 2011: 1 − α = (1 − κ)(n − 1)/n for n ratings in a complete table.
          expect(1 - a.estimate).toBeCloseTo(((1 - kappa.estimate) * (ratings.length - 1)) / ratings.length, 9);
        });
      }),
    );
  });

  it('Scott’s pi is Fleiss’ kappa of two raters', () => {
    fc.assert(
      fc.property(pairs, (matrix) => {
        both(scottPi(ratingsOf(matrix)), fleissKappa(ratingsOf(matrix)), (pi, kappa) => {
          expect(pi.estimate).toBe(kappa.estimate);
          expect(pi.standardError).toBe(kappa.standardError);
        });
      }),
    );
  });

  it('Cohen’s kappa is never below Scott’s pi', () => {
    fc.assert(
      fc.property(pairs, (matrix) => {
        both(cohenKappa(ratingsOf(matrix)), scottPi(ratingsOf(matrix)), (kappa, pi) => {
          expect(kappa.estimate).toBeGreaterThanOrEqual(pi.estimate - 1e-12);
        });
      }),
    );
  });

  it('on two categories all weights are the same', () => {
    const binary = matrices(fc.constantFrom(1, 4), true, { min: 2, max: 2 });
    fc.assert(
      fc.property(binary, fc.constantFrom(...weightings), (matrix, weights) => {
        const ratings = ratingsOf(matrix);
        expectSame(cohenKappa(ratings), cohenKappa(ratings, { weights }));
        expectSame(gwetAgreementCoefficient(ratings), gwetAgreementCoefficient(ratings, { weights }));
      }),
    );
  });

  it('Cohen’s kappa does not depend on who is called first', () => {
    const tables = fc.array(fc.array(fc.nat(9), { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(tables, fc.constantFrom(...weightings), (table, weights) => {
        const turned = table.map((_, i) => table.map((row) => row[i] ?? 0));
        expectSame(cohenKappaOfTable(table, { weights }), cohenKappaOfTable(turned, { weights }));
      }),
    );
  });

  it('adjacent agreement is at least exact agreement', () => {
    fc.assert(
      fc.property(shapes, (matrix) => {
        const ratings = ratingsOf(matrix);
        both(percentAgreement(ratings, { within: 1 }), percentAgreement(ratings), (adjacent, exact) => {
          expect(adjacent.estimate).toBeGreaterThanOrEqual(exact.estimate);
          expect(adjacent.pairs).toBe(exact.pairs);
        });
      }),
    );
  });

  it('Kendall’s W of two raters without ties follows from Spearman’s rank correlation', () => {
    const order = fc.shuffledSubarray([1, 2, 3, 4, 5, 6, 7], { minLength: 7 });
    fc.assert(
      fc.property(order, (other) => {
        const matrix = other.map((value, index) => [index + 1, value]);
        const squares = other.reduce((total, value, index) => total + (value - index - 1) ** 2, 0);
        const spearman = 1 - (6 * squares) / (7 * 48);
        expect(estimateOf(kendallW(ratingsOf(matrix)))).toBeCloseTo((spearman + 1) / 2, 12);
      }),
    );
  });

  it('the mean of k ratings is as reliable as Spearman–Brown says of one', () => {
    fc.assert(
      fc.property(complete, fc.constantFrom('1', '2', '3'), (matrix, model) => {
        const ratings = ratingsOf(matrix);
        const k = matrix[0]?.length ?? 0;
        const one = intraclassCorrelation(ratings, { form: `ICC(${model},1)` });
        const all = intraclassCorrelation(ratings, { form: `ICC(${model},k)` });
        if (!one.ok || !all.ok) return;
        expect(all.estimate * (1 + (k - 1) * one.estimate)).toBeCloseTo(k * one.estimate, 8);
      }),
    );
  });

  it('severity lowers agreement and leaves consistency alone', () => {
    fc.assert(
      fc.property(complete, fc.integer({ min: 50, max: 90 }), (matrix, severity) => {
        const severe = matrix.map((row) => row.map((value, rater) => (value ?? 0) + (rater === 0 ? severity : 0)));
        const [before, after] = [ratingsOf(matrix), ratingsOf(severe)];
        const consistency = intraclassCorrelation(before, { form: 'ICC(3,1)' });
        if (!consistency.ok || consistency.estimate <= 0.01) return;
        expectSame(consistency, intraclassCorrelation(after, { form: 'ICC(3,1)' }), 7);
        expect(estimateOf(intraclassCorrelation(after))).toBeLessThan(Number(estimateOf(intraclassCorrelation(before))));
      }),
    );
  });

  it('a unit on which raters come to agree raises alpha and the kappas', () => {
    const matrix = [
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 1],
      [1, 3],
    ];
    const better = matrix.map((row, unit) => (unit === 3 ? [4, 4] : row));
    for (const statistic of [...metrics.map((metric) => alpha(metric)), cohenKappa, fleissKappa, gwetAgreementCoefficient]) {
      expect(estimateOf(statistic(ratingsOf(better)))).toBeGreaterThan(Number(estimateOf(statistic(ratingsOf(matrix)))));
    }
  });
});
