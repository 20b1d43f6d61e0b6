import fQuantile from '@stdlib/stats-base-dists-f-quantile';
import type { Estimated, Interval, Outcome } from '../estimate.js';
import { isNotEstimable, notEstimable } from '../estimate.js';
import type { ItemResponse } from './responses.js';
import { columnsOf, tabulateCompleteResponses } from './responses.js';
import { finiteOrBadData } from '../finite.js';
import { defaultLevel, refuseLevel, upperTail } from '../interval.js';
import type { ConfidenceOptions } from '../interval.js';
import { sum, variance } from '../moments.js';

/** Cronbach's alpha with the precision of the total score that follows from it. */
export interface Reliability extends Estimated {
  interval: Interval;
  /** How many items the total score sums. */
  items: number;
  /** Standard deviation (n − 1) of the total scores, in points. */
  totalStandardDeviation: number;
  /** Standard error of measurement of a total score, s·√(1 − α), in points. */
  standardErrorOfMeasurement: number;
}

/**
 * Cronbach's alpha, the internal consistency of a total score: k/(k − 1) · (1 − Σ sᵢ² / s²) over k items. At most 1; items
 * that contradict each other make it negative, and it is then reported so. On items scored 0 and 1 it is KR-20.
 * The interval is Feldt's: (1 − α)/(1 − α̂) follows F with n − 1 and (n − 1)(k − 1) degrees of freedom.
 *
 * @returns reasons: `no-data`; `bad-data` for a score that is no finite number, a second score of a person on an item, and a
 * level outside 0.5 to 0.999; `missing-cells` unless everybody answered every item; `too-few-items` under 2;
 * `too-few-units` under 2 people; `no-variation` if all people have the same total.
 *
 * Sources: Cronbach 1951, Psychometrika 16, 297–334; Kuder & Richardson 1937, Psychometrika 2, formula 20; Feldt 1965,
 * Psychometrika 30, 357–370.
 */
export function cronbachAlpha(responses: readonly ItemResponse[], options: ConfidenceOptions = {}): Outcome<Reliability> {
  const table = tabulateCompleteResponses(responses);
  return isNotEstimable(table) ? table : reliabilityOf(table.scores, options);
}

/** `cronbachAlpha` of a complete table of people by items. */
export function reliabilityOf(
  scores: readonly (readonly number[])[],
  { level = defaultLevel }: ConfidenceOptions,
): Outcome<Reliability> {
  const flaw = refuseLevel(level);
  if (flaw) return flaw;
  const itemVariances = columnsOf(scores).map(variance);
  const totalVariance = variance(scores.map(sum));
  const alpha = alphaFromVariances(itemVariances, totalVariance, scores.length);
  if (!alpha.ok) return alpha;
  const items = itemVariances.length;
  return finiteOrBadData({
    ...alpha,
    interval: feldtInterval(alpha.estimate, alpha.n, items, level),
    items,
    totalStandardDeviation: Math.sqrt(totalVariance),
    standardErrorOfMeasurement: Math.sqrt(totalVariance * (1 - alpha.estimate)),
  });
}

/** Cronbach's alpha from the variances of the items and of their total over `n` people. */
export function alphaFromVariances(itemVariances: readonly number[], totalVariance: number, n: number): Outcome {
  const k = itemVariances.length;
  if (k < 2) {
    return notEstimable('too-few-items', 'Internal consistency needs two items.', { what: 'items', more: 2 - k });
  }
  if (n < 2) {
    return notEstimable('too-few-units', 'Internal consistency needs two people.', { what: 'people', more: 2 - n });
  }
  if (totalVariance === 0) {
    return notEstimable('no-variation', 'Everybody has the same total score.', { what: 'different-values', more: 1 });
  }
  // Only rounding can lift it above 1.
  const alpha = Math.min(1, (k / (k - 1)) * (1 - sum(itemVariances) / totalVariance));
  return finiteOrBadData({ ok: true as const, estimate: alpha, standardError: null, interval: null, n });
}

function feldtInterval(alpha: number, n: number, k: number, level: number): Interval {
  const boundary = (probability: number) => 1 - (1 - alpha) * fQuantile(probability, n - 1, (n - 1) * (k - 1));
  return { lower: boundary(upperTail(level)), upper: boundary(1 - upperTail(level)), level };
}
