import type { DStudy, GStudy, Outcome } from '@assay/measurement';
import { dStudy, gStudyPersonsByRaters, gStudyPersonsByRatersInTasks, gStudyPersonsByTasksByRaters } from '@assay/measurement';
import { AssayError } from '@assay/platform';
import type { Answer } from './answer.js';
import { answerOf, figure, numbersTable, percent, whyNot } from './answer.js';
import type { MeasureOptions } from './options.js';
import type { RowOf } from './statistics.js';

type Rows = readonly RowOf<'g-study'>[];

/** @throws AssayError `usage-wrong` for numbers of raters that are none, and for `--nested` without tasks. */
export function gStudyAnswer(rows: Rows, options: MeasureOptions): Answer {
  const { raters = [], tasks } = options;
  const plans = raters.map((count) => ({ raters: raterCount(count), ...(tasks === undefined ? {} : { tasks }) }));
  const study = studyOf(rows, options.nested === true);
  const planned = study.ok ? { ...study, dStudy: plans.map((plan) => dStudy(study, plan)) } : study;
  return answerOf(planned, (found) => [
    componentsTable(found),
    ...(plans.length > 0 ? [plansTable(found.dStudy), ...found.dStudy.filter((plan) => !plan.ok).map(whyNot)] : []),
  ]);
}

function raterCount(text: string): number {
  const count = Number(text);
  if (Number.isSafeInteger(count) && count >= 1) return count;
  throw new AssayError(
    'usage-wrong',
    `For g-study --raters says how many to plan with, such as 1,2,3; ${text} is no such number.`,
  );
}

function studyOf(rows: Rows, nested: boolean): Outcome<GStudy> {
  if (rows.some(({ task }) => task !== undefined)) {
    const ofTasks = rows.map(({ task = '', ...rating }) => ({ ...rating, task }));
    return nested ? gStudyPersonsByRatersInTasks(ofTasks) : gStudyPersonsByTasksByRaters(ofTasks);
  }
  if (nested) throw new AssayError('usage-wrong', '--nested is for raters in tasks: the file needs a column "task".');
  return gStudyPersonsByRaters(rows);
}

function componentsTable({ components }: GStudy): string {
  const total = components.reduce((sum, { value }) => sum + value, 0);
  return numbersTable(
    ['source', 'variance', 'share', 'df', 'mean square', 'was negative'],
    components.map(({ effect, value, degreesOfFreedom, meanSquare, wasNegative, raw }) => [
      effect,
      figure(value),
      percent(total > 0 ? value / total : null),
      String(degreesOfFreedom),
      figure(meanSquare),
      wasNegative ? figure(raw) : '',
    ]),
  );
}

function plansTable(plans: readonly Outcome<DStudy>[]): string {
  return numbersTable(
    ['raters', 'tasks', 'Φ', 'Eρ²', 'error of a score', 'error of a comparison'],
    plans
      .filter((plan) => plan.ok)
      .map(({ raters, tasks, phi, gCoefficient, absoluteSem, relativeSem }) => [
        String(raters),
        String(tasks),
        ...[phi, gCoefficient, absoluteSem, relativeSem].map((value) => figure(value)),
      ]),
  );
}
