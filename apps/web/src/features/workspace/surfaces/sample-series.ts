import type { AlertRule, TextFile } from '@assay/contracts';
import { firstMinute } from '@assay/domain';

/** A recording among the exercise's files: one value of each signal for each minute. */
export interface SampleSeries {
  path: string;
  signals: ReadonlyMap<string, readonly number[]>;
  /** What the first column calls each minute, where it is not a number itself. */
  times: readonly string[] | null;
}

/** The CSV files that hold every signal, one line for each minute; others are left alone. */
export function sampleSeries(files: readonly TextFile[], signals: readonly string[]): SampleSeries[] {
  return files.filter(({ path }) => path.endsWith('.csv')).flatMap((file) => readSeries(file, signals) ?? []);
}

function readSeries({ path, content }: TextFile, signals: readonly string[]): SampleSeries | null {
  const [head = '', ...lines] = content.trimEnd().split(/\r?\n/);
  const names = head.split(',').map((name) => name.trim());
  const columns = signals.map((signal) => names.indexOf(signal));
  if (columns.includes(-1)) return null;
  const rows = lines.map((line) => line.split(','));
  const series = columns.map((column) => rows.map((row) => numberIn(row[column])));
  if (rows.length === 0 || !series.every((values) => values.every(Number.isFinite))) return null;
  const first = rows.map(([cell = '']) => cell.trim());
  const hasTimes = !columns.includes(0) && first.some((cell) => !Number.isFinite(numberIn(cell)));
  return { path, signals: new Map(signals.map((signal, at) => [signal, series[at] ?? []])), times: hasTimes ? first : null };
}

function numberIn(cell: string | undefined): number {
  return cell === undefined || cell.trim() === '' ? Number.NaN : Number(cell);
}

/** The first minute in which a rule fires on a sample, or null. */
export function firstFiring(rule: AlertRule, { signals }: SampleSeries): number | null {
  return firstMinute(rule, signals);
}

/** Values as the lowest and highest of each of `buckets` stretches, so that no peak is lost in a small picture. */
export function outline(values: readonly number[], buckets: number): { low: number; high: number }[] {
  const size = Math.max(1, Math.ceil(values.length / buckets));
  return Array.from({ length: Math.ceil(values.length / size) }, (_, at) => {
    const part = values.slice(at * size, (at + 1) * size);
    return {
      low: part.reduce((lowest, value) => Math.min(lowest, value), Number.POSITIVE_INFINITY),
      high: part.reduce((highest, value) => Math.max(highest, value), Number.NEGATIVE_INFINITY),
    };
  });
}
