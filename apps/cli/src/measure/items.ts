import type { IrtFit, Outcome, Reliability } from '@assay/measurement';
import {
  fitOneParameterLogistic,
  fitTwoParameterLogistic,
  itemAnalysis,
  itemVerdict,
  manyFacetRasch,
  reliabilityVerdict,
} from '@assay/measurement';
import type { Answer } from './answer.js';
import { answerOf, estimateTable, figure, needed, numbersTable, said, whyNot } from './answer.js';
import type { MeasureOptions } from './options.js';
import type { RowOf } from './statistics.js';

export function itemsAnswer(rows: readonly RowOf<'items'>[], { scale, level }: MeasureOptions): Answer {
  const fullMarks = new Map(scale === undefined ? [] : rows.map(({ item }) => [item, scale.highest]));
  return answerOf(itemAnalysis(rows, { fullMarks, ...(level === undefined ? {} : { level }) }), (found) => [
    ...(found.reliability.ok ? [said(reliabilityVerdict(found.reliability))] : []),
    reliabilityTable(found.reliability),
    numbersTable(
      ['item', 'mean', 'difficulty', 'item–rest', 'alpha without', 'verdict'],
      found.items.map((item) => [
        item.item,
        figure(item.mean),
        figure(item.difficulty),
        ...[item.correctedItemTotal, item.alphaIfDeleted].map(estimateOrReason),
        itemVerdict(found, item.item).verdict,
      ]),
    ),
  ]);
}

export function onePlAnswer(rows: readonly RowOf<'irt-1pl'>[]): Answer {
  return irtAnswer(fitOneParameterLogistic(rows));
}

export function twoPlAnswer(rows: readonly RowOf<'irt-2pl'>[]): Answer {
  return irtAnswer(fitTwoParameterLogistic(rows));
}

/** Categories count from the lowest of the scale; the model counts from 0. */
export function facetsAnswer(rows: readonly RowOf<'facets'>[], { scale }: MeasureOptions): Answer {
  const lowest = scale?.lowest ?? 0;
  const ratings = rows.map((row) => ({ ...row, value: row.value - lowest }));
  const options = scale === undefined ? {} : { maximum: scale.highest - lowest };
  return answerOf(manyFacetRasch(ratings, options), (found) => [
    'All in logits; a higher severity is harsher. It explains how people rate and never replaces a score.',
    ...(found.needs === null ? [] : [`Too few ratings to show to others: it takes ${needed(found.needs)}.`]),
    numbersTable(
      ['rater', 'severity', 'standard error', 'infit', 'outfit', 'ratings'],
      found.raters.map(({ rater, severity, standardError, infit, outfit, ratings: given }) => [
        rater,
        ...[severity, standardError, infit, outfit].map((value) => figure(value)),
        String(given),
      ]),
    ),
    numbersTable(
      ['item', 'difficulty', 'standard error'],
      found.items.map(({ item, difficulty, standardError }) => [item, figure(difficulty), figure(standardError)]),
    ),
    numbersTable(
      ['step to', 'threshold', 'standard error'],
      found.thresholds.map(({ category, threshold, standardError }) => [
        String(category + lowest),
        figure(threshold),
        figure(standardError),
      ]),
    ),
  ]);
}

function reliabilityTable(reliability: Outcome<Reliability>): string {
  if (!reliability.ok) return whyNot(reliability);
  const { items, standardErrorOfMeasurement } = reliability;
  return estimateTable(reliability, 'people', { items: String(items), 'error of a total': figure(standardErrorOfMeasurement) });
}

function irtAnswer(outcome: Outcome<IrtFit>): Answer {
  return answerOf(outcome, ({ items, n, logLikelihood, parameters, cycles }) => [
    `${n} people, log-likelihood ${figure(logLikelihood)} with ${parameters} parameters, settled after ${cycles} cycles.`,
    numbersTable(
      ['item', 'difficulty', 'standard error', 'discrimination', 'its error'],
      items.map((item) => [
        item.item,
        ...[item.difficulty, item.difficultyStandardError, item.discrimination, item.discriminationStandardError].map((value) =>
          figure(value),
        ),
      ]),
    ),
  ]);
}

function estimateOrReason(outcome: Outcome): string {
  return outcome.ok ? figure(outcome.estimate) : outcome.reason;
}
