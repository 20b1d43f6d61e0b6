import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { diffLines } from './text-diff.js';

describe('expected beside yours', () => {
  it('marks the line that differs and keeps the rest', () => {
    expect(diffLines('{"items": [],\n "next": null}', '{"items": [],\n "next": "evt_7"}')).toEqual([
      { kind: 'same', text: '{"items": [],' },
      { kind: 'expected', text: ' "next": null}' },
      { kind: 'yours', text: ' "next": "evt_7"}' },
    ]);
  });

  it('gives back both texts, whatever they are', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 12 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, text, (expected, actual) => {
        const lines = diffLines(expected, actual);
        const only = (hidden: string): string =>
          lines
            .filter(({ kind }) => kind !== hidden)
            .map((line) => line.text)
            .join('\n');
        expect(only('yours')).toBe(expected);
        expect(only('expected')).toBe(actual);
      }),
    );
  });

  it('shows very long texts one after the other', () => {
    const long = Array.from({ length: 600 }, (_, line) => String(line)).join('\n');
    expect(diffLines(long, `${long}\nmore`)).toHaveLength(1_201);
  });
});
