import type { AnswerKey } from '@assay/contracts';
import { answerKey } from '@assay/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AnswersFile } from './answers-file.js';
import { readAnswersFile } from './answers-file.js';
import { caseIdsOfKey, markAnswers } from './keyed-answers.js';

const options = ['a', 'b', 'c', 'd'];
const key: AnswerKey = answerKey.parse({
  entries: [
    { id: 'gil', kind: 'choice', requirements: ['R1'], points: 3, options, answer: 'b', partial: { c: 1 } },
    { id: 'exact', kind: 'choices', requirements: ['R1'], options, answer: ['a', 'b'], credit: 'exact' },
    { id: 'each', kind: 'choices', requirements: ['R1'], points: 4, options, answer: ['a', 'b'], credit: 'each' },
    { id: 'rate', kind: 'number', requirements: ['R2'], answer: 463, tolerance: { relative: 0.05 } },
    { id: 'share', kind: 'number', requirements: ['R2'], answer: 0.3, tolerance: { absolute: 0.1 } },
    { id: 'trigger', kind: 'text', requirements: ['R3'], accepts: ['Connection pool', 'deploy 142'] },
    { id: 'steps', kind: 'order', requirements: ['R3'], points: 3, answer: ['a', 'b', 'c'], credit: 'pairs' },
    { id: 'fixed', kind: 'order', requirements: ['R3'], answer: ['a', 'b', 'c'], credit: 'exact' },
    {
      id: 'constructor',
      kind: 'judgement',
      requirements: ['R4'],
      options,
      best: { answer: 'a', points: 2, partial: { b: 1 } },
      worst: { answer: 'd' },
    },
  ],
});

const loaded = { key, recordings: new Map() };
const fileOf = (answers: unknown) => readAnswersFile('answers.json', JSON.stringify(answers));
const casesOf = (file: AnswersFile) => markAnswers(loaded, 'answers', file);

/** What one answer earns, or the sentence that says why nothing. */
function earned(id: string, answer: unknown): number | string | null {
  const cases = casesOf(fileOf({ [id]: answer })).filter((one) => one.id.replace(/^answers::|\[\d+\]$/g, '') === id);
  expect(cases.length).toBeGreaterThan(0);
  const passed = cases.filter(({ outcome }) => outcome === 'passed').length;
  return passed > 0 ? passed : (cases[0]?.message ?? null);
}

const wrong = 'Another answer was right.';

describe('an answer', () => {
  it.each([
    ['gil', 'b', 3],
    ['gil', 'c', 1],
    ['gil', 'a', wrong],
    ['gil', 'e', 'The answer must be one of a, b, c, d.'],
    ['gil', ['b'], 'The answer must be one of a, b, c, d.'],
    ['gil', '__proto__', 'The answer must be one of a, b, c, d.'],
    ['gil', null, 'There is no answer.'],
    ['exact', ['b', 'a'], 1],
    ['exact', ['a'], wrong],
    ['exact', ['a', 'b', 'c'], wrong],
    ['each', ['a', 'b'], 4],
    ['each', ['a'], 2],
    ['each', ['a', 'b', 'c'], 2],
    ['each', options, wrong],
    ['each', [], wrong],
    ['each', ['a', 'a'], 'The answer must be a list of some of a, b, c, d, each at most once.'],
    ['each', 'a', 'The answer must be a list of some of a, b, c, d, each at most once.'],
    ['rate', 463, 1],
    ['rate', 440, 1],
    ['rate', 439, wrong],
    ['rate', '463', 'The answer must be a number.'],
    ['rate', 'NaN', 'The answer must be a number.'],
    ['share', 0.4, 1],
    ['share', 0.2, 1],
    ['share', 0.41, wrong],
    ['trigger', '  connection \n POOL ', 1],
    ['trigger', 'Deploy\u00a0142', 1],
    ['trigger', 'the connection pool', wrong],
    ['trigger', '', wrong],
    ['trigger', 142, 'The answer must be a text.'],
    ['steps', ['a', 'b', 'c'], 3],
    ['steps', ['b', 'a', 'c'], 1],
    ['steps', ['c', 'b', 'a'], wrong],
    ['steps', ['a', 'b'], 'The answer must list each of a, b, c once.'],
    ['steps', ['a', 'b', 'b'], 'The answer must list each of a, b, c once.'],
    ['fixed', ['a', 'b', 'c'], 1],
    ['fixed', ['b', 'a', 'c'], wrong],
    ['constructor', { best: 'a', worst: 'd' }, 3],
    ['constructor', { best: 'b', worst: 'd' }, 2],
    ['constructor', { best: 'c', worst: 'd' }, 1],
    ['constructor', { best: 'd', worst: 'a' }, wrong],
    ['constructor', { best: 'd', worst: 'd' }, 'The answer must name as best and worst two of a, b, c, d.'],
    ['constructor', { best: 'a' }, 'The answer must name as best and worst two of a, b, c, d.'],
  ])('to %s: %j earns %j', (id, answer, points) => {
    expect(earned(id, answer)).toBe(points);
  });

  it('that is a number too large for JSON earns nothing', () => {
    const [rate] = casesOf(readAnswersFile('answers.json', '{"rate": 1e999}')).filter(({ id }) => id === 'answers::rate');
    expect(rate).toMatchObject({ outcome: 'failed', message: 'The answer must be a number.' });
  });

  it('given twice does not count', () => {
    const [exact] = casesOf(readAnswersFile('answers.json', '{"exact": ["c"], "exact": ["a", "b"]}')).slice(3, 4);
    expect(exact).toMatchObject({
      id: 'answers::exact',
      outcome: 'failed',
      message: 'exact is answered twice; keep one answer.',
    });
  });

  it('is shown to staff as it was given, cut short, and never the one that was right', () => {
    const [first] = casesOf(fileOf({ gil: 'a😀'.repeat(400) }));
    expect(first?.actual).toMatch(/^"a😀a😀/u);
    expect(first?.actual).toHaveLength(500);
    expect(first?.actual?.isWellFormed()).toBe(true);
    expect(casesOf(fileOf({ gil: 'a' })).every(({ expected }) => expected === null)).toBe(true);
  });
});

describe('the cases of a key', () => {
  it('are as many as its points, in its order, each with its requirement', () => {
    const ids = caseIdsOfKey(key, 'answers');
    expect(ids.slice(0, 4)).toEqual(['answers::gil[1]', 'answers::gil[2]', 'answers::gil[3]', 'answers::exact']);
    expect(ids).toHaveLength(18);
    expect(new Set(ids).size).toBe(18);
    expect(casesOf(fileOf({}))[0]).toMatchObject({ requirements: ['R1'], outcome: 'failed', message: 'There is no answer.' });
  });

  it('all fail with the reason when the file cannot be read', () => {
    const cases = casesOf('There is no answers.json.');
    expect(cases.map(({ id }) => id)).toEqual(caseIdsOfKey(key, 'answers'));
    expect(cases.every(({ outcome, message }) => outcome === 'failed' && message === 'There is no answers.json.')).toBe(true);
  });
});

describe('any answers', () => {
  const hostile = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom<unknown>('a', ['a', 'b'], 463, 'deploy 142', { best: 'a', worst: 'd' }, -0, 1e308, '\ud800', '\u0000', {}),
    fc.array(fc.constantFrom<unknown>('a', 'b', 'c', null, 1, {}), { maxLength: 6 }),
  );
  const answers = fc.dictionary(fc.constantFrom(...key.entries.map(({ id }) => id), '__proto__', 'toString'), hostile, {
    maxKeys: 9,
    noNullPrototype: true,
  });

  it('give every case once, passed or failed, the first points of an entry before the later ones', () => {
    fc.assert(
      fc.property(answers, (given) => {
        const cases = casesOf(fileOf(given));
        expect(cases.map(({ id }) => id)).toEqual(caseIdsOfKey(key, 'answers'));
        for (const [index, { id, outcome, message }] of cases.entries()) {
          expect(message === null).toBe(outcome === 'passed');
          const follows = /\[(?!1\])\d+\]$/.test(id);
          expect(follows && outcome === 'passed' && cases[index - 1]?.outcome === 'failed').toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('learn nothing of the key from any message', () => {
    const told = answerKey.parse({
      entries: [
        { id: 'text', kind: 'text', requirements: ['R1'], accepts: ['SECRET'] },
        { id: 'number', kind: 'number', requirements: ['R1'], answer: 777, tolerance: { absolute: 0 } },
      ],
    });
    fc.assert(
      fc.property(hostile, (answer) => {
        const cases = markAnswers({ key: told, recordings: new Map() }, 'answers', fileOf({ text: answer, number: answer }));
        expect(JSON.stringify(cases.map(({ message, expected }) => [message, expected]))).not.toMatch(/SECRET|777/);
      }),
    );
  });
});
