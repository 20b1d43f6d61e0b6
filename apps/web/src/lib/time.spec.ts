import { describe, expect, it } from '@jest/globals';
import { clockTime, duration, localDate, localTime, shortDuration } from './time.js';

describe('durations', () => {
  it.each([
    [0, '0 s'],
    [40_000, '40 s'],
    [160_000, '2 min 40 s'],
    [2_700_000, '45 min'],
    [5_400_000, '1 h 30 min'],
    [7_201_000, '2 h'],
    [-5_000, '0 s'],
  ])('%d ms is %s', (ms, words) => {
    expect(duration(ms)).toBe(words);
  });

  it.each([
    [18.4, '18 ms'],
    [999, '999 ms'],
    [1_240, '1.2 s'],
  ])('a test of %d ms took %s', (ms, words) => {
    expect(shortDuration(ms)).toBe(words);
  });

  it.each([
    [2_292_000, '38:12'],
    [7_138_000, '1:58:58'],
    [52_000, '0:52'],
    [1, '0:01'],
    [0, '0:00'],
    [-3_000, '0:00'],
  ])('a clock with %d ms left shows %s', (ms, shown) => {
    expect(clockTime(ms)).toBe(shown);
  });
});

describe('local times', () => {
  const now = new Date(2026, 10, 22, 15, 0);
  it('leaves out today and names other days', () => {
    expect(localTime(new Date(2026, 10, 22, 14, 32).toISOString(), now)).toBe('14:32');
    expect(localTime(new Date(2026, 11, 4, 18, 0).toISOString(), now)).toBe('Fri 4 Dec, 18:00');
    expect(localDate(new Date(2027, 0, 4).toISOString(), now)).toBe('Mon 4 Jan 2027');
  });
});
