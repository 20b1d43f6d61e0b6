import { describe, expect, it } from '@jest/globals';
import { permissionFor } from './permitted.js';

const id = 'a'.repeat(64);
const filters = (value: unknown) => `filters=${encodeURIComponent(JSON.stringify(value))}`;

describe('what a worker may ask of the engine', () => {
  it.each([
    ['GET', '/_ping', 'pass'],
    ['GET', '/v1.41/version', 'pick'],
    ['GET', '/info', 'pick'],
    ['GET', '/images/assay%2Fsandbox-python-base%3A0123456789ab/json', 'pass'],
    ['GET', '/images/assay/sandbox-python-base:0123456789ab/json', 'pass'],
    ['GET', `/containers/json?all=true&${filters({ label: ['assay.installation=x'] })}`, 'pass'],
    ['GET', `/volumes?${filters({ label: ['assay.installation=x'] })}`, 'pass'],
    ['DELETE', '/volumes/pair-1', 'volume'],
    ['GET', '/images/debian%3Atrixie-slim/json', 'absent'],
    ['POST', '/containers/create', 'create'],
    ['POST', `/v1.41/containers/${id}/attach?stream=true`, 'container'],
    ['POST', `/containers/${id}/start`, 'container'],
    ['POST', `/containers/${id}/kill?signal=SIGKILL`, 'container'],
    ['GET', `/containers/${id}/json`, 'container'],
    ['DELETE', `/containers/${id}?force=true&v=true`, 'container'],
  ])('%s %s', (method, target, kind) => {
    expect(permissionFor(method, target).kind).toBe(kind);
  });

  it('creates without what stands behind the question mark', () => {
    expect(permissionFor('POST', '/v1.41/containers/create?name=web')).toEqual({
      kind: 'create',
      path: '/v1.41/containers/create',
    });
  });

  it.each([
    ['GET', '/containers/json?all=true'],
    ['GET', '/volumes'],
    ['POST', '/volumes/create'],
    ['POST', '/volumes/prune'],
    ['GET', `/containers/json?${filters({ label: ['com.docker.compose.project'] })}`],
    ['GET', '/containers/json?filters=nonsense'],
    ['DELETE', '/volumes/..%2Fcontainers%2Fweb'],
    ['POST', `/containers/${id}/exec`],
    ['POST', `/containers/${id}/update`],
    ['PUT', `/containers/${id}/archive?path=/`],
    ['GET', `/containers/${id}/archive?path=/`],
    ['GET', `/containers/${id}/logs`],
    ['POST', '/containers/web/start'],
    ['DELETE', '/containers/web'],
    ['POST', `/containers/${id}/../${id}/exec`],
    ['POST', '/build'],
    ['POST', '/images/create?fromImage=debian'],
    ['DELETE', '/images/assay%2Fsandbox-python-base%3A0123456789ab'],
    ['GET', '/images/json'],
    ['POST', '/networks/create'],
    ['POST', '/swarm/init'],
    ['GET', '/events'],
    ['POST', '/exec/abc/start'],
    ['GET', '/plugins'],
  ])('never %s %s', (method, target) => {
    expect(permissionFor(method, target).kind).toBe('refuse');
  });
});
