import { angoffVerdict, borderlineRegression, borderlineVerdict, modifiedAngoff } from '@assay/measurement';
import { AssayError } from '@assay/platform';
import type { Answer } from './answer.js';
import { answerOf, estimateTable, figure, numbersTable, said } from './answer.js';
import type { MeasureOptions } from './options.js';
import type { RowOf } from './statistics.js';

export function angoffAnswer(rows: readonly RowOf<'angoff'>[], options: MeasureOptions): Answer {
  const ratings = rows.map(({ judge, item, value }) => ({ rater: judge, unit: item, value }));
  return answerOf(modifiedAngoff(ratings, options), (found) => [
    said(angoffVerdict(found)),
    estimateTable(found, 'judges', { items: String(found.items), percent: figure(found.percent, 1) }),
    numbersTable(
      ['judge', 'cut'],
      found.judges.map(({ judge, cut }) => [judge, figure(cut)]),
    ),
  ]);
}

/** @throws AssayError `usage-wrong` without the grade that means borderline. */
export function borderlineAnswer(rows: readonly RowOf<'borderline'>[], { grade, level = 0.95 }: MeasureOptions): Answer {
  if (grade === undefined) throw new AssayError('usage-wrong', 'borderline needs --grade, the grade that means borderline.');
  return answerOf(borderlineRegression(rows, { borderlineGrade: grade, level }), (found) => [
    said(borderlineVerdict(found)),
    estimateTable(found, 'people', { 'points a grade': figure(found.slope), 'R²': figure(found.rSquared) }),
  ]);
}
