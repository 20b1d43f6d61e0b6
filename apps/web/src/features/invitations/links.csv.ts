import type { RouteResponse, routes } from '@assay/contracts';
import Papa from 'papaparse';

type Invited = RouteResponse<typeof routes.invitations.create>['items'];

/** The links of one answer as CSV; a spreadsheet must not take a name for a formula. */
export function linksCsv(items: Invited): string {
  const rows = items
    .filter((item) => item.link !== null)
    .map((item) => ({ name: item.invitation?.candidate.name ?? '', email: item.email, link: item.link ?? '' }));
  return Papa.unparse(rows, { escapeFormulae: true });
}

export function downloadLinks(items: Invited): void {
  const url = URL.createObjectURL(new Blob([linksCsv(items)], { type: 'text/csv' }));
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = 'assay-invitations.csv';
  anchor.click();
  URL.revokeObjectURL(url);
}
