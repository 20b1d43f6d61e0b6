import { inviteeBody } from '@assay/contracts';
import type { z } from 'zod';
import { countOf } from './words.js';

export type Invitee = z.output<typeof inviteeBody>;

export interface ImportedInvitee {
  /** The row as a spreadsheet counts it, the heading included, from 1. */
  row: number;
  invitee: Invitee;
}

export interface CandidateImport {
  invitees: ImportedInvitee[];
  /** What is wrong with which row, and what to do. */
  problems: { row: number; sentence: string }[];
}

/** As many as one request may carry. */
export const maxInvitees = 500;

const headings = {
  name: ['name', 'full name', 'candidate', 'candidate name'],
  email: ['email', 'e-mail', 'mail', 'email address', 'e-mail address'],
  time: ['time', 'time factor', 'timefactor', 'extra time'],
} as const;
type Column = keyof typeof headings;

/**
 * Turns the rows of a CSV (already split into cells) into people to invite. The first row may name the columns in any
 * order; without such a row they are name, e-mail, extra time. Extra time is a factor ("1.25") or a share more ("25 %").
 * Empty rows are passed over; a row with a problem is left out and explained.
 */
export function importCandidates(rows: readonly (readonly string[])[]): CandidateImport {
  const named = columnsNamedBy(rows[0] ?? []);
  const columns = named ?? { name: 0, email: 1, time: 2 };
  const result: CandidateImport = { invitees: [], problems: [] };
  const seen = new Map<string, number>();
  rows.forEach((cells, index) => {
    const isHeading = index === 0 && named !== null;
    if (isHeading || cells.every((cell) => cell.trim() === '')) {
      return;
    }
    const row = index + 1;
    const read = readRow(cells, columns, seen);
    if (typeof read === 'string') {
      result.problems.push({ row, sentence: read });
    } else if (result.invitees.length === maxInvitees) {
      result.problems.push({
        row,
        sentence: `One import takes ${countOf(maxInvitees, 'candidate')}: put this one into the next.`,
      });
    } else {
      seen.set(read.email, row);
      result.invitees.push({ row, invitee: read });
    }
  });
  return result;
}

function columnsNamedBy(cells: readonly string[]): Record<Column, number> | null {
  const words = cells.map((cell) => cell.trim().toLowerCase());
  const indexOf = (column: Column) => words.findIndex((word) => (headings[column] as readonly string[]).includes(word));
  const columns = { name: indexOf('name'), email: indexOf('email'), time: indexOf('time') };
  return columns.name >= 0 && columns.email >= 0 ? columns : null;
}

function readRow(cells: readonly string[], columns: Record<Column, number>, seen: ReadonlyMap<string, number>): Invitee | string {
  const cell = (column: Column) => (cells[columns[column]] ?? '').trim();
  const timeFactor = timeFactorOf(cell('time'));
  const read = inviteeBody.safeParse({ name: cell('name'), email: cell('email'), timeFactor });
  if (!read.success) {
    return whyRefused(cell('name'), cell('email'), cell('time'), read.error.issues[0]?.path[0]);
  }
  const before = seen.get(read.data.email);
  return before === undefined ? read.data : `${read.data.email} is already in row ${String(before)}: take one of the two out.`;
}

function whyRefused(name: string, email: string, time: string, field: PropertyKey | undefined): string {
  if (field === 'name') {
    return name === '' ? 'Add a name.' : 'Shorten the name to 120 signs.';
  }
  if (field === 'email') {
    return email === '' ? 'Add an e-mail address.' : `“${email}” is not an e-mail address.`;
  }
  return `Extra time “${time}” is not offered: use 1, 1.25, 1.5 or 2, or 25 %, 50 % or 100 %.`;
}

function timeFactorOf(cell: string): number {
  const text = cell.replace(',', '.').replace(/^\+/, '');
  const share = /^(\d+(?:\.\d+)?)\s*%$/.exec(text);
  if (share) {
    return 1 + Number(share[1]) / 100;
  }
  return text === '' ? 1 : Number(text);
}
