import { describe, expect, it } from '@jest/globals';
import { comparisonHeading } from './comparison-heading.js';

const isTooClose = (chance: number) => chance >= 0.35 && chance <= 0.65;
const people = (scores: Record<string, number | null>) =>
  Object.entries(scores).map(([id, score]) => ({ id, overall: { score, se: score === null ? null : 0.2 } }));
const pair = (a: string, b: string, chance: number) => ({ a, b, chance });

describe('the heading of a comparison', () => {
  it.each([
    ['Nobody has finished yet', people({}), []],
    ['Nobody has a score yet', people({ a: null }), []],
    ['The one candidate scored is below the bar', people({ a: 2.9 }), []],
    ['All two candidates are below the bar', people({ a: 2.9, b: 2 }), [pair('a', 'b', 0.9)]],
    ['One candidate is at or above the bar', people({ a: 3 }), []],
    ['One candidate is at or above the bar, and stands apart from the others', people({ a: 3.4, b: 2 }), [pair('a', 'b', 0.99)]],
    [
      'One candidate is at or above the bar, and cannot be told apart from the next',
      people({ a: 3, b: 2.9 }),
      [pair('b', 'a', 0.4)],
    ],
    ['One candidate is at or above the bar, and it is too early to say how clearly', people({ a: 3, b: 2.9 }), []],
    [
      'Three candidates are at or above the bar, and cannot be told apart',
      people({ a: 3.4, b: 3.3, c: 3.3, d: 2.5 }),
      [pair('a', 'b', 0.6), pair('a', 'c', 0.62), pair('b', 'c', 0.5), pair('a', 'd', 0.99)],
    ],
    [
      'Three candidates are at or above the bar, and some of them cannot be told apart',
      people({ a: 3.8, b: 3.3, c: 3.3 }),
      [pair('a', 'b', 0.9), pair('a', 'c', 0.9), pair('b', 'c', 0.5)],
    ],
    ['Two candidates are at or above the bar, and can be told apart', people({ a: 3.9, b: 3 }), [pair('a', 'b', 0.97)]],
    ['Two candidates are at or above the bar, and it is too early to tell them apart', people({ a: 3.9, b: 3, c: null }), []],
  ])('%s', (heading, candidates, pairs) => {
    expect(comparisonHeading(candidates, pairs, isTooClose)).toBe(heading);
  });
});
