import { describe, expect, it } from '@jest/globals';
import type { Level, ReviewDraft, RubricManifest } from '@assay/contracts';
import { completeCriteria, incompleteCriteria, isComplete, missingOf, needsAdjudication, whyDangling } from './rubric.js';

const lines = { kind: 'lines' as const, path: 'solution.py', from: 3, to: 9 };
const draft = (level: Level | null, changes: Partial<ReviewDraft[string]> = {}) => ({
  level,
  evidence: [],
  reason: '',
  ...changes,
});

describe('a rating', () => {
  it('needs a level', () => {
    expect(missingOf(undefined)).toEqual(['Choose a level.']);
    expect(missingOf(draft(null, { evidence: [lines], reason: 'clear' }))).toEqual(['Choose a level.']);
  });

  it.each([2, 3] as const)('at level %i needs evidence or a reason', (level) => {
    expect(missingOf(draft(level))).toEqual(['Cite evidence or write a reason.']);
    expect(missingOf(draft(level, { reason: '   ' }))).toEqual(['Cite evidence or write a reason.']);
    expect(isComplete(draft(level, { reason: 'Names every error' }))).toBe(true);
    expect(isComplete(draft(level, { evidence: [lines] }))).toBe(true);
  });

  it.each([1, 4] as const)('at level %i needs evidence even with a reason', (level) => {
    expect(missingOf(draft(level, { reason: 'Far better than the rest' }))).toEqual([
      `Level ${String(level)} needs evidence: cite lines or a test, or write a note at a line.`,
    ]);
    expect(isComplete(draft(level, { evidence: [{ kind: 'test', caseId: 'test_counts::test_empty' }] }))).toBe(true);
  });
});

describe('a review', () => {
  const anchors = { 1: 'a', 2: 'b', 3: 'c', 4: 'd' };
  const criterion = (id: string) => ({
    id,
    title: id.toUpperCase(),
    question: '?',
    competency: 'K2',
    weight: 1,
    anchors,
    examples: anchors,
  });
  const rubric: RubricManifest = { version: 1, criteria: [criterion('naming'), criterion('errors')] };

  it('names the criteria that are not complete', () => {
    const ratings: ReviewDraft = { naming: draft(3, { reason: 'plain words' }), errors: draft(4) };
    expect(incompleteCriteria(rubric, ratings).map(({ criterion: id, title }) => [id, title])).toEqual([['errors', 'ERRORS']]);
    expect(completeCriteria(rubric, ratings)).toBe(1);
  });

  it('ignores ratings of criteria that the rubric does not have', () => {
    expect(completeCriteria(rubric, { other: draft(3, { reason: 'r' }) })).toBe(0);
  });
});

describe('a third rater', () => {
  it.each<[Level, Level, boolean]>([
    [1, 2, false],
    [3, 4, false],
    [3, 3, false],
    [2, 3, true],
    [1, 3, true],
    [2, 4, true],
    [4, 1, true],
  ])('for levels %i and %i: %s', (one, other, needed) => {
    expect(needsAdjudication(one, other)).toBe(needed);
  });
});

describe('evidence', () => {
  const files = [{ path: 'solution.py', content: 'one\ntwo\nthree' }];
  const cases = new Set(['test_counts::test_empty']);
  const why = (evidence: Parameters<typeof whyDangling>[0]) => whyDangling(evidence, files, cases);

  it('that leads to a line or a test is fine', () => {
    expect(why({ kind: 'lines', path: 'solution.py', from: 2, to: 3 })).toBeNull();
    expect(why({ kind: 'note', path: 'solution.py', line: 1, text: 'good name' })).toBeNull();
    expect(why({ kind: 'test', caseId: 'test_counts::test_empty' })).toBeNull();
  });

  it('that leads nowhere is named', () => {
    expect(why({ kind: 'lines', path: 'other.py', from: 1, to: 1 })).toBe('There is no file other.py in the work.');
    expect(why({ kind: 'lines', path: 'solution.py', from: 3, to: 2 })).toBe('Lines 3 to 2 run backwards.');
    expect(why({ kind: 'note', path: 'solution.py', line: 4, text: 'x' })).toBe('solution.py ends at line 3, before line 4.');
    expect(why({ kind: 'test', caseId: 'test_counts::test_gone' })).toBe(
      'There is no test test_counts::test_gone in the results.',
    );
  });
});
