import { describe, expect, it } from '@jest/globals';
import { childEnvironment, workingFolder } from './environment.js';
import { testService } from './test-services.js';

describe('childEnvironment', () => {
  it('adds, removes, and leaves npm out', () => {
    const inherited = {
      PATH: '/bin',
      npm_config_cache: '/tmp/x',
      INIT_CWD: '/home/ada',
      NPM_TOKEN: 'secret',
      KEEP: 'yes',
      DROP: 'no',
    };
    expect(childEnvironment({ ADDED: '1', DROP: undefined }, inherited)).toEqual({ PATH: '/bin', KEEP: 'yes', ADDED: '1' });
  });
});

describe('workingFolder', () => {
  it('is where the person typed the command, with npm or without', () => {
    expect(workingFolder({ INIT_CWD: '/home/ada' })).toBe('/home/ada');
    expect(workingFolder({})).toBe(process.cwd());
  });
});

describe('testService', () => {
  it('finds a part that was provided', () => {
    expect(testService('redisUrl', { ASSAY_TEST_REDIS_URL: 'redis://localhost:6379' })).toBe('redis://localhost:6379');
  });

  it('fails with a sentence when it was not', () => {
    expect(() => testService('databaseUrl', { ASSAY_TEST_DATABASE_URL: '' })).toThrow(
      'ASSAY_TEST_DATABASE_URL is not set: run the specs with `npm test`',
    );
  });
});
