import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { pythonTests } from './testing/drivers.js';
import { runQuietly } from './wheels.js';

describe('the tunnel', () => {
  it('carries streams, holds no more than their windows and refuses what no tunnel sends', async () => {
    const { code, output } = await runQuietly('/usr/bin/python3', [
      '-B',
      '-W',
      'ignore',
      join(pythonTests, 'unit', 'test_tunnel.py'),
    ]);
    expect(output).toMatch(/Ran 9 tests/);
    expect(code).toBe(0);
  }, 60_000);
});
