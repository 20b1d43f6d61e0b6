import { describe, expect, it } from '@jest/globals';
import { announcement, givenBack } from './time-left.js';

const minutes = (n: number): number => n * 60_000;

describe('announcing the time left', () => {
  const total = minutes(125);

  it.each([
    [62.51, 62.5, 'Half of the time is left: 1 h 2 min.'],
    [10.01, 10, '10 minutes left.'],
    [5.01, 4.99, '5 minutes left.'],
    [1.01, 1, '1 minute left.'],
  ])('from %f to %f minutes', (before, now, words) => {
    expect(announcement(minutes(before), minutes(now), total)).toBe(words);
  });

  it('says nothing between the marks, and never each second', () => {
    const said = Array.from({ length: 125 * 60 }, (_, second) =>
      announcement(total - second * 1_000, total - (second + 1) * 1_000, total),
    ).filter(Boolean);
    expect(said).toHaveLength(4);
  });

  it('says only the nearest mark after a computer slept through several', () => {
    expect(announcement(minutes(70), minutes(4), total)).toBe('5 minutes left.');
  });

  it('says a mark again when time was given back over it', () => {
    expect(announcement(minutes(12), minutes(9.5), total)).toBe('10 minutes left.');
  });

  it('leaves out marks above half of a short assessment', () => {
    expect(announcement(minutes(10.1), minutes(9.9), minutes(15))).toBeNull();
    expect(announcement(minutes(7.6), minutes(7.4), minutes(15))).toBe('Half of the time is left: 7 min 30 s.');
  });

  it('says nothing once the time is over', () => {
    expect(announcement(minutes(1.5), -1, total)).toBeNull();
  });
});

describe('saying that time was given', () => {
  it('names our fault when it is a credit', () => {
    expect(givenBack(0, 160, 160_000)).toBe('2 min 40 s given back: the delay was our fault.');
  });
  it('names an extension otherwise', () => {
    expect(givenBack(0, 0, 600_000)).toBe('10 min more time was given to you.');
  });
  it('says nothing when nothing moved', () => {
    expect(givenBack(160, 160, 0)).toBeNull();
  });
});
