import { describe, expect, it } from '@jest/globals';
import { headingsOf, wordCount } from './markdown-outline.js';

describe('the outline of a document', () => {
  it('has its headings with their lines, and none out of code', () => {
    const text =
      '# One\n\n```sh\n# not a heading\n```\n\n## `Two` ##\n#tag\n   ### Three *words*\n~~~\n## no\n```\n~~~\n###### Six\n';
    expect(headingsOf(text)).toEqual([
      { level: 1, text: 'One', line: 1 },
      { level: 2, text: 'Two', line: 7 },
      { level: 3, text: 'Three words', line: 9 },
      { level: 6, text: 'Six', line: 14 },
    ]);
  });

  it('counts words as a reader does', () => {
    expect(wordCount('# Two words\n\n- and | --- | *four* more: 40 Mio.\n')).toBe(7);
    expect(wordCount('')).toBe(0);
  });
});
