import { childEnvironment, newId } from '@assay/platform';
import { sourceArguments } from '@assay/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { leaseUntil, Orphans, ownerLabels } from './docker/orphans.js';
import { hostFrame } from './frames.js';
import type { Sandbox, SandboxDriver, SandboxImage, SandboxRole } from './sandbox.port.js';
import { controlGroupsOf } from './testing/control.groups.js';
import { bubblewrapDriver, dockerDriver, imageBuildMs, readyDriver, sharedEngine } from './testing/drivers.js';

const engine = sharedEngine();
const minute = 60_000;

/** A started sandbox whose first process is ready or has ended, and the promise of its end. By default one that waits for no other. */
async function started(driver: SandboxDriver, image: SandboxImage, lifeMs = 10 * minute, role: SandboxRole = 'static') {
  let ready: () => void;
  let ended: () => void;
  const isReady = new Promise<void>((resolve) => (ready = resolve));
  const end = new Promise<void>((resolve) => (ended = resolve));
  const spec = { role, image, memoryMb: 64, pids: 16, tmpMb: 8, lifeMs };
  const sandbox = await driver.start(spec, { onFrame: () => ready(), onEnd: () => ended() });
  await Promise.race([isReady, end]);
  return { sandbox, end };
}

/** A process that holds one sandbox; killed, it can do nothing more about it. */
async function startHolder(driverName: string, installation: string) {
  const file = join(import.meta.dirname, 'testing', 'holder.ts');
  const child = spawn(process.execPath, sourceArguments(file, driverName, installation), {
    env: childEnvironment(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return { pid: child.pid ?? 0, kill: () => child.kill('SIGKILL'), exited: once(child, 'exit') };
}

async function containersOf(installation: string): Promise<string[]> {
  const filters = { label: [`${ownerLabels.installation}=${installation}`] };
  return (await engine.listContainers({ all: true, filters })).map(({ Id: id }) => id);
}

describe.each(['docker', 'bubblewrap'] as const)('a sandbox of %s that nobody gives anything to do', (driverName) => {
  let driver: SandboxDriver;
  let image: SandboxImage;

  beforeAll(async () => {
    ({ driver, image } = await readyDriver(driverName));
  }, imageBuildMs);

  afterAll(() => driver.close());

  it.each(['submission', 'grader', 'static'] as const)('ends by itself after its life: %s', async (role) => {
    const { sandbox, end } = await started(driver, image, 1_000, role);
    await end;
    await expect(sandbox.end()).resolves.toEqual({ exitCode: 0, outOfMemory: false });
    await sandbox.dispose();
  });
});

describe('sandboxes of a worker that was killed', () => {
  it('end by themselves on docker, though their lease has not lapsed', async () => {
    const installation = `specs-${newId()}`;
    const holder = await startHolder('docker', installation);
    const [id, ...others] = await containersOf(installation);
    expect(others).toEqual([]);
    const container = engine.getContainer(id ?? '');
    const ended = container.wait() as Promise<{ StatusCode: number }>;
    holder.kill();
    await holder.exited;
    await expect(ended).resolves.toMatchObject({ StatusCode: 0 });
    await container.remove();
  });

  it('end with it on bubblewrap, and the next worker removes their control group', async () => {
    const survivor = bubblewrapDriver();
    const holder = await startHolder('bubblewrap', 'none');
    try {
      await survivor.reapOrphans();
      expect(controlGroupsOf(holder.pid)).toHaveLength(1);
    } finally {
      holder.kill();
    }
    await holder.exited;
    await survivor.reapOrphans();
    expect(controlGroupsOf(holder.pid)).toEqual([]);
  });
});

describe('orphans on an engine', () => {
  const installation = `specs-${newId()}`;
  const mine = dockerDriver({ installation, worker: 'one' });
  const others = dockerDriver({ installation, worker: 'two' });
  let image: SandboxImage;
  const living: Sandbox[] = [];

  beforeAll(async () => {
    image = await mine.ensureImage('base');
  }, imageBuildMs);

  afterAll(async () => {
    await Promise.all(living.map((sandbox) => sandbox.dispose()));
    await Promise.all([mine.close(), others.close()]);
  });

  it('are those alone whose lease has lapsed, whoever made them', async () => {
    const { sandbox: own } = await started(mine, image);
    const { sandbox: foreign } = await started(others, image);
    living.push(own, foreign);
    const alive = await containersOf(installation);
    expect(alive).toHaveLength(2);
    const lapsed = await engine.createContainer({
      Image: `assay/sandbox-python-base:${image.version}`,
      Cmd: ['/usr/bin/python3', '-c', 'import signal; signal.pause()'],
      Labels: { [ownerLabels.installation]: installation, [ownerLabels.lease]: leaseUntil(Date.now(), -2 * minute) },
      HostConfig: { NetworkMode: 'none' },
    });
    await lapsed.start();
    await expect(others.reapOrphans()).resolves.toBe(1);
    expect((await containersOf(installation)).sort()).toEqual(alive.sort());
    own.send(hostFrame({ t: 'job', files: [], limits: {}, lifeMs: minute }));
    await expect(own.end()).resolves.toMatchObject({ exitCode: null });
  });

  it('are volumes too', async () => {
    const make = async (lease: string, owner = installation) => {
      const name = `assay-${newId()}`;
      await engine.createVolume({ Name: name, Labels: { [ownerLabels.installation]: owner, [ownerLabels.lease]: lease } });
      return { name };
    };
    const [, alive] = await Promise.all([
      make(leaseUntil(Date.now(), -2 * minute)),
      make(leaseUntil(Date.now(), minute)),
      make(leaseUntil(Date.now(), -2 * minute), `${installation}-neighbour`),
    ]);
    await expect(mine.reapOrphans()).resolves.toBe(1);
    const { Volumes: left } = await engine.listVolumes({ filters: { label: [`${ownerLabels.installation}=${installation}`] } });
    expect(left.map(({ Name: name }) => name)).toEqual([alive.name]);
    await engine.getVolume(alive.name).remove();
    await new Orphans(engine, `${installation}-neighbour`).reap(Date.now());
  });

  it('cannot be looked for on an engine that is away, and that is said', async () => {
    const astray = dockerDriver({ installation, host: 'unix:///nowhere/docker.sock' });
    await expect(astray.reapOrphans()).rejects.toMatchObject({
      code: 'engine-unreachable',
      message: expect.stringContaining('npm run assay -- provision') as unknown,
    });
  });
});
