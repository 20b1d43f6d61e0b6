import { childEnvironment, newId, testService } from '@assay/platform';

export interface TestRedis {
  url: string;
  /** Begins every key of this spec, so that specs on one server do not meet. The server is thrown away with its keys. */
  prefix: string;
}

/**
 * A real Redis for one spec.
 *
 * @throws ConfigError with a sentence when none was provided: a spec fails, it never skips.
 */
export function testRedis(): TestRedis {
  return { url: testService('redisUrl'), prefix: `test-${newId()}` };
}

/**
 * The address of a real Docker engine, as DOCKER_HOST has it.
 *
 * @throws ConfigError with a sentence when none was provided: a spec fails, it never skips.
 */
export function testDocker(): string {
  return testService('dockerHost');
}

/** The browser that drives the journeys: the path of its executable. */
export function testChromium(): string {
  return testService('chromium');
}

/** The environment of a product started by a spec: this process's own, with changes. */
export function productEnvironment(changes: Record<string, string>): Record<string, string> {
  return childEnvironment(changes);
}
