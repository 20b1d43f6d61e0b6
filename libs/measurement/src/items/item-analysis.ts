import type { NotEstimable, Outcome } from '../estimate.js';
import { isNotEstimable, notEstimable } from '../estimate.js';
import type { Reliability } from './reliability.js';
import { alphaFromVariances, reliabilityOf } from './reliability.js';
import type { CompleteResponses, ItemResponse } from './responses.js';
import { columnsOf, tabulateCompleteResponses } from './responses.js';
import { finiteOrBadData } from '../finite.js';
import type { ConfidenceOptions } from '../interval.js';
import { correlation, isConstant, mean, standardDeviation, sum, variance } from '../moments.js';

export interface ItemAnalysisOptions extends ConfidenceOptions {
  /** The highest score of items by name; where an item is not named it is 1 if all its scores are in 0..1, else unknown. */
  fullMarks?: ReadonlyMap<string, number>;
}

export interface ItemStatistics {
  item: string;
  /** In points. */
  mean: number;
  /** In points, with n − 1. */
  standardDeviation: number;
  /** Mean score as a share of full marks: the share of right answers on a 0/1 item, so high is easy. Null without full marks. */
  difficulty: number | null;
  /** Correlation of the item with the total score, itself included. */
  itemTotal: Outcome;
  /** Correlation of the item with the sum of the other items: how well it separates strong from weak people. */
  correctedItemTotal: Outcome;
  /** Cronbach's alpha of the test without the item; above the test's own alpha, the item does harm. */
  alphaIfDeleted: Outcome;
}

export interface ItemAnalysis {
  /** Of the whole test. */
  reliability: Outcome<Reliability>;
  /** Sorted by name. */
  items: ItemStatistics[];
  /** People. */
  n: number;
}

/**
 * Classical item analysis of a test that everybody took in full: difficulty, item–total correlations and alpha if deleted
 * for every item, and the reliability of the total. Each statistic carries its own reason where it is undefined: a
 * correlation is `no-variation` if the item or what it is compared with does not vary; alpha if deleted needs three items
 * (`too-few-items`).
 *
 * @returns reasons for the whole: `no-data`; `bad-data` (a score that is no finite number or above the item's full marks,
 * two scores of a person on an item, full marks that are no positive number, a level outside 0.5 to 0.999);
 * `missing-cells` unless everybody answered every item; `too-few-units` under 2 people.
 *
 * Sources: Lord & Novick 1968, Statistical Theories of Mental Test Scores; Henrysson 1963, Psychometrika 28, 211–218
 * (correction of the item–total correlation); for alpha see `cronbachAlpha`.
 */
export function itemAnalysis(responses: readonly ItemResponse[], options: ItemAnalysisOptions = {}): Outcome<ItemAnalysis> {
  const table = tabulateCompleteResponses(responses);
  if (isNotEstimable(table)) return table;
  const n = table.people.length;
  if (n < 2) return notEstimable('too-few-units', 'Item analysis needs two people.', { what: 'people', more: 2 - n });
  const fullMarks = options.fullMarks ?? new Map<string, number>();
  const contradiction = contradictedMarks(table, fullMarks);
  if (contradiction) return contradiction;
  const reliability = reliabilityOf(table.scores, options);
  if (!reliability.ok && reliability.reason === 'bad-data') return reliability;
  return finiteOrBadData({ ok: true as const, reliability, items: statisticsOfItems(table, fullMarks), n });
}

function statisticsOfItems({ items, scores }: CompleteResponses, fullMarks: ReadonlyMap<string, number>): ItemStatistics[] {
  const columns = columnsOf(scores);
  const variances = columns.map(variance);
  const totals = scores.map(sum);
  return items.map((item, index) => {
    const own = columns[index] ?? [];
    const restSums = scores.map((row) => sum(row.toSpliced(index, 1)));
    const highest = fullMarks.get(item) ?? (own.every(isShare) ? 1 : null);
    return {
      item,
      mean: mean(own),
      standardDeviation: standardDeviation(own),
      difficulty: highest === null ? null : mean(own) / highest,
      itemTotal: correlationWith(item, own, totals),
      correctedItemTotal: correlationWith(item, own, restSums),
      alphaIfDeleted: alphaFromVariances(variances.toSpliced(index, 1), variance(restSums), scores.length),
    };
  });
}

function isShare(score: number): boolean {
  return score >= 0 && score <= 1;
}

function correlationWith(item: string, own: readonly number[], sums: readonly number[]): Outcome {
  const needs = { what: 'different-values', more: 1 } as const;
  if (isConstant(own)) return notEstimable('no-variation', `Everybody has the same score on item ${item}.`, needs);
  if (isConstant(sums)) return notEstimable('no-variation', `Everybody has the same sum to compare item ${item} with.`, needs);
  const estimate = correlation(own, sums);
  return finiteOrBadData({ ok: true as const, estimate, standardError: null, interval: null, n: own.length });
}

function contradictedMarks(
  { people, items, scores }: CompleteResponses,
  fullMarks: ReadonlyMap<string, number>,
): NotEstimable | null {
  const columns = columnsOf(scores);
  for (const [index, item] of items.entries()) {
    const highest = fullMarks.get(item) ?? Number.MAX_VALUE;
    if (!(highest > 0 && Number.isFinite(highest))) {
      return notEstimable('bad-data', `The full marks of item ${item} are no positive number.`);
    }
    const above = people.find((_, person) => (columns[index]?.[person] ?? 0) > highest);
    if (above !== undefined) return notEstimable('bad-data', `Person ${above} has more than full marks on item ${item}.`);
  }
  return null;
}
