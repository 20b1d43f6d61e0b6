import { answerKey } from '@assay/contracts';
import { describe, expect, it } from '@jest/globals';
import { answerLines, keyLines, labelsOf, linesOfMember } from './answer-words.js';

const base = { requirements: ['R1'] };
const { entries } = answerKey.parse({
  entries: [
    { ...base, id: 'one', kind: 'choice', points: 2, options: ['a', 'b', 'c'], answer: 'b', partial: { c: 1 } },
    { ...base, id: 'many', kind: 'choices', options: ['a', 'b'], answer: ['a'], credit: 'each' },
    { ...base, id: 'count', kind: 'number', answer: 1250, tolerance: { relative: 0.05 } },
    { ...base, id: 'order', kind: 'order', answer: ['b', 'a'], credit: 'pairs' },
    { ...base, id: 'judged', kind: 'judgement', options: ['a', 'b'], best: { answer: 'a' }, worst: { answer: 'b' } },
    {
      ...base,
      id: 'rule',
      kind: 'alert',
      signals: ['errors'],
      recordings: [
        { id: 'outage', series: 'hidden/a.csv', fires: { from: 3, to: 9 } },
        { id: 'quiet-week', series: 'hidden/b.csv' },
      ],
    },
  ],
});
const label = labelsOf({
  id: 'one',
  kind: 'choice',
  label: 'Which?',
  options: [
    { id: 'a', label: 'Stop `writes`' },
    { id: 'b', label: 'Go on' },
  ],
});
const of = (id: string) => {
  const entry = entries.find((one) => one.id === id);
  if (!entry) throw new Error(id);
  return entry;
};
const rule = { all: [{ signal: 'errors', statistic: 'max', minutes: 5, comparison: 'above', value: 0.2 }], forMinutes: 2 };

describe('a key in words', () => {
  it.each<[string, string[]]>([
    ['one', ['Go on', '1 point for c']],
    ['many', ['Stop writes', 'A wrong one takes away what a right one gives.']],
    ['count', ['1250, ± 5 %']],
    ['order', ['1. Go on', '2. Stop writes']],
    ['judged', ['Best: Stop writes', 'Worst: Go on']],
    ['rule', ['Outage: first in minute 3 to 9', 'Quiet week: silent']],
  ])('says of %s what is right', (id, lines) => {
    expect(keyLines(of(id), label)).toEqual(lines);
  });

  it.each<[string, unknown, string[] | null]>([
    ['one', 'a', ['Stop writes']],
    ['one', null, ['No answer']],
    ['one', { a: 1 }, null],
    ['many', ['a', 'z'], ['Stop writes', 'z']],
    ['count', '12,5', ['12,5']],
    ['order', ['a', 'b'], ['1. Stop writes', '2. Go on']],
    ['judged', { best: 'b', worst: 'a' }, ['Best: Go on', 'Worst: Stop writes']],
    ['judged', { best: 'b', worst: null }, null],
    ['rule', rule, ['Fires when highest of “errors” over 5 min above 0.2, for longer than 2 min.']],
  ])('says of %s what %j answers', (id, answer, lines) => {
    expect(answerLines(of(id), answer, label)).toEqual(lines);
  });
});

describe('the lines of an answer', () => {
  const content = '{\n  "one": "a",\n  "judged": {\n    "best": "a"\n  },\n  "why": "x"\n}\n';

  it('are those of its member', () => {
    expect(linesOfMember({ content }, 'one')).toEqual({ from: 2, to: 2 });
    expect(linesOfMember({ content }, 'judged')).toEqual({ from: 3, to: 5 });
    expect(linesOfMember({ content }, 'why')).toEqual({ from: 6, to: 6 });
  });

  it('are the whole file where the member has none of its own', () => {
    expect(linesOfMember({ content: '{"one": 1, "why": 2}\n' }, 'why')).toEqual({ from: 1, to: 1 });
    expect(linesOfMember({ content }, 'gone')).toEqual({ from: 1, to: 7 });
  });
});
