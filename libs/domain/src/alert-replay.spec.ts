import type { AlertRule } from '@assay/contracts';
import { alertEntry } from '@assay/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Recording } from './alert-replay.js';
import { firstMinute, markAlert } from './alert-replay.js';

const condition = (changes: Partial<AlertRule['all'][number]> = {}): AlertRule['all'][number] => ({
  signal: 'errors',
  statistic: 'mean',
  minutes: 1,
  comparison: 'above',
  value: 5,
  ...changes,
});
const rule = (...all: AlertRule['all']): AlertRule => ({ all, forMinutes: 0 });
const errors = (...values: number[]): Recording => new Map([['errors', values]]);

describe('an alert rule', () => {
  it('fires in the first minute in which its condition holds', () => {
    expect(firstMinute(rule(condition()), errors(1, 5, 6, 9))).toBe(2);
    expect(firstMinute(rule(condition({ comparison: 'below', value: 1 })), errors(1, 5, 0))).toBe(2);
    expect(firstMinute(rule(condition()), errors(1, 5, 5))).toBeNull();
  });

  it('waits until its window is full', () => {
    expect(firstMinute(rule(condition({ minutes: 3 })), errors(99, 99, 99))).toBe(2);
    expect(firstMinute(rule(condition({ minutes: 4 })), errors(99, 99, 99))).toBeNull();
  });

  it('fires only after it has held for some minutes in a row', () => {
    const patient = { ...rule(condition()), forMinutes: 2 };
    expect(firstMinute(patient, errors(6, 6, 1, 6, 6, 6))).toBe(5);
  });

  it('needs all its conditions in the same minute', () => {
    const both = rule(condition(), condition({ signal: 'load', comparison: 'above', value: 2 }));
    const recording: Recording = new Map([
      ['errors', [9, 1, 9]],
      ['load', [1, 9, 9]],
    ]);
    expect(firstMinute(both, recording)).toBe(2);
    expect(firstMinute(both, errors(9, 9, 9))).toBeNull();
  });

  it('is silent on a series at its threshold, whatever a running sum loses', () => {
    const steady = Array.from({ length: 10_000 }, (_, minute) => ((minute % 3) + 1) / 10);
    expect(firstMinute(rule(condition({ minutes: 3, value: 0.2 })), errors(...steady))).toBeNull();
    expect(firstMinute(rule(condition({ minutes: 3, value: 0.2, comparison: 'below' })), errors(...steady))).toBeNull();
  });

  it('has the statistic that a plain look at each window gives', () => {
    const cases = fc.record({
      series: fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 40 }),
      minutes: fc.integer({ min: 1, max: 12 }),
      statistic: fc.constantFrom('mean' as const, 'min' as const, 'max' as const),
      comparison: fc.constantFrom('above' as const, 'below' as const),
      value: fc.integer({ min: -15, max: 15 }),
    });
    const plain = {
      mean: (window: number[]) => window.reduce((sum, one) => sum + one, 0) / window.length,
      min: (window: number[]) => Math.min(...window),
      max: (window: number[]) => Math.max(...window),
    };
    fc.assert(
      fc.property(cases, ({ series, ...how }) => {
        const first = series.findIndex((_, minute) => {
          if (minute + 1 < how.minutes) return false;
          const statistic = plain[how.statistic](series.slice(minute + 1 - how.minutes, minute + 1));
          return how.comparison === 'above' ? statistic > how.value : statistic < how.value;
        });
        expect(firstMinute(rule(condition(how)), errors(...series))).toBe(first < 0 ? null : first);
      }),
      { numRuns: 300 },
    );
  });
});

describe('an alert entry', () => {
  const entry = alertEntry.parse({
    id: 'alert',
    kind: 'alert',
    requirements: ['R4'],
    signals: ['errors'],
    recordings: [
      { id: 'outage', points: 2, series: 'hidden/outage.csv', fires: { from: 2, to: 3 } },
      { id: 'quiet', series: 'hidden/quiet.csv' },
    ],
  });
  const recordings = new Map([
    ['hidden/outage.csv', errors(0, 4, 20, 20)],
    ['hidden/quiet.csv', errors(0, 3, 8, 0)],
  ]);
  const earned = (answer: unknown) => markAlert(entry, answer, recordings).map(({ id, earned: got }) => [id, got]);

  it.each([
    ['detects the outage and is silent otherwise', 10, 2, 1],
    ['is too sensitive', 7, 2, 0],
    ['fires before the outage', 2, 0, 0],
    ['never fires, which is no merit', 99, 0, 0],
  ])('%s', (_, value, outage, quiet) => {
    expect(earned(rule(condition({ value })))).toEqual([
      ['alert-outage', outage],
      ['alert-quiet', quiet],
    ]);
  });

  it.each([
    ['nothing', undefined, 'There is no answer.'],
    ['no rule', 'above 5', 'The answer must be an alert rule over the signals errors.'],
    ['another signal', rule(condition({ signal: 'load' })), 'The answer must be an alert rule over the signals errors.'],
    ['no condition', rule(), 'The answer must be an alert rule over the signals errors.'],
    ['no number', rule(condition({ value: Infinity })), 'The answer must be an alert rule over the signals errors.'],
  ])('answered by %s earns nothing', (_, answer, remark) => {
    const marks = markAlert(entry, answer, recordings);
    expect(marks.every((mark) => mark.earned === 0 && mark.remark === remark)).toBe(true);
  });
});
