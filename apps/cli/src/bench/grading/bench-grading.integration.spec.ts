import { currentEnvironment, loadConfig } from '@assay/platform';
import { testDocker } from '@assay/testing';
import { describe, expect, it } from '@jest/globals';
import { benchGrading } from './bench-grading.js';

const config = loadConfig({ ...currentEnvironment(), DOCKER_HOST: testDocker() });

describe('the benchmark of gradings', () => {
  it('takes a time of every contestant, weighs a pair, and submits over HTTP', async () => {
    const effort = { rounds: 1, loadSeconds: 1, parts: ['suites', 'memory', 'submit'], suites: ['two-tests'] } as const;
    const bench = await benchGrading(config, effort, () => undefined, new AbortController().signal);
    const names = bench.suites[0]?.contestants.map(({ name }) => name);
    expect(names?.slice(0, 4)).toEqual(['bare pytest', 'docker run', 'pool hit', 'pool miss']);
    expect(bench.memory?.pairs).toBe(3);
    expect(bench.submit?.tests).toBeGreaterThan(0);
    expect(bench.targets.filter(({ measured }) => measured !== null).map(({ what }) => what)).toEqual([
      '2 tests, pool hit : bare pytest',
      '2 tests, pool hit : docker run',
      'submit to verdict event over HTTP : bare pytest',
      'an idle warm pair of the base profile',
    ]);
  }, 300_000);

  it('does nothing without an engine but say what helps', async () => {
    const nowhere = { ...config, sandbox: { ...config.sandbox, docker: { host: 'unix:///nowhere.sock', certPath: undefined } } };
    const effort = { rounds: 1, loadSeconds: 1, parts: ['suites'], suites: ['two-tests'] } as const;
    await expect(benchGrading(nowhere, effort, () => undefined, new AbortController().signal)).rejects.toMatchObject({
      code: 'engine-unavailable',
      message: expect.stringContaining('assay -- provision') as unknown,
    });
  });
});
