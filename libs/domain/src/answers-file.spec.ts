import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readAnswersFile } from './answers-file.js';

const read = (text: string) => readAnswersFile('answers.json', text);

function answersOf(text: string): [string, unknown][] {
  const file = read(text);
  if (typeof file === 'string') throw new Error(file);
  return [...file.answers];
}

describe('an answers file', () => {
  it('gives each member of its object, also after a byte order mark', () => {
    expect(answersOf('\uFEFF{"rate": 3, "steps": ["a"], "later": null}')).toEqual([
      ['rate', 3],
      ['steps', ['a']],
      ['later', null],
    ]);
  });

  it.each([
    ['', 'answers.json is not JSON.'],
    ['{"a": 1', 'answers.json is not JSON.'],
    ["{'a': 1}", 'answers.json is not JSON.'],
    ['{"a": NaN}', 'answers.json is not JSON.'],
    ['null', 'answers.json must hold one JSON object'],
    ['[1]', 'answers.json must hold one JSON object'],
    ['"text"', 'answers.json must hold one JSON object'],
    [`{"a": ${'['.repeat(10)}${']'.repeat(10)}}`, 'answers.json is nested deeper than 10 levels.'],
    ['['.repeat(100_000), 'answers.json is not JSON.'],
    ['['.repeat(99_000) + ']'.repeat(99_000), 'answers.json is nested deeper than 10 levels.'],
    [`{"a": ${'['.repeat(99_000)}${']'.repeat(99_000)}}`, 'answers.json is nested deeper than 10 levels.'],
    [`{"a": "${'x'.repeat(200_000)}"}`, 'answers.json is longer than 200000 signs.'],
  ])('is refused with a sentence: %.30j', (text, sentence) => {
    expect(read(text)).toContain(sentence);
  });

  it('tells which members its object has twice, however they are written, and not what lies deeper', () => {
    const file = read('{"a": {"b": 1, "b": 2}, "c": "a", "\\u0061": [":", "c"], "d": "{\\"c\\":"}');
    expect(typeof file === 'string' ? file : [...file.twice]).toEqual(['a']);
  });

  it('takes the names of what every object has for plain names', () => {
    const names = ['__proto__', 'constructor', 'toString'];
    expect(answersOf('{"__proto__": {"a": 1}, "constructor": 2, "toString": 3}').map(([name]) => name)).toEqual(names);
    expect(answersOf('{}')).toEqual([]);
  });

  it('may hold a long text of escapes, which ends or does not', () => {
    expect(read(`{"a": "${'\\"'.repeat(99_000)}`)).toBe('answers.json is not JSON.');
    expect(answersOf(`{"a": "${'\\"'.repeat(99_000)}"}`)).toEqual([['a', '"'.repeat(99_000)]]);
  });

  it('is read back as it was written', () => {
    const values = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 4 }), { maxKeys: 6 });
    fc.assert(
      fc.property(values, (value) => {
        expect(answersOf(JSON.stringify(value))).toEqual(Object.entries(JSON.parse(JSON.stringify(value)) as object));
      }),
    );
  });

  it('never throws and never changes a prototype, whatever the text is', () => {
    const pieces = fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '\\', 'null', '1e999', '"__proto__"', '\u0000', '\ud83d');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(pieces, { maxLength: 30 }).map((all) => all.join('')),
        ),
        (text) => {
          const file = read(text);
          expect(typeof file === 'string' ? file.startsWith('answers.json ') : file.answers instanceof Map).toBe(true);
          expect(Object.keys(Object.prototype)).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });
});
