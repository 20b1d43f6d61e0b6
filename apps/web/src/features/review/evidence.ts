import type { Evidence, GradingReport } from '@assay/contracts';
import type { IconName } from '../../components/icon.js';
import type { LineRange } from '../../components/code/code-view.js';

const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** "main.py 30–31", "note, line 46", "test: 413 shape". */
export function placeOf(evidence: Evidence): string {
  switch (evidence.kind) {
    case 'lines':
      return `${fileName(evidence.path)} ${lineSpan(evidence)}`;
    case 'note':
      return `note, ${fileName(evidence.path)} ${String(evidence.line)}`;
    case 'test':
      return `test: ${testName(evidence.caseId)}`;
  }
}

export function lineSpan({ from, to }: LineRange): string {
  return from === to ? String(from) : `${String(from)}–${String(to)}`;
}

/** "ties are in order" out of `test_order::test_ties_are_in_order[c1]`, with its case. */
export function testName(caseId: string): string {
  const name = caseId.slice(caseId.indexOf('::') + 2);
  return name.replace(/^test_/, '').replaceAll('_', ' ');
}

export const evidenceIcon: Record<Evidence['kind'], IconName> = { lines: 'file', note: 'comment', test: 'flask' };

/** The same place is cited once. */
export function withEvidence(cited: readonly Evidence[], added: Evidence): Evidence[] {
  return cited.some((one) => placeOf(one) === placeOf(added) && one.kind !== 'note') ? [...cited] : [...cited, added];
}

export function isCited(cited: readonly Evidence[], caseId: string): boolean {
  return cited.some((one) => one.kind === 'test' && one.caseId === caseId);
}

/** Scored cases that did not pass first, then the passed ones, each in the order of the report. */
export function casesToShow(report: GradingReport): GradingReport['cases'] {
  return report.cases.toSorted((a, b) => Number(a.outcome === 'passed') - Number(b.outcome === 'passed'));
}
