import { answerKey } from '@assay/contracts';
import { describe, expect, it } from '@jest/globals';
import { readAnswersFile } from './answers-file.js';
import { compareAnswers } from './keyed-comparison.js';
import { markAnswers } from './keyed-answers.js';

const key = answerKey.parse({
  entries: [
    {
      id: 'radius',
      kind: 'choices',
      requirements: ['R1'],
      points: 2,
      options: ['eu', 'us'],
      answer: ['eu', 'us'],
      credit: 'each',
    },
    {
      id: 'review',
      kind: 'findings',
      requirements: ['R2'],
      categories: ['bug', 'style'],
      severities: ['minor', 'major'],
      defects: [
        { id: 'leak', requirements: ['R2'], points: 2, file: 'a.py', from: 4, to: 6, categories: ['bug'] },
        { id: 'race', requirements: ['R2'], points: 3, file: 'a.py', from: 20, to: 20, categories: ['bug'] },
      ],
      decoys: [{ file: 'a.py', from: 9, to: 9 }],
      restraint: { points: 1, decoy: 1, other: 1 },
    },
  ],
});
const loaded = { key, recordings: new Map() };
const finding = (from: number, to = from) => ({ file: 'a.py', from, to, category: 'bug', severity: 'major', comment: 'Why.' });
const compare = (answers: unknown) => compareAnswers(loaded, readAnswersFile('answers.json', JSON.stringify(answers)));

describe('answers beside their key', () => {
  it('tell for each finding whether it found a defect, fell for a decoy or is false, in the order given', () => {
    const [, review] = compare({ review: [finding(30), finding(9), finding(5), { file: 'a.py' }] });
    expect(review?.findings.map(({ outcome, defect }) => [outcome, defect])).toEqual([
      ['false', null],
      ['decoy', null],
      ['found', 'leak'],
      ['false', null],
    ]);
    expect(review?.findings[2]?.finding).toMatchObject({ comment: 'Why.' });
    expect(review?.parts.map(({ id, earned, possible }) => [id, earned, possible])).toEqual([
      ['leak', 2, 2],
      ['race', 0, 3],
      ['review', 0, 1],
    ]);
  });

  it('give the points that the grading gives', () => {
    const answers = { radius: ['eu'], review: [finding(5), finding(20)] };
    const file = readAnswersFile('answers.json', JSON.stringify(answers));
    const passed = markAnswers(loaded, 'answers', file).filter(({ outcome }) => outcome === 'passed').length;
    const compared = compareAnswers(loaded, file);
    expect(compared.map(({ earned, possible }) => [earned, possible])).toEqual([
      [1, 2],
      [6, 6],
    ]);
    expect(compared.reduce((sum, { earned }) => sum + earned, 0)).toBe(passed);
    expect(compared[0]).toMatchObject({ answer: ['eu'], parts: [{ remark: 'A better answer was possible.' }] });
    expect(compared[1]?.parts.every(({ remark }) => remark === null)).toBe(true);
  });

  it('are null, with the reason, when the file cannot be read', () => {
    const [radius, review] = compareAnswers(loaded, 'answers.json is not JSON.');
    expect(radius).toMatchObject({ answer: null, earned: 0, parts: [{ remark: 'answers.json is not JSON.' }] });
    expect(review).toMatchObject({ answer: null, earned: 0, findings: [] });
  });

  it('are not judged where an entry is answered twice', () => {
    const text = `{"review": ${JSON.stringify([finding(5)])}, "review": ${JSON.stringify([finding(5)])}}`;
    const [, review] = compareAnswers(loaded, readAnswersFile('answers.json', text));
    expect(review).toMatchObject({
      earned: 0,
      findings: [],
      parts: [{ remark: 'review is answered twice; keep one answer.' }, {}, {}],
    });
  });
});
