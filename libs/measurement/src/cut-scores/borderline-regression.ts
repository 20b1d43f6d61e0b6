import type { Estimated, Interval, NotEstimable, Outcome } from '../estimate.js';
import { notEstimable } from '../estimate.js';
import { finiteOrBadData } from '../finite.js';
import { refuseLevel, studentInterval, defaultLevel } from '../interval.js';
import type { ConfidenceOptions } from '../interval.js';
import { isConstant, mean, sum, sumOfProducts } from '../moments.js';

/** What a candidate scored, and the examiner's overall grade of the same performance. */
export interface GradedScore {
  /** In points. */
  score: number;
  /** A global grade as a number (1 fail, 2 borderline, 3 pass … for example). */
  grade: number;
}

export interface BorderlineOptions extends ConfidenceOptions {
  /** The grade that means borderline. */
  borderlineGrade: number;
}

/** A cut score in points (`estimate`), and the line that it lies on. */
export interface BorderlineCut extends Estimated {
  standardError: number;
  interval: Interval;
  intercept: number;
  /** Points per grade. A slope that is not clearly positive says that grades and scores do not belong together. */
  slope: number;
  /** Share of the scores' variance that the grades explain, 0..1. */
  rSquared: number;
  /** True if all grades lie on one side of the borderline grade, so that the cut is a guess beyond the data. */
  extrapolated: boolean;
}

/**
 * Cut score by borderline regression: scores are regressed on global grades by least squares, and the cut is what the line
 * predicts for the borderline grade g. Its standard error is that of the mean prediction, s·√(1/n + (g − ḡ)²/S_gg) with s
 * from n − 2 degrees of freedom, its interval from Student's t. `n` counts candidates.
 *
 * @returns reasons: `no-data`; `bad-data` for anything that is no finite number and a level outside 0.5 to 0.999;
 * `too-few-units` under 3 candidates; `no-variation` if all grades or all scores are the same.
 *
 * Sources: Wood, Humphrey-Murto & Norman 2006, Advances in Health Sciences Education 11, 115–122; Draper & Smith 1998,
 * Applied Regression Analysis, ch. 3 (error of a predicted mean).
 */
export function borderlineRegression(candidates: readonly GradedScore[], options: BorderlineOptions): Outcome<BorderlineCut> {
  const { borderlineGrade, level = defaultLevel } = options;
  const flaw = flawOf(candidates, borderlineGrade, level);
  if (flaw) return flaw;
  const grades = candidates.map(({ grade }) => grade);
  const scores = candidates.map(({ score }) => score);
  const n = candidates.length;
  const [meanGrade, meanScore] = [mean(grades), mean(scores)];
  const gradeSquares = sumOfProducts(grades, grades);
  const slope = sumOfProducts(grades, scores) / gradeSquares;
  const cut = meanScore + slope * (borderlineGrade - meanGrade);
  const residualSquares = sum(candidates.map(({ score, grade }) => (score - meanScore - slope * (grade - meanGrade)) ** 2));
  const leverage = 1 / n + (borderlineGrade - meanGrade) ** 2 / gradeSquares;
  const standardError = Math.sqrt((residualSquares / (n - 2)) * leverage);
  return finiteOrBadData({
    ok: true as const,
    estimate: cut,
    standardError,
    interval: studentInterval(cut, standardError, n - 2, level),
    n,
    intercept: meanScore - slope * meanGrade,
    slope,
    rSquared: 1 - residualSquares / sumOfProducts(scores, scores),
    extrapolated: grades.every((grade) => grade > borderlineGrade) || grades.every((grade) => grade < borderlineGrade),
  });
}

function flawOf(candidates: readonly GradedScore[], borderlineGrade: number, level: number): NotEstimable | null {
  const flaw = refuseLevel(level);
  if (flaw) return flaw;
  if (!Number.isFinite(borderlineGrade)) return notEstimable('bad-data', 'The borderline grade is no number.');
  const n = candidates.length;
  if (n === 0) return notEstimable('no-data', 'Nobody was graded.', { what: 'people', more: 3 });
  const broken = candidates.findIndex(({ score, grade }) => !Number.isFinite(score) || !Number.isFinite(grade));
  if (broken >= 0) return notEstimable('bad-data', `The score or grade of candidate ${broken + 1} is no number.`);
  if (n < 3) return notEstimable('too-few-units', 'A line with its error needs three people.', { what: 'people', more: 3 - n });
  const constant = (['grade', 'score'] as const).find((what) => isConstant(candidates.map((candidate) => candidate[what])));
  if (constant === undefined) return null;
  return notEstimable('no-variation', `Everybody has the same ${constant}.`, { what: 'different-values', more: 1 });
}
