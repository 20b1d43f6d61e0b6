import { brennanPrediger } from '../agreement/brennan-prediger.js';
import { cohenKappa, cohenKappaOfTable } from '../agreement/cohen.js';
import { fleissKappa, scottPi } from '../agreement/fleiss.js';
import { gwetAgreementCoefficient } from '../agreement/gwet.js';
import type { IccForm } from '../agreement/icc.js';
import { intraclassCorrelation } from '../agreement/icc.js';
import { kendallW } from '../agreement/kendall.js';
import { krippendorffAlpha } from '../agreement/krippendorff.js';
import { percentAgreement } from '../agreement/percent-agreement.js';
import type { Outcome } from '../estimate.js';
import type { Rating } from '../ratings.js';
import type { GoldFamily, Matrix } from './gold-family.js';
import { estimated, goldFamily, ratingsOf, refusal } from './gold-family.js';

interface MatrixData {
  matrix: Matrix;
}

interface TableData {
  table: number[][];
}

interface Scale {
  categories: number[];
}

const metrics = ['nominal', 'ordinal', 'interval', 'ratio'] as const;
const weightings = ['unweighted', 'ordinal', 'linear', 'quadratic'] as const;
const iccForms = ['ICC(1,1)', 'ICC(2,1)', 'ICC(3,1)', 'ICC(1,k)', 'ICC(2,k)', 'ICC(3,k)'] as const;

/** Published with three or four decimals, and exact where R computed them. */
const published = {
  fleiss: { gwet_se: 5e-5, per_category: 5e-4 },
  gwet: { pa: 1e-12, pe: 1e-12, unit_mean: 1e-12, pooled: 1e-12 },
};

export const agreementFamilies: Record<string, GoldFamily> = {
  krippendorff_alpha: goldFamily(({ matrix }: MatrixData) =>
    byName(metrics, (metric) => estimated(krippendorffAlpha(ratingsOf(matrix), { metric, samples: 0 })).estimate),
  ),
  gwet_ac: goldFamily(({ matrix }: MatrixData, { categories }: Scale) => gwetBesides(ratingsOf(matrix), categories), {
    tolerances: published.gwet,
  }),
  agreement_table: goldFamily(({ table }: TableData) => {
    const ratings = ratingsOfTable(table);
    return {
      ac1: valueOf(gwetAgreementCoefficient(ratings)),
      ac2_quadratic: valueOf(gwetAgreementCoefficient(ratings, { weights: 'quadratic' })),
      cohen_kappa: valueOf(cohenKappa(ratings)),
      scott_pi: valueOf(scottPi(ratings)),
      brennan_prediger: valueOf(brennanPrediger(ratings)),
    };
  }),
  cohen_kappa: goldFamily(({ matrix }: MatrixData, { categories }: Scale) =>
    byName(weightings, (weights) => valueOf(cohenKappa(ratingsOf(matrix), { weights, categories }))),
  ),
  cohen_kappa_table: goldFamily(({ table, disagreement_weights }: TableData & { disagreement_weights?: number[][] }) => ({
    ...byName(weightings, (weights) => valueOf(cohenKappaOfTable(table, { weights }))),
    kappa: estimated(cohenKappaOfTable(table)).estimate,
    weighted_kappa:
      disagreement_weights && estimated(cohenKappaOfTable(table, { weights: { disagreement: disagreement_weights } })).estimate,
  })),
  fleiss_kappa: goldFamily(
    ({ matrix }: MatrixData, { categories }: Scale) => {
      const { estimate, standardError, chanceTest, perCategory } = estimated(fleissKappa(ratingsOf(matrix), { categories }));
      return {
        kappa: estimate,
        gwet_se: standardError,
        z_h0: chanceTest?.z,
        se_h0: chanceTest?.standardError,
        per_category: perCategory,
      };
    },
    { tolerances: published.fleiss },
  ),
  icc: goldFamily(({ matrix }: MatrixData, { conf_level: level }: { conf_level: number }) =>
    iccByForm(iccForms, (form) => {
      const { estimate, f, df1, df2, interval } = estimated(intraclassCorrelation(ratingsOf(matrix), { form, level }));
      return { value: estimate, F: f, df1, df2, ci_lower: interval?.lower, ci_upper: interval?.upper };
    }),
  ),
  kendall_w: goldFamily(({ matrix }: MatrixData) => {
    const { estimate, chiSquare, degreesOfFreedom, p } = estimated(kendallW(ratingsOf(matrix)));
    return { W: estimate, chisq: chiSquare, df: degreesOfFreedom, p };
  }),
  agreement_edge: goldFamily(({ matrix }: MatrixData, { categories }: Scale) => {
    const ratings = ratingsOf(matrix);
    const icc = intraclassCorrelation(ratings);
    const exact = percentAgreement(ratings);
    return {
      percent_agreement_exact: exact.ok ? exact.estimate : refusal(exact),
      krippendorff_alpha: valueOf(krippendorffAlpha(ratings)),
      fleiss_kappa: valueOf(fleissKappa(ratings, { categories })),
      cohen_kappa: valueOf(cohenKappa(ratingsOf(matrix.map((row) => row.slice(0, 2))), { categories })),
      gwet_ac1: valueOf(gwetAgreementCoefficient(ratings, { categories })),
      icc: icc.ok ? iccByForm(iccForms, (form) => estimated(intraclassCorrelation(ratings, { form })).estimate) : refusal(icc),
    };
  }),
};

function gwetBesides(ratings: readonly Rating[], categories: readonly number[]) {
  const agreement = (within: number) => {
    const { estimate, pooled, n, pairs } = estimated(percentAgreement(ratings, { within }));
    return { unit_mean: estimate, pooled, units_used: n, pairs };
  };
  return {
    ...byName(weightings, (weights) => {
      const coefficient = estimated(gwetAgreementCoefficient(ratings, { weights, categories }));
      return { ...valueOf(coefficient), pa: coefficient.observedAgreement, pe: coefficient.expectedAgreement };
    }),
    bp_quadratic: valueOf(brennanPrediger(ratings, { weights: 'quadratic', categories })),
    percent_agreement_exact: agreement(0),
    percent_agreement_adjacent: agreement(1),
  };
}

/** As gold files write a coefficient; its standard error has two names there. */
function valueOf(outcome: Outcome) {
  if (!outcome.ok) return refusal(outcome);
  return { value: outcome.estimate, se: outcome.standardError, ase: outcome.standardError };
}

function byName<Name extends string, Value>(names: readonly Name[], value: (name: Name) => Value): Record<string, Value> {
  return Object.fromEntries(names.map((name) => [name, value(name)]));
}

/** Gold files write ICC1_k for ICC(1,k). */
function iccByForm<Value>(forms: readonly IccForm[], value: (form: IccForm) => Value): Record<string, Value> {
  return Object.fromEntries(forms.map((form) => [form.replace(/\((.),(.)\)/, '$1_$2'), value(form)]));
}

/** A contingency table as the ratings that it counts, categories from 0. */
function ratingsOfTable(table: readonly (readonly number[])[]): Rating[] {
  return ratingsOf(table.flatMap((row, i) => row.flatMap((count, j) => new Array<number[]>(count).fill([i, j]))));
}
