import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { SandboxPool } from '../sandbox.pool.js';
import type { SandboxDriver, SandboxImage } from '../sandbox.port.js';
import { drivers, imageBuildMs } from './drivers.js';

/** What the specs of a suite run groups with. */
interface Used {
  driver: SandboxDriver;
  image: SandboxImage;
  /** Another for each spec; it starts every pair when it is asked for. */
  pool: SandboxPool;
}

/** A driver and its base image for all specs of the suite that calls this, there from its first hook on. */
export function usePools(name: SandboxDriver['name']): Used {
  const used = {} as Used;

  beforeAll(async () => {
    used.driver = drivers[name]();
    used.image = await used.driver.ensureImage('base');
  }, imageBuildMs);

  beforeEach(() => {
    used.pool = new SandboxPool(used.driver, { size: 0 });
  });

  afterAll(() => used.driver.close());

  return used;
}
