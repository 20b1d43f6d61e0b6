import { describe, expect, it } from '@jest/globals';
import { withoutCode } from './fenced.code.js';

describe('a text without its code', () => {
  it('keeps the number of every line', () => {
    expect(withoutCode('before\n```python\ncode\n```\r\nafter\n')).toEqual(['before', '', '', '', 'after', '']);
  });

  it.each([
    ['tildes within backticks', '```\n~~~\ncode\n```\nafter'],
    ['backticks within tildes', '~~~\n```\ncode\n~~~\nafter'],
    ['a fence within a longer one', '````\n```\ncode\n````\nafter'],
    ['a longer fence at the end', '```\ncode\n`````\nafter'],
    ['a fence with a language within code', '```\n```python\ncode\n```\nafter'],
    ['one block right after another', '```\ncode\n```\n~~~\ncode\n~~~\nafter'],
    ['a block in a list', '    ```\n    code\n    ```\nafter'],
    ['an empty block', '```\n```\nafter'],
  ])('goes on after %s', (_, text) => {
    expect(withoutCode(text).filter((line) => line !== '')).toEqual(['after']);
  });

  it('ends where a fence is never closed', () => {
    expect(withoutCode('before\n~~~\ncode\n\n# code')).toEqual(['before', '', '', '', '']);
  });

  it.each(['``` is said by ``` within a line', '``two`` are none', '~~gone~~', 'text ```'])('keeps %s', (line) => {
    expect(withoutCode(`${line}\nafter`)).toEqual([line, 'after']);
  });
});
