import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { pythonTests } from './testing/drivers.js';
import { runQuietly } from './wheels.js';

describe('an end of the conversation', () => {
  it('ends a wait that was cancelled, whenever the answer comes', async () => {
    const { code, output } = await runQuietly('/usr/bin/python3', [
      '-B',
      '-W',
      'ignore',
      join(pythonTests, 'unit', 'test_peer.py'),
    ]);
    expect(output).toMatch(/Ran 5 tests/);
    expect(code).toBe(0);
  }, 60_000);
});
