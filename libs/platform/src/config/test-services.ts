import { ConfigError } from './config-error.js';
import type { Environment } from './environment.js';
import { currentEnvironment } from './environment.js';

const variables = {
  /** Superuser URL of a throw-away PostgreSQL. */
  databaseUrl: 'ASSAY_TEST_DATABASE_URL',
  /** URL of a throw-away Redis. */
  redisUrl: 'ASSAY_TEST_REDIS_URL',
  dockerHost: 'DOCKER_HOST',
  /** Path of a Chromium binary. */
  chromium: 'ASSAY_TEST_CHROMIUM',
} as const;

export type TestService = keyof typeof variables;

/**
 * Where an integration spec finds a real part.
 *
 * @throws ConfigError when it was not provided: a spec fails with a sentence, it never skips.
 */
export function testService(service: TestService, environment: Environment = currentEnvironment()): string {
  const variable = variables[service];
  const value = environment[variable];
  if (value === undefined || value === '') {
    throw new ConfigError([
      { variable, sentence: 'is not set: run the specs with `npm test`, which starts every real part they need.' },
    ]);
  }
  return value;
}
