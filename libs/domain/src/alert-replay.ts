import type { AlertRule, KeyEntryOf } from '@assay/contracts';
import { alertRule } from '@assay/contracts';
import type { Mark } from './keyed-mark.js';

/** A recorded series: signal → its value in each minute, all of the same length. */
export type Recording = ReadonlyMap<string, readonly number[]>;

/** Share of a value that a running sum may be off: a series at its threshold is not above it. */
const slack = 1e-9;

type Condition = AlertRule['all'][number];
type Alert = KeyEntryOf<'alert'>;

/**
 * Marks an alert rule by replaying it. It must fire for the first time inside the minutes that a recording names, or not at all;
 * and a rule that fires on no outage in time earns nothing for its silence, since it may be one that never fires.
 *
 * @param recordings by the path of their file, those of the entry among them
 */
export function markAlert(entry: Alert, answer: unknown, recordings: ReadonlyMap<string, Recording>): Mark[] {
  const parsed = alertRule.safeParse(answer);
  const rule = parsed.success && parsed.data.all.every(({ signal }) => entry.signals.includes(signal)) ? parsed.data : null;
  const remark =
    answer === undefined || answer === null
      ? 'There is no answer.'
      : `The answer must be an alert rule over the signals ${entry.signals.join(', ')}.`;
  const runs = entry.recordings.map((recording) => {
    const fired = rule === null ? null : firstMinute(rule, recordings.get(recording.series) ?? new Map());
    return { recording, fired };
  });
  const detects = runs.some(({ recording: { fires }, fired }) => isWithin(fires, fired));
  return runs.map(({ recording: { id, points, fires }, fired }): Mark => {
    const right = rule !== null && (fires === null ? detects && fired === null : isWithin(fires, fired));
    const mark = { id: `${entry.id}-${id}`, requirements: entry.requirements, points, earned: right ? points : 0 };
    return rule === null ? { ...mark, remark } : { ...mark, remark: remarkOf(fires, fired), answer };
  });
}

function isWithin(fires: Alert['recordings'][number]['fires'], fired: number | null): boolean {
  return fires !== null && fired !== null && fired >= fires.from && fired <= fires.to;
}

function remarkOf(fires: Alert['recordings'][number]['fires'], fired: number | null): string {
  if (fired !== null) return 'The alert fires when it must not.';
  return fires === null ? 'Silence counts only for a rule that detects an outage.' : 'The alert stays silent.';
}

/** The first minute, counted from 0, in which the rule fires; null when it never does. */
export function firstMinute({ all, forMinutes }: AlertRule, recording: Recording): number | null {
  const held = all.map((condition) => holds(condition, recording.get(condition.signal) ?? []));
  const minutes = Math.min(...held.map(({ length }) => length));
  let inARow = 0;
  for (let minute = 0; minute < minutes; minute += 1) {
    inARow = held.every((condition) => condition[minute] === true) ? inARow + 1 : 0;
    if (inARow > forMinutes) return minute;
  }
  return null;
}

/** Whether the condition holds in each minute. It does not while the series is shorter than its window. */
function holds({ statistic, minutes, comparison, value }: Condition, series: readonly number[]): boolean[] {
  const statistics = statistic === 'mean' ? means(series, minutes) : extremes(series, minutes, statistic);
  return statistics.map((one, minute) => {
    const over = comparison === 'above' ? one - value : value - one;
    return minute + 1 >= minutes && over > slack * Math.max(Math.abs(one), Math.abs(value));
  });
}

function means(series: readonly number[], minutes: number): number[] {
  let sum = 0;
  return series.map((one, minute) => {
    sum += one - (series[minute - minutes] ?? 0);
    return sum / minutes;
  });
}

/** Keeps the values of the window that may still become its extreme, the present extreme first. */
function extremes(series: readonly number[], minutes: number, statistic: 'min' | 'max'): number[] {
  const isBetter = (one: number, other: number) => (statistic === 'max' ? one >= other : one <= other);
  const kept: { minute: number; value: number }[] = [];
  return series.map((value, minute) => {
    while (kept.length > 0 && isBetter(value, kept.at(-1)?.value ?? value)) kept.pop();
    kept.push({ minute, value });
    if ((kept[0]?.minute ?? minute) <= minute - minutes) kept.shift();
    return kept[0]?.value ?? value;
  });
}
