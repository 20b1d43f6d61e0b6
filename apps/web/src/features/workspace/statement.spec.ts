import { describe, expect, it } from '@jest/globals';
import { splitStatement } from './statement.js';

describe('a statement', () => {
  it('without examples and notes is one task, without its title', () => {
    expect(splitStatement('# Word counter\n\nCount.\n\n## Part 1\n\n- **R1** …\n')).toEqual({
      task: '\nCount.\n\n## Part 1\n\n- **R1** …\n',
      examples: null,
      notes: null,
    });
  });

  it('gives its examples and notes a tab each', () => {
    const { task, examples, notes } = splitStatement(
      '# T\nDo it.\n\n## Examples\n\n`a` → 1\n\n## Rules\n\nNone.\n\n## Notes\n\nTake care.\n',
    );
    expect(task).toBe('Do it.\n\n## Rules\n\nNone.\n\n');
    expect(examples).toBe('\n`a` → 1\n\n');
    expect(notes).toBe('\nTake care.\n');
  });

  it('does not take a comment in code for a title', () => {
    expect(splitStatement('Read:\n\n```\n# depot LYS\n```\n').task).toContain('# depot LYS');
  });
});
