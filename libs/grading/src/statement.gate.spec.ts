import { describe, expect, it } from '@jest/globals';
import { statementProblems } from './statement.gate.js';

const good = `# Title

Text with \`<b>\` and a [link](https://example.org).

## Part

| what | by |
| --- | --- |
| R1 | tests |

\`\`\`
# no heading
![](in-code.png)
\`\`\`
`;

describe('a statement', () => {
  it('that is an outline with named links, pictures and columns is taken', () => {
    expect(statementProblems(good)).toEqual([]);
  });

  it.each([
    ['no first heading', 'Text.\n', 'begin with one heading of the first level'],
    ['two first headings', '# One\n\n# Two\n', 'begin with one heading of the first level'],
    ['a level that is skipped', '# One\n\n### Three\n', 'line 3: the heading "Three" skips a level; use ##'],
    ['a picture without words', '# One\n\n![](shop.png)\n', 'the picture shop.png has no alternative text'],
    ['a link without words', '# One\n\n[](https://example.org)\n', 'the link to https://example.org has no text'],
    ['a column without a head', '# One\n\n| a |  |\n| --- | --- |\n| 1 | 2 |\n', 'line 3: a column of the table has no head'],
    ['HTML', '# One\n\n<img src="a.png">\n', 'HTML is shown as it stands'],
  ])('with %s is refused', (_, statement, sentence) => {
    expect(statementProblems(statement).join('\n')).toContain(sentence);
  });
});
