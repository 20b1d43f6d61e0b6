import { describe, expect, it } from '@jest/globals';
import { requirementsOf } from './statement.requirements.js';

describe('requirements of a statement', () => {
  it('reads list items and paragraphs, with or without a point', () => {
    const statement = '# Task\n\n- **R1** One.\n* **R2.** Two.\n\n**R3**: Three.\n\n**R5.** Five.\n';
    expect(requirementsOf(statement)).toEqual([
      { id: 'R1', text: 'One.' },
      { id: 'R2', text: 'Two.' },
      { id: 'R3', text: 'Three.' },
      { id: 'R5', text: 'Five.' },
    ]);
  });

  it('joins the lines of one requirement and stops at the next block', () => {
    const statement = '- **R1** The first\n  goes `on`\n  twice.\n- something else\n\n- **R2** Second.\n## Heading\ntext\n';
    expect(requirementsOf(statement)).toEqual([
      { id: 'R1', text: 'The first goes `on` twice.' },
      { id: 'R2', text: 'Second.' },
    ]);
  });

  it('takes a mention of a requirement for what it is', () => {
    const statement = '- **R1** Works like R2, see **R2** below.\n\nThe tests check R1 to R9.\n\n- **R2** Last.\n';
    expect(requirementsOf(statement).map((requirement) => requirement.id)).toEqual(['R1', 'R2']);
  });

  it('does not read requirements out of code', () => {
    const statement = '- **R1** As shown:\n\n```\n- **R2** not one\n~~~\n- **R3** nor this\n```\n\n- **R2** Real.\r\n';
    expect(requirementsOf(statement)).toEqual([
      { id: 'R1', text: 'As shown:' },
      { id: 'R2', text: 'Real.' },
    ]);
  });

  it.each([
    ['the same number twice', '- **R1** a\n- **R1** b\n', 'has R1 after R1'],
    ['a smaller number later', '- **R2** a\n- **R1** b\n', 'has R1 after R2'],
    ['no requirement', 'R1 should be bold.\n', 'has no requirement'],
  ])('refuses %s', (_, statement, sentence) => {
    expect(() => requirementsOf(statement)).toThrow(`statement.md: ${sentence}`);
  });
});
