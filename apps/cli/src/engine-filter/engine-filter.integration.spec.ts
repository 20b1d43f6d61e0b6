import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadExercise } from '@assay/catalogue';
import { gradeFiles } from '@assay/grading';
import { loadConfig, testService } from '@assay/platform';
import { DockerDriver, defaultRecipeFolder, readSeccompProfiles } from '@assay/sandbox';
import { baseImage } from '../provision/base-image.js';
import { dockerAt } from '../provision/docker.js';
import { EngineFilter } from './engine-filter.js';

const refusals: string[] = [];
let filter: EngineFilter;
let address: string;
let driver: DockerDriver;

beforeAll(async () => {
  filter = new EngineFilter({
    socketPath: new URL(testService('dockerHost')).pathname,
    seccomp: await readSeccompProfiles(defaultRecipeFolder),
    onRefusal: (sentence) => refusals.push(sentence),
  });
  filter.server.listen(0, '127.0.0.1');
  await once(filter.server, 'listening');
  const bound = filter.server.address();
  address = `127.0.0.1:${bound !== null && typeof bound === 'object' ? bound.port : 0}`;
  const names = { installation: 'engine-filter-spec', worker: 'spec', cacheFolder: loadConfig().cache };
  driver = new DockerDriver({ host: `tcp://${address}`, ...names });
  const unfiltered = new DockerDriver({ host: testService('dockerHost'), ...names });
  await unfiltered.ensureImage('base');
  await unfiltered.ensureImage('database');
}, 600_000);

afterAll(async () => {
  await driver.close();
  filter.server.closeAllConnections();
  filter.server.close();
});

/** Asks the filter as an intruder in a worker would. */
async function ask(method: string, target: string, body?: unknown): Promise<{ status: number; said: string }> {
  const answer = await fetch(`http://${address}${target}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  return { status: answer.status, said: await answer.text() };
}

describe('through the filter', () => {
  it('a submission is graded as without it', async () => {
    const { package: exercise, examples } = await loadExercise('word-counter');
    const reference = examples.find(({ name }) => name === 'reference');
    const report = await gradeFiles({ exercise, files: reference?.files ?? [], purpose: 'grading', driver });
    expect(report).toMatchObject({ verdict: 'accepted', score: 1, fault: null });
    expect(refusals).toEqual([]);
    expect(await driver.reapOrphans()).toBe(0);
  });

  it('a database gets the profile that PostgreSQL needs', async () => {
    const image = await driver.describeImage('database');
    const spec = { role: 'database', image, memoryMb: 64, pids: 16, tmpMb: 8, lifeMs: 60_000 } as const;
    const { status, said } = await ask('POST', '/containers/create', await driver.containerFor(spec));
    expect([status, said]).toEqual([201, expect.any(String)]);
    const { Id: id } = JSON.parse(said) as { Id: string };
    expect((await ask('DELETE', `/containers/${id}?force=true`)).status).toBe(204);
  });

  it('the host is not described', async () => {
    const { said } = await ask('GET', '/info');
    expect(Object.keys(JSON.parse(said) as object)).toContain('ServerVersion');
    expect(said).not.toContain('DockerRootDir');
    expect(said).not.toContain('KernelVersion');
  });

  it('no container with a way out is created', async () => {
    const { status, said } = await ask('POST', '/containers/create', {
      Image: baseImage,
      HostConfig: { Binds: ['/:/host'], Privileged: true },
    });
    expect(status).toBe(403);
    expect(said).toContain('This is no sandbox');
    expect(refusals.join('\n')).toContain('Refused a container');
  });

  it('no image is built or pulled, and nothing runs inside what runs', async () => {
    for (const target of ['/build', '/images/create?fromImage=debian', `/containers/${'a'.repeat(64)}/exec`]) {
      expect((await ask('POST', target)).status).toBe(403);
    }
  });

  it('a container that is no sandbox cannot be seen, attached to or removed', async () => {
    const docker = dockerAt(testService('dockerHost'));
    const id = (await docker.do(['create', '--network', 'none', '--label', `spec=${tmpdir()}`, baseImage, 'true'])).trim();
    try {
      expect((await ask('GET', `/containers/${id}/json`)).status).toBe(404);
      expect((await ask('POST', `/containers/${id}/start`)).status).toBe(404);
      expect((await ask('DELETE', `/containers/${id}?force=true`)).status).toBe(404);
      expect((await docker.try(['inspect', id])).code).toBe(0);
    } finally {
      await docker.do(['rm', '--force', id]);
    }
  });

  it('a volume that belongs to no sandbox cannot be removed', async () => {
    const docker = dockerAt(testService('dockerHost'));
    const name = (await docker.do(['volume', 'create', '--label', `spec=${tmpdir()}`])).trim();
    try {
      expect((await ask('DELETE', `/volumes/${name}`)).status).toBe(404);
      expect((await docker.try(['volume', 'inspect', name])).code).toBe(0);
    } finally {
      await docker.do(['volume', 'rm', name]);
    }
  });

  it('a request of endless size is cut off', async () => {
    const { status } = await ask('POST', '/containers/create', { Image: 'x'.repeat(1_000_000) }).catch(() => ({ status: 0 }));
    expect([0, 403]).toContain(status);
  });
});
