import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { pythonTests } from './testing/drivers.js';
import { runQuietly } from './wheels.js';

describe("the runner's own parts", () => {
  it.each([
    ['the tunnel carries streams, holds no more than their windows and refuses what no tunnel sends', 'test_tunnel.py', 9],
    ['an end of the conversation ends every wait: one that was cancelled, and those of threads', 'test_peer.py', 8],
  ])(
    '%s',
    async (_what, file, tests) => {
      const { code, output } = await runQuietly('/usr/bin/python3', ['-B', '-W', 'ignore', join(pythonTests, 'unit', file)]);
      expect(output).toMatch(new RegExp(`Ran ${String(tests)} tests`));
      expect(code).toBe(0);
    },
    60_000,
  );
});
