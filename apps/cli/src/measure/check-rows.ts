import type { z } from 'zod';
import { quoted, refuseFile } from './faults.js';
import type { Scale } from './options.js';
import type { SourceRecord } from './read-records.js';
import type { Statistic } from './statistics.js';
import { columnsOf } from './statistics.js';

/** What a person said must hold of the rows beyond their form. */
export interface Limits {
  scale?: Scale | undefined;
  categories?: readonly number[] | undefined;
  /** The raters who may occur. */
  raters?: readonly string[] | undefined;
}

interface Checked {
  place: string;
  row: Readonly<Record<string, unknown>>;
}

/**
 * The records as rows of a statistic.
 *
 * @throws AssayError `usage-wrong` with every fault and its place: a missing column, a cell that is not what its column holds, a
 * value outside the scale, an unknown rater, a second row for the same cell.
 */
export function checkRows(
  file: string,
  records: readonly SourceRecord[],
  statistic: Statistic,
  limits: Limits,
): Checked['row'][] {
  refuseMissingColumns(file, records, statistic);
  const faults: string[] = [];
  const rows: Checked['row'][] = [];
  const firstAt = new Map<string, string>();
  for (const { place, fields } of records) {
    const parsed = statistic.row.safeParse(withoutEmptyOptional(fields, statistic));
    if (!parsed.success) {
      faults.push(...faultsOfCells(place, fields, parsed.error));
      continue;
    }
    const checked = { place, row: parsed.data };
    faults.push(...faultsAgainst(limits, checked, statistic), ...faultOfRepetition(checked, statistic, firstAt));
    rows.push(parsed.data);
  }
  return faults.length > 0 ? refuseFile(file, faults) : rows;
}

/** JSON records may differ in their fields: a column is missing when no record has it. */
function refuseMissingColumns(file: string, records: readonly SourceRecord[], statistic: Statistic): void {
  const present = new Set(records.flatMap(({ fields }) => Object.keys(fields)));
  const missing = columnsOf(statistic).filter((column) => !column.endsWith('?') && !present.has(column));
  if (missing.length === 0) return;
  const has = [...present].filter((column) => column !== '').map(quoted);
  refuseFile(
    file,
    missing.map((column) => `Row 1: there is no column "${column}"; the file has ${has.join(', ') || 'none'}.`),
  );
}

/** An empty cell of a column that may be left out. */
function withoutEmptyOptional(fields: SourceRecord['fields'], statistic: Statistic): SourceRecord['fields'] {
  const optional = columnsOf(statistic).filter((column) => column.endsWith('?'));
  return Object.fromEntries(Object.entries(fields).filter(([column, cell]) => cell !== '' || !optional.includes(`${column}?`)));
}

function faultsOfCells(place: string, fields: SourceRecord['fields'], { issues }: z.ZodError): string[] {
  return issues.map(({ path, message }) => {
    const column = path.map(String).join('.');
    const cell = fields[column];
    return cell === undefined ? `${place}: ${column} is missing.` : `${place}: ${column} ${quoted(cell)} ${message}.`;
  });
}

function faultsAgainst({ scale, categories, raters }: Limits, { place, row }: Checked, { scaled }: Statistic): string[] {
  const faults: string[] = [];
  const value = scaled === null ? undefined : row[scaled];
  if (scaled !== null && typeof value === 'number') {
    if (scale !== undefined && !(value >= scale.lowest && value <= scale.highest)) {
      faults.push(`${place}: ${scaled} ${value} is outside the scale ${scale.lowest}..${scale.highest}.`);
    } else if (categories !== undefined && !categories.includes(value)) {
      faults.push(`${place}: ${scaled} ${value} is none of the categories ${categories.join(', ')}.`);
    }
  }
  const rater = row['rater'];
  if (raters !== undefined && typeof rater === 'string' && !raters.includes(rater)) {
    faults.push(`${place}: rater ${quoted(rater)} is unknown.`);
  }
  return faults;
}

function faultOfRepetition({ place, row }: Checked, { key }: Statistic, firstAt: Map<string, string>): string[] {
  const used = key.filter((column) => row[column] !== undefined);
  if (used.length === 0) return [];
  const cell = JSON.stringify(used.map((column) => row[column]));
  const first = firstAt.get(cell);
  if (first === undefined) {
    firstAt.set(cell, place);
    return [];
  }
  return [`${place} repeats ${first}: the same ${used.join(', ')} (${used.map((column) => quoted(row[column])).join(', ')}).`];
}
