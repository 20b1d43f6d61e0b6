import { describe, expect, it } from '@jest/globals';
import { suiteNames } from './effort.js';
import { readSuite } from './suites.js';

describe.each(suiteNames)('the suite %s', (name) => {
  it('has a solution and tests', async () => {
    const { solution, testFiles, group } = await readSuite(name);
    expect(solution.map(({ path }) => path)).toEqual(['solution.py']);
    expect(group.tests).toEqual(testFiles.map(({ path }) => path));
    expect(group.tests.length).toBeGreaterThan(0);
  });
});
