import { describe, expect, it } from '@jest/globals';
import type { RatingTexts } from './demo.schema.js';
import { levelOf, ratingsOf } from './ratings.js';

describe('levelOf', () => {
  it.each([
    [3.4, 0, 3],
    [3.5, 0, 4],
    [3.4, -0.4, 4],
    [3.4, 0.5, 3],
    [2.9, 0.5, 2],
    [1, 0.5, 1],
    [4, -0.4, 4],
  ])('gives work of quality %d by a rater of strictness %d level %d', (quality, strictness, level) => {
    expect(levelOf(quality, strictness)).toBe(level);
  });
});

describe('ratingsOf', () => {
  const texts: RatingTexts = {
    sums: {
      clarity: {
        tests: ['adding'],
        sentences: { 1: ['1a', '1b'], 2: ['2a', '2b'], 3: ['3a', '3b'], 4: ['4a', '4b'] },
        work: { short: { quality: 2.6, file: 'a.py', line: 'return', lines: 1, remark: 'It returns.' } },
      },
    },
  };
  const cases = (outcome: 'passed' | 'failed') =>
    ['counting', 'adding'].map((group) => ({
      id: `test_${group}::test_it`,
      group,
      outcome,
      requirements: [],
      message: null,
      expected: null,
      actual: null,
      stdout: null,
      durationMs: 1,
    }));
  const piece = {
    exercise: 'sums',
    name: 'short',
    files: [{ path: 'a.py', content: 'def f(x):\n    return x\n' }],
    report: { cases: cases('failed') },
  };
  const plain = { strictness: 0, leanings: {} };
  const strict = { strictness: 0.1, leanings: { clarity: 0.4 } };
  const lines = { kind: 'lines', path: 'a.py', from: 2, to: 2 };

  it('cites the lines and, below the bar, a failed test of the right group', () => {
    const failed = { kind: 'test', caseId: 'test_adding::test_it' };
    expect(ratingsOf(texts, piece, strict, 1)).toEqual([
      { criterion: 'clarity', level: 2, evidence: [lines, failed], reason: '2a' },
    ]);
    expect(ratingsOf(texts, piece, plain, 1)[0]?.evidence).toEqual([lines]);
    expect(ratingsOf(texts, { ...piece, report: { cases: cases('passed') } }, strict, 1)[0]?.evidence).toEqual([lines]);
  });

  it('says it in other words for the second and the third rater', () => {
    const note = { kind: 'note', path: 'a.py', line: 2, text: 'It returns.' };
    expect(ratingsOf(texts, piece, plain, 2)).toEqual([{ criterion: 'clarity', level: 3, evidence: [note], reason: '3b' }]);
    expect(ratingsOf(texts, piece, plain, 3)).toEqual([
      { criterion: 'clarity', level: 3, evidence: [lines], reason: 'It returns.' },
    ]);
  });

  it('refuses to cite what is not there', () => {
    const elsewhere = { ...piece, files: [{ path: 'a.py', content: 'pass\n' }] };
    expect(() => ratingsOf(texts, elsewhere, plain, 1)).toThrow(
      'ratings.yaml cites "return" in sums/short/a.py: it is not there.',
    );
    expect(() => ratingsOf(texts, { ...piece, name: 'long' }, plain, 1)).toThrow(
      'ratings.yaml says nothing of clarity in sums/long.',
    );
  });
});
