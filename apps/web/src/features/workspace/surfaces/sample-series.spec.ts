import { describe, expect, it } from '@jest/globals';
import { firstFiring, outline, sampleSeries } from './sample-series.js';

const files = [
  { path: 'metrics.csv', content: 'time,errors,load\n02:00,0.1,5\n02:01,0.9,6\n02:02,0.9,7\n' },
  { path: 'deploys.csv', content: 'time,service\n02:00,api\n' },
  { path: 'broken.csv', content: 'errors,load\n1,\n' },
  { path: 'plain.csv', content: 'errors,load\n1,2\n3,4\n' },
  { path: 'notes.md', content: 'errors,load\n1,2\n' },
];

describe('sample series', () => {
  it('are the CSV files that hold a number of every signal for each minute', () => {
    const samples = sampleSeries(files, ['load', 'errors']);
    expect(samples.map(({ path, times }) => [path, times])).toEqual([
      ['metrics.csv', ['02:00', '02:01', '02:02']],
      ['plain.csv', null],
    ]);
    expect(samples[0]?.signals.get('errors')).toEqual([0.1, 0.9, 0.9]);
  });

  it('tell when a rule fires on them first', () => {
    const [sample] = sampleSeries(files, ['errors']);
    const condition = { signal: 'errors', statistic: 'mean', minutes: 1, comparison: 'above', value: 0.5 } as const;
    expect(sample && firstFiring({ all: [condition], forMinutes: 1 }, sample)).toBe(2);
    expect(sample && firstFiring({ all: [condition], forMinutes: 2 }, sample)).toBeNull();
  });

  it('keep every peak when they are drawn small', () => {
    expect(outline([1, 5, 2, 0, 3], 2)).toEqual([
      { low: 1, high: 5 },
      { low: 0, high: 3 },
    ]);
    expect(outline([], 3)).toEqual([]);
  });
});
