import { describe, expect, it } from '@jest/globals';
import { duration, harmless, table } from './terminal.js';

describe('table', () => {
  it('aligns words left and numbers right', () => {
    expect(
      table(
        ['step', 'time'],
        [
          ['format', '9.5 s'],
          ['lint', '12 s'],
        ],
        ['time'],
      ),
    ).toBe(['step     time', '──────  ─────', 'format  9.5 s', 'lint     12 s'].join('\n'));
  });
});

describe('duration', () => {
  it.each([
    [400, '0.4 s'],
    [12_300, '12 s'],
    [125_000, '2 min 5 s'],
  ])('says %d ms as a person would', (ms, said) => {
    expect(duration(ms)).toBe(said);
  });
});

describe('what is said at the terminal', () => {
  it('keeps words, lines and columns, and nothing that steers the terminal', () => {
    expect(harmless('é 😀\n\tindented')).toBe('é 😀\n\tindented');
    expect(harmless('\u001b[2J\u001b]0;accepted\u0007\rover\u202edetpecca\u009b')).toBe(
      '\uFFFD[2J\uFFFD]0;accepted\uFFFD\uFFFDover\uFFFDdetpecca\uFFFD',
    );
  });
});
