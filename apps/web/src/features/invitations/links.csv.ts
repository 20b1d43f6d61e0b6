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
