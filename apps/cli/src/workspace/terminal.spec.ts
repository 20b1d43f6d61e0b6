import { describe, expect, it } from '@jest/globals';
import { duration, table } from './terminal.js';

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
