import type { BiasAudit, GroupImpact, Need, Outcome } from '@assay/measurement';
import { fisherExact, fourFifths, impactVerdict, scoringRateAudit, selectionRateAudit } from '@assay/measurement';
import { AssayError } from '@assay/platform';
import type { Answer } from './answer.js';
import { answerOf, chance, figure, needed, numbersTable, percent, range, said } from './answer.js';
import type { MeasureOptions } from './options.js';
import type { RowOf } from './statistics.js';

export function impactAnswer(rows: readonly RowOf<'impact'>[], options: MeasureOptions): Answer {
  return answerOf(fourFifths(rows, options), (found) => [
    found.groups.map(({ group }) => `${group}: ${said(impactVerdict(found, group))}`).join('\n'),
    numbersTable(
      ['group', 'selected', 'rate', 'ratio', 'interval', 'below 4/5', 'Fisher p', 'one person flips it', 'conclusive'],
      found.groups.map(impactRow),
    ),
  ]);
}

export function selectionAnswer(rows: readonly RowOf<'ll144-selection'>[], options: MeasureOptions): Answer {
  return answerOf(selectionRateAudit(rows, options), (audit) => [auditTable(audit, 'selected')]);
}

export function scoringAnswer(rows: readonly RowOf<'ll144-scoring'>[], options: MeasureOptions): Answer {
  return answerOf(scoringRateAudit(rows, options), (audit) => [
    `The median of all ${audit.n} scores is ${figure(audit.median)}.`,
    auditTable(audit, 'above the median'),
  ]);
}

/** @throws AssayError `usage-wrong` unless there are two groups. */
export function fisherAnswer(rows: readonly RowOf<'fisher'>[]): Answer {
  const [first, second] = rows;
  if (first === undefined || second === undefined || rows.length > 2) {
    throw new AssayError('usage-wrong', `fisher compares two groups: the file must have two rows and has ${rows.length}.`);
  }
  const test = fisherExact([
    [first.selected, first.applicants - first.selected],
    [second.selected, second.applicants - second.selected],
  ]);
  return answerOf(test, ({ twoSided, less, greater, n }) => [
    numbersTable(
      [
        'chance of so much or more by luck alone',
        'two-sided',
        `${first.group} selected less`,
        `${first.group} selected more`,
        'people',
      ],
      [['p', chance(twoSided), chance(less), chance(greater), String(n)]],
    ),
  ]);
}

function impactRow({ group, selected, applicants, rate, impact }: GroupImpact): string[] {
  const start = [group, `${selected}/${applicants}`, percent(rate)];
  if (!impact.ok) return [...start, impact.reason];
  const { estimate, belowFourFifths, comparison } = impact;
  const ratio = [...start, figure(estimate)];
  if (comparison === null) return [...ratio, 'highest rate'];
  const { interval, fisherP, flipsWithOnePerson, needs } = comparison;
  return [...ratio, range(interval), yesOrNo(belowFourFifths), chance(fisherP), yesOrNo(flipsWithOnePerson), conclusion(needs)];
}

function auditTable({ categories, reference }: BiasAudit, selectedHeading: string): string {
  return numbersTable(
    ['category', selectedHeading, 'rate', 'impact ratio', 'conclusive'],
    categories.map(({ group, selected, applicants, rate, excluded, impact }) => [
      group,
      `${selected}/${applicants}`,
      percent(rate),
      excluded ? 'left out' : ratioOrReason(impact),
      impact.ok && group !== reference ? conclusion(impact.needs) : '',
    ]),
  );
}

function ratioOrReason(impact: Outcome<{ estimate: number }>): string {
  return impact.ok ? figure(impact.estimate) : impact.reason;
}

function conclusion(needs: Need | null): string {
  return needs === null ? 'yes' : `no: ${needed(needs)}`;
}

function yesOrNo(answer: boolean): string {
  return answer ? 'yes' : 'no';
}
