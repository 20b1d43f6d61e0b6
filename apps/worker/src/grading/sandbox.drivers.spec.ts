import { loadConfig } from '@assay/platform';
import { describe, expect, it } from '@jest/globals';
import { allowedDrivers } from './sandbox.drivers.js';

async function namesOf(environment: Record<string, string>): Promise<string[]> {
  const drivers = await allowedDrivers(loadConfig({ ASSAY_SECRET: 's'.repeat(40), ...environment }), 'worker-1');
  return drivers.map(({ name }) => name);
}

describe('the drivers that a configuration allows', () => {
  it.each([
    [['docker', 'docker', 'bubblewrap'], 'the usual socket, our own engine, then bubblewrap', {}],
    [['docker', 'bubblewrap'], 'the engine that was named, then bubblewrap', { DOCKER_HOST: 'unix:///run/other.sock' }],
    [['docker'], 'Docker alone in production', { NODE_ENV: 'production', DOCKER_HOST: 'tcp://engine:2375' }],
    [['docker'], 'Docker alone when it was asked for', { ASSAY_SANDBOX_DRIVER: 'docker', DOCKER_HOST: 'tcp://engine:2375' }],
    [['bubblewrap'], 'bubblewrap alone when it was asked for', { ASSAY_SANDBOX_DRIVER: 'bubblewrap' }],
    [[], 'none', { ASSAY_SANDBOX_DRIVER: 'none' }],
  ])('are %j: %s', async (names, _why, environment) => {
    expect(await namesOf(environment)).toEqual(names);
  });

  it('are refused when the certificates for a remote engine are not there', async () => {
    const environment = { DOCKER_HOST: 'tcp://engine:2376', DOCKER_CERT_PATH: '/nowhere' };
    await expect(namesOf(environment)).rejects.toMatchObject({
      code: 'config-invalid',
      message: expect.stringContaining('/nowhere/ca.pem cannot be read') as unknown,
    });
  });

  it('are refused when production is told to use bubblewrap', async () => {
    await expect(namesOf({ NODE_ENV: 'production', ASSAY_SANDBOX_DRIVER: 'bubblewrap' })).rejects.toMatchObject({
      code: 'config-invalid',
      message: expect.stringContaining('ASSAY_SANDBOX_DRIVER is bubblewrap') as unknown,
    });
  });
});
