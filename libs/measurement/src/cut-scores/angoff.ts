import type { Estimated, Interval, NotEstimable, Outcome } from '../estimate.js';
import { isNotEstimable, notEstimable } from '../estimate.js';
import type { Rating, RatingTable } from '../ratings.js';
import { tabulate } from '../ratings.js';
import { refuseLevel, studentInterval, defaultLevel } from '../interval.js';
import type { ConfidenceOptions } from '../interval.js';
import { mean, standardDeviation, sum } from '../moments.js';

/** A cut score in points (`estimate`) and in percent, with what each judge set. */
export interface AngoffCut extends Estimated {
  standardError: number;
  interval: Interval;
  /** The cut as a percentage of the highest possible score. */
  percent: number;
  /** Standard deviation (n − 1) of the judges' cuts, in points. */
  judgeStandardDeviation: number;
  /** Sorted by judge. */
  judges: { judge: string; cut: number }[];
  items: number;
}

/**
 * Cut score by the modified Angoff method: each judge (`rater`) says for each item (`unit`) what percentage of borderline
 * candidates would get it right (`value`, 0..100). A judge's cut is the sum of these as shares, in points of one per item;
 * the cut score is the mean over judges, its standard error sd/√judges, its interval from Student's t. `n` counts judges.
 * The error is that of drawing other judges for the same items.
 *
 * @returns reasons: `no-data`; `bad-data` for a value outside 0..100, a judge who rated an item twice, and a level outside
 * 0.5 to 0.999; `missing-cells` unless every judge rated every item; `single-rater` for one judge.
 *
 * Sources: Angoff 1971, in Thorndike (ed.), Educational Measurement, 2nd ed., 514–515; Brennan & Lockwood 1980, Applied
 * Psychological Measurement 4, 219–240.
 */
export function modifiedAngoff(ratings: readonly Rating[], { level = defaultLevel }: ConfidenceOptions = {}): Outcome<AngoffCut> {
  const table = tabulate(ratings);
  if (isNotEstimable(table)) return table;
  const flaw = flawOf(ratings, table, level);
  if (flaw) return flaw;
  const judges = table.raters.map((judge, column) => ({ judge, cut: cutOf(table, column) }));
  const cuts = judges.map(({ cut }) => cut);
  const cut = mean(cuts);
  const judgeStandardDeviation = standardDeviation(cuts);
  const standardError = judgeStandardDeviation / Math.sqrt(judges.length);
  return {
    ok: true,
    estimate: cut,
    standardError,
    interval: studentInterval(cut, standardError, judges.length - 1, level),
    n: judges.length,
    percent: (100 * cut) / table.units.length,
    judgeStandardDeviation,
    judges,
    items: table.units.length,
  };
}

function cutOf({ cells }: RatingTable, column: number): number {
  return sum(cells.map((row) => row[column] ?? 0)) / 100;
}

function flawOf(ratings: readonly Rating[], { units, raters }: RatingTable, level: number): NotEstimable | null {
  const flaw = refuseLevel(level);
  if (flaw) return flaw;
  const outside = ratings.find(({ value }) => value < 0 || value > 100);
  if (outside) return notEstimable('bad-data', `Judge ${outside.rater} gave item ${outside.unit} a value outside 0 to 100.`);
  const missing = units.length * raters.length - ratings.length;
  if (missing > 0) {
    const detail = `${missing} of the judges' ratings are missing.`;
    return notEstimable('missing-cells', detail, { what: 'ratings', more: missing });
  }
  if (raters.length < 2) {
    return notEstimable('single-rater', 'One judge does not tell how far judges differ.', { what: 'raters', more: 1 });
  }
  return null;
}
