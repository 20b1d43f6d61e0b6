import type { ComparisonView, Estimate, ScorecardView } from '@assay/contracts';
import Papa from 'papaparse';
import { nameOf } from './numbers.js';

/** Score and range of everybody, as the board shows them but unrounded; what is missing stays empty, never 0. */
export function comparisonCsv(view: ComparisonView, candidates: readonly ScorecardView[]): string {
  const rows = candidates.map((card) => ({
    candidate: nameOf(card),
    ...columnsOf('overall', card.overall),
    ...Object.fromEntries(
      view.competencies.flatMap(({ id }) =>
        Object.entries(columnsOf(id, card.competencies.find(({ competency }) => competency === id)?.estimate)),
      ),
    ),
  }));
  return Papa.unparse(rows, { escapeFormulae: true });
}

function columnsOf(name: string, estimate: Estimate | undefined): Record<string, number | string> {
  return {
    [name]: estimate?.score ?? '',
    [`${name} low`]: estimate?.low ?? '',
    [`${name} high`]: estimate?.high ?? '',
  };
}
