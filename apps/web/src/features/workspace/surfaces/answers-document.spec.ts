import type { AnswerForm } from '@assay/contracts';
import { answerForm } from '@assay/contracts';
import { describe, expect, it } from '@jest/globals';
import { isAnswered, readAnswers, unansweredIn, writeAnswers } from './answers-document.js';

const options = [
  { id: 'a', label: 'A' },
  { id: 'b', label: 'B' },
];
const form: AnswerForm = answerForm.parse({
  answers: 'answers.json',
  title: 'Answers',
  fields: [
    { id: 'choice', kind: 'choice', label: 'One', options },
    { id: 'choices', kind: 'choices', label: 'Some', options },
    { id: 'number', kind: 'number', label: 'How many' },
    { id: 'text', kind: 'text', label: 'What' },
    { id: 'order', kind: 'order', label: 'Order', options },
    { id: 'judgement', kind: 'judgement', label: 'Best and worst', options },
    {
      id: 'review',
      kind: 'findings',
      label: 'Review',
      diff: 'change.diff',
      categories: [{ id: 'bug', label: 'Bug' }],
      severities: [{ id: 'major', label: 'Major' }],
    },
    { id: 'alert', kind: 'alert', label: 'Alert', signals: [{ id: 'errors', label: 'Errors' }] },
    { id: 'why', kind: 'prose', label: 'Why' },
  ],
});
const whole = {
  choice: 'b',
  choices: ['a'],
  number: 0,
  text: 'pool',
  order: ['b', 'a'],
  judgement: { best: 'a', worst: 'b' },
  review: [{ file: 'a.py', from: 1, to: 2, category: 'bug', severity: 'major', comment: '' }],
  alert: { all: [{ signal: 'errors', statistic: 'max', minutes: 1, comparison: 'above', value: 5 }], forMinutes: 0 },
  why: 'Because.',
};

describe('the answers of a form', () => {
  it('are what the file says, and members that no field knows stay', () => {
    const answers = readAnswers('{ "choice": "a", "other": [1], "why": null }');
    expect(readAnswers(writeAnswers({ ...answers, choice: 'b' }))).toEqual({ choice: 'b', other: [1], why: null });
    expect(writeAnswers({ choice: 'b', other: [1] })).toBe('{\n  "choice": "b",\n  "other": [\n    1\n  ]\n}\n');
  });

  it.each(['', 'x', '[]', 'null', '"a"'])('cannot be read from %j', (text) => {
    expect(readAnswers(text)).toBeNull();
  });

  it('name every field that has none yet', () => {
    expect(unansweredIn(form, whole)).toEqual([]);
    expect(unansweredIn(form, {}).map(({ id }) => id)).toEqual(form.fields.map(({ id }) => id));
  });

  it.each<[string, unknown]>([
    ['choice', 'c'],
    ['choices', []],
    ['number', '12'],
    ['text', '  '],
    ['order', ['a']],
    ['judgement', { best: 'a', worst: null }],
    ['review', [{ file: 'a.py' }]],
    ['alert', { all: [], forMinutes: 0 }],
    ['alert', { all: [{ ...whole.alert.all[0], value: null }], forMinutes: 0 }],
    ['why', 4],
  ])('are missing for %s while it is %j', (id, value) => {
    const field = form.fields.find((one) => one.id === id);
    expect(field && isAnswered(field, value)).toBe(false);
  });
});
