import { modifiedAngoff } from '../cut-scores/angoff.js';
import { borderlineRegression } from '../cut-scores/borderline-regression.js';
import { manyFacetRasch } from '../facets/many-facet-rasch.js';
import { dStudy, ratersNeeded } from '../generalizability/d-study.js';
import type { GStudy } from '../generalizability/g-study.js';
import {
  gStudyPersonsByRaters,
  gStudyPersonsByRatersInTasks,
  gStudyPersonsByTasksByRaters,
} from '../generalizability/g-study.js';
import type { IrtFit } from '../items/irt.js';
import { fitOneParameterLogistic, fitTwoParameterLogistic } from '../items/irt.js';
import { itemAnalysis } from '../items/item-analysis.js';
import { cronbachAlpha } from '../items/reliability.js';
import type { ItemResponse } from '../items/responses.js';
import type { GoldFamily, Matrix } from './gold-family.js';
import { estimated, goldFamily, padded, ratingsOf } from './gold-family.js';

interface AnswerData {
  matrix?: number[][];
  response_patterns?: { pattern: string; count: number }[];
}

interface DStudyPlan {
  d_study: { tasks: number; raters_per_task: number };
}

interface FacetData {
  rows: [person: number, rater: string, ...values: number[]][];
}

export const itemFamilies: Record<string, GoldFamily> = {
  cronbach_alpha_items: goldFamily((data: AnswerData, { conf_level: level }: { conf_level: number }) => {
    const responses = responsesOf(data);
    const alpha = estimated(cronbachAlpha(responses, { level }));
    return {
      alpha: alpha.estimate,
      n: alpha.n,
      k: alpha.items,
      total_sd: alpha.totalStandardDeviation,
      sem: alpha.standardErrorOfMeasurement,
      feldt_lower: alpha.interval.lower,
      feldt_upper: alpha.interval.upper,
      items: estimated(itemAnalysis(responses)).items.map((item) => ({
        mean: item.mean,
        sd: item.standardDeviation,
        item_total_corrected: estimated(item.correctedItemTotal).estimate,
        item_total_uncorrected: estimated(item.itemTotal).estimate,
        alpha_if_deleted: estimated(item.alphaIfDeleted).estimate,
      })),
    };
  }),
  irt_1pl_mml: goldFamily((data: AnswerData) => {
    const fit = estimated(fitOneParameterLogistic(responsesOf(data)));
    return { ...irtValuesOf(fit), discrimination: fit.items[0]?.discrimination };
  }),
  irt_2pl_mml: goldFamily((data: AnswerData) => irtValuesOf(estimated(fitTwoParameterLogistic(responsesOf(data))))),
  modified_angoff: goldFamily(({ ratings_percent: rows }: { ratings_percent: number[][] }) => {
    const byItem = (rows[0] ?? []).map((_, item) => rows.map((row) => row[item] ?? NaN));
    const cut = estimated(modifiedAngoff(ratingsOf(byItem)));
    return {
      cut_raw: cut.estimate,
      cut_percent: cut.percent,
      judge_sd: cut.judgeStandardDeviation,
      se_judges: cut.standardError,
      judge_cuts: cut.judges.map((judge) => judge.cut),
    };
  }),
  borderline_regression: goldFamily(
    (
      { score, global_grade }: { score: number[]; global_grade: number[] },
      { borderline_grade: borderlineGrade }: { borderline_grade: number },
    ) => {
      const graded = score.map((points, index) => ({ score: points, grade: global_grade[index] ?? NaN }));
      const cut = estimated(borderlineRegression(graded, { borderlineGrade }));
      return {
        intercept: cut.intercept,
        slope: cut.slope,
        cut: cut.estimate,
        se_cut: cut.standardError,
        r2: cut.rSquared,
      };
    },
  ),
  gstudy_dstudy_pxr: goldFamily(({ matrix }: { matrix: Matrix }, options: { raters: number[] }) => {
    const study = estimated(gStudyPersonsByRaters(ratingsOf(matrix)));
    const [person, rater, residual] = study.components;
    return {
      MS_person: person?.meanSquare,
      MS_rater: rater?.meanSquare,
      MS_residual: residual?.meanSquare,
      var_person: person?.raw,
      var_rater: rater?.raw,
      var_residual: residual?.raw,
      dstudy: options.raters.map((raters) => {
        const planned = estimated(dStudy(study, { raters }));
        return { raters, g_coefficient: planned.gCoefficient, phi: planned.phi, sem_abs: planned.absoluteSem };
      }),
      raters_for_phi_0_8: estimated(ratersNeeded(study, { coefficient: 'phi', target: 0.8 })).raters,
    };
  }),
  gstudy_pxixj: goldFamily(({ matrix }: { matrix: number[][] }) => {
    // Two raters for each task, side by side.
    const ratings = matrix.flatMap((row, unit) =>
      row.map((value, column) => ({
        unit: padded(unit),
        task: padded(Math.floor(column / 2)),
        rater: padded(column % 2),
        value,
      })),
    );
    const raw = rawByEffect(estimated(gStudyPersonsByTasksByRaters(ratings)));
    return {
      p: raw.get('unit'),
      i: raw.get('task'),
      h: raw.get('rater'),
      pi: raw.get('unit-by-task'),
      ph: raw.get('unit-by-rater'),
      ih: raw.get('task-by-rater'),
      pih: raw.get('residual'),
    };
  }),
  gstudy_p_x_r_in_t: goldFamily(({ rows }: { rows: [string, string, string, number][] }, { d_study: plan }: DStudyPlan) => {
    const ratings = rows.map(([unit, task, rater, value]) => ({ unit, task, rater, value }));
    const study = estimated(gStudyPersonsByRatersInTasks(ratings));
    const planned = estimated(dStudy(study, { raters: plan.raters_per_task, tasks: plan.tasks }));
    const raw = rawByEffect(study);
    return {
      variance: {
        person: raw.get('unit'),
        task: raw.get('task'),
        rater_in_task: raw.get('rater-in-task'),
        person_task: raw.get('unit-by-task'),
        residual: raw.get('residual'),
      },
      relative_error: planned.relativeErrorVariance,
      absolute_error: planned.absoluteErrorVariance,
      g_coefficient: planned.gCoefficient,
      phi: planned.phi,
    };
  }),
  mfrm_rsm: goldFamily(
    ({ rows }: FacetData) => {
      const ratings = rows.flatMap(([person, rater, ...values]) =>
        values.map((value, index) => ({ person: padded(person), rater, item: padded(index), value })),
      );
      const { raters, items, thresholds, variance, people } = estimated(manyFacetRasch(ratings));
      const severities = raters.map(({ severity }) => severity);
      const abilities = people.map(({ ability }) => ability);
      return {
        rater_severity: severities,
        rater_se: raters.map(({ tamStandardError }) => tamStandardError),
        item_difficulty: items.map(({ difficulty }) => difficulty),
        steps: thresholds.map(({ threshold }) => threshold),
        variance: variance.estimate,
        eap: abilities,
        eap_sd: people.map(({ standardError }) => standardError),
        truth_rater: severities,
        truth_theta: abilities,
      };
    },
    { correlated: { truth_rater: 0.9, truth_theta: 0.85 } },
  ),
};

function responsesOf({ matrix, response_patterns: patterns = [] }: AnswerData): ItemResponse[] {
  const rows =
    matrix ?? patterns.flatMap(({ pattern, count }) => Array.from({ length: count }, () => Array.from(pattern, Number)));
  return rows.flatMap((row, person) => row.map((score, item) => ({ person: padded(person), item: padded(item), score })));
}

function irtValuesOf({ items, logLikelihood }: IrtFit) {
  return {
    difficulty: items.map(({ difficulty }) => difficulty),
    discrimination: items.map(({ discrimination }) => discrimination),
    loglik: logLikelihood,
  };
}

function rawByEffect({ components }: GStudy): Map<string, number> {
  return new Map(components.map(({ effect, raw }) => [effect, raw]));
}
