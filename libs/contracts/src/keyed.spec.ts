import { describe, expect, it } from '@jest/globals';
import { answerKey } from './keyed.js';

const common = { id: 'one', requirements: ['R1'] };
const options = ['a', 'b', 'c'];
const choice = { ...common, kind: 'choice', options, answer: 'a' };
const half = (answer: string) => ({ answer });
const judgement = { ...common, kind: 'judgement', options, best: half('a'), worst: half('b') };
const order = { ...common, kind: 'order', answer: options, credit: 'exact' };
const choices = { ...common, kind: 'choices', options, answer: ['a'], credit: 'each' };
const number = { ...common, kind: 'number', answer: 1, tolerance: { absolute: 0 } };
const place = { file: 'a.py', from: 3, to: 4 };
const defect = { id: 'race', requirements: ['R1'], ...place, categories: ['bug'] };
const restraint = { points: 2, decoy: 1, other: 1 };
const findings = { ...common, kind: 'findings', categories: ['bug'], severities: ['major'], defects: [defect], restraint };
const fires = { from: 1, to: 2 };
const recordings = [
  { id: 'bad', series: 'hidden/bad.csv', fires },
  { id: 'good', series: 'hidden/good.csv' },
];
const alert = { ...common, kind: 'alert', signals: ['errors'], recordings };

function refusal(...entries: object[]): string {
  const { error } = answerKey.safeParse({ entries });
  return error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n') ?? 'taken';
}

describe('a key', () => {
  it('holds entries of every kind', () => {
    const all = [choice, choices, number, judgement, order, findings, alert, { ...common, kind: 'text', accepts: ['x'] }];
    expect(refusal(...all.map((entry, index) => ({ ...entry, id: `entry-${String(index)}` })))).toBe('taken');
  });

  it.each<[string, object, string]>([
    ['names an answer that is no option', { ...choice, answer: 'd' }, 'entries.0.answer: names d, which is none of a, b, c'],
    ['has an option twice', { ...choice, options: ['a', 'a'] }, 'entries.0.options: names something twice'],
    ['rewards the second best like the best', { ...choice, points: 2, partial: { b: 2 } }, 'as many points as the best'],
    ['lists the best as second best', { ...choice, points: 2, partial: { a: 1 } }, 'entries.0.partial: names a'],
    ['names no requirement', { ...choice, requirements: [] }, 'entries.0.requirements'],
    ['has answers that are no options', { ...choices, answer: ['e'] }, 'entries.0.answer: names e'],
    ['has a tolerance of two kinds', { ...number, tolerance: { absolute: 1, relative: 1 } }, 'entries.0.tolerance'],
    ['calls the best option the worst', { ...judgement, worst: half('a') }, 'entries.0.worst: is the best option too'],
    ['orders something twice', { ...order, answer: ['a', 'a'] }, 'entries.0.answer: names something twice'],
    ['has a defect of an unknown category', { ...findings, defects: [{ ...defect, categories: ['x'] }] }, 'names x'],
    ['has two defects of one id', { ...findings, defects: [defect, defect] }, 'entries.0.defects: have the id race twice'],
    ['has a defect that ends first', { ...findings, defects: [{ ...defect, to: 1 }] }, 'entries.0.defects.0: ends before'],
    ['has a decoy that ends first', { ...findings, decoys: [{ ...place, to: 1 }] }, 'entries.0.decoys.0: ends before'],
    ['replays an outage only', { ...alert, recordings: [recordings[0], { ...recordings[1], fires }] }, 'need one on which'],
    ['shows a recording', { ...alert, recordings: [{ ...recordings[0], series: 'visible/a.csv' }, recordings[1]] }, 'series'],
    ['is of no kind', { ...common, kind: 'essay' }, 'entries.0.kind'],
  ])('is refused when an entry %s', (_, entry, sentence) => {
    expect(refusal(entry)).toContain(sentence);
  });

  it('is refused with an id twice, and when empty', () => {
    expect(refusal(choice, number)).toContain('entries: have the id one twice');
    expect(refusal()).toContain('entries');
  });
});
