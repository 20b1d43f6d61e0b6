import { setImmediate } from 'node:timers/promises';
import { judge } from '@assay/domain';
import type { PoolMetrics, PoolOptions, SandboxDriver, SandboxImage } from '@assay/sandbox';
import { runGroup, SandboxPool } from '@assay/sandbox';
import type { Contestant, ContestantName } from './contestant.js';
import { notAllPassed } from './contestant.js';
import type { Suite } from './suites.js';
import { until } from './until.js';

export interface PooledContestant extends Contestant {
  metrics(): PoolMetrics;
}

const fullWithinMs = 60_000;

/** Our own grading of a suite's one group: a pair from a pool, the run, the verdict. Without pairs kept ready every run starts its own. */
export function pooled(
  name: ContestantName,
  suite: Suite,
  driver: SandboxDriver,
  image: SandboxImage,
  options: Partial<PoolOptions> & Pick<PoolOptions, 'size'>,
  signal: AbortSignal,
): PooledContestant {
  const pool = new SandboxPool(driver, options);
  const { group, preload, solution: files, testFiles: tests } = suite;
  const request = { group, image, modules: ['solution'], preload, files, tests, drawSeed: name, binding: suite.name };
  const isFull = () => pool.metrics.ready >= options.size && pool.metrics.starting === 0;
  return {
    name,
    metrics: () => pool.metrics,
    settle: async () => {
      // A pool takes a pair back just after the run's result is there.
      await setImmediate();
      const { hits, misses } = pool.metrics;
      if (hits + misses > 0) {
        await until(isFull, fullWithinMs, () => `The pool of ${name} was not full again after a minute.`, signal);
      }
      // An engine may still be removing used sandboxes; those of bubblewrap are gone with their process, and it would await live ones.
      if (driver.name === 'docker') {
        await driver.close();
      }
    },
    run: async () => {
      const run = await runGroup(pool, request, signal);
      const { verdict, cases, fault } = judge([{ group, run, expectedIds: null }]);
      if (verdict !== 'accepted' || cases.length !== suite.tests) {
        throw notAllPassed(name, JSON.stringify({ verdict, fault, cases: cases.filter(({ outcome }) => outcome !== 'passed') }));
      }
    },
    close: async () => {
      await pool.close();
      await driver.close();
    },
  };
}
