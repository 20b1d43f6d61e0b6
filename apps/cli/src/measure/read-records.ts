import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { AssayError, messageOf, systemCodeOf, workingFolder } from '@assay/platform';
import Papa from 'papaparse';
import { refuseFile } from './faults.js';

/** A row of a file by its columns, before anybody has checked what stands in it. */
export interface SourceRecord {
  /** Where it stands in the file, such as `Row 2`, the first below the headings. */
  place: string;
  fields: Readonly<Record<string, unknown>>;
}

/**
 * The records of a CSV file with headings, or of a JSON file with an array of objects.
 *
 * @throws AssayError `usage-wrong` for a file that cannot be read, is no UTF-8, is empty or has no such form.
 */
export async function readRecords(file: string): Promise<SourceRecord[]> {
  const read = { '.csv': csvRecords, '.json': jsonRecords }[path.extname(file).toLowerCase()];
  if (read === undefined) throw new AssayError('usage-wrong', `${file} is neither .csv nor .json.`);
  const text = textOf(file, await bytesOf(file));
  if (text.trim() === '') throw new AssayError('usage-wrong', `${file} is empty.`);
  const records = read(file, text);
  if (records.length === 0) throw new AssayError('usage-wrong', `${file} has no rows.`);
  return records;
}

/** The names in a file, one a line. */
export async function readNames(file: string): Promise<string[]> {
  const lines = textOf(file, await bytesOf(file)).split(/\r?\n/);
  const names = lines.map((line) => line.trim()).filter((name) => name !== '');
  if (names.length === 0) throw new AssayError('usage-wrong', `${file} names nobody.`);
  return names;
}

async function bytesOf(file: string): Promise<Buffer> {
  try {
    return await readFile(path.resolve(workingFolder(), file));
  } catch (thrown) {
    const why = systemCodeOf(thrown) === 'ENOENT' ? `There is no file ${file}.` : `${file} cannot be read: ${messageOf(thrown)}.`;
    throw new AssayError('usage-wrong', why, { cause: thrown });
  }
}

function textOf(file: string, bytes: Buffer): string {
  try {
    return decode(bytes);
  } catch {
    const lines = linesOf(bytes).map((line, index) => ({ line, row: index + 1 }));
    const broken = lines.filter(({ line }) => !isText(line));
    return refuseFile(
      file,
      broken.map(({ row }) => `Row ${row} is no UTF-8 text.`),
    );
  }
}

function decode(bytes: Buffer): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}

function isText(bytes: Buffer): boolean {
  try {
    decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Split as bytes: no byte of a longer character is a line feed. */
function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  let start = 0;
  for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, start)) {
    lines.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return [...lines, bytes.subarray(start)];
}

function csvRecords(file: string, text: string): SourceRecord[] {
  const { data, errors } = Papa.parse<string[]>(text, { delimitersToGuess: [',', ';', '\t'] });
  const quotes = errors.filter(({ type }) => type === 'Quotes');
  if (quotes.length > 0) {
    const faults = quotes.map(({ row, message }) => `Row ${(row ?? 0) + 1}: ${message}.`);
    refuseFile(file, [...new Set(faults)]);
  }
  // Blank lines keep their number, so that a row is found where the fault says.
  const rows = data.map((cells, index) => ({ row: index + 1, cells })).filter(({ cells }) => !isBlank(cells));
  const [header, ...body] = rows;
  const columns = (header?.cells ?? []).map((heading) => heading.trim());
  const faults = [
    ...repeated(columns).map((column) => `Row ${header?.row ?? 1}: two columns are called ${JSON.stringify(column)}.`),
    ...body
      .filter(({ cells }) => cells.length !== columns.length)
      .map(({ row, cells }) => `Row ${row} has ${cells.length} cells and the headings ${columns.length}.`),
  ];
  if (faults.length > 0) refuseFile(file, faults);
  return body.map(({ row, cells }) => ({
    place: `Row ${row}`,
    fields: Object.fromEntries(columns.map((column, index) => [column, cells[index]])),
  }));
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

function repeated(columns: readonly string[]): string[] {
  return [...new Set(columns.filter((column, index) => column !== '' && columns.indexOf(column) !== index))];
}

function jsonRecords(file: string, text: string): SourceRecord[] {
  const content = parseJson(file, text);
  if (!Array.isArray(content)) throw new AssayError('usage-wrong', `${file} holds no array of records.`);
  const records = content.map((record: unknown, index) => ({ place: `Record ${index + 1}`, record }));
  const broken = records.filter(({ record }) => !isRecord(record));
  if (broken.length > 0) {
    refuseFile(
      file,
      broken.map(({ place }) => `${place} is no object.`),
    );
  }
  return records.map(({ place, record }) => ({ place, fields: isRecord(record) ? record : {} }));
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (thrown) {
    throw new AssayError('usage-wrong', `${file} is no JSON: ${messageOf(thrown)}.`, { cause: thrown });
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
