import { describe, expect, it } from '@jest/globals';
import { saysAllPassed } from './contestant.js';

describe("pytest's last words", () => {
  it.each(['..\n2 passed in 0.01s\n', '..\n2 passed, 3 warnings in 0.75s\n', '== 2 passed, 1 warning in 1.2s ==\n'])(
    'count: %j',
    (output) => {
      expect(saysAllPassed(output, 2)).toBe(true);
    },
  );

  it.each([
    '1 passed in 0.01s',
    '12 passed in 0.01s',
    '2 passed, 1 skipped in 0.01s',
    '1 failed, 2 passed in 0.01s',
    'no tests ran in 0.01s',
    '',
  ])('do not count: %j', (output) => {
    expect(saysAllPassed(output, 2)).toBe(false);
  });
});
