import { newId } from '@assay/platform';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { Duplex } from 'node:stream';
import { defaultRecipeFolder } from '../image.recipe.js';
import type { SandboxImage } from '../sandbox.port.js';
import { imageBuildMs, readyDriver, sharedEngine } from '../testing/drivers.js';
import { containerOptions } from './container.options.js';
import { DockerSandbox } from './docker.sandbox.js';
import { readSeccompProfiles } from './seccomp.profiles.js';

const engine = sharedEngine();

/** A program that writes without end, on standard output or error. */
const flood = (fd: number) => ['/usr/bin/python3', '-c', `import os\nwhile True: os.write(${String(fd)}, b"x" * 65536)`];

describe('a sandbox that floods its output', () => {
  let image: SandboxImage;
  let close: () => Promise<void>;

  beforeAll(async () => {
    const ready = await readyDriver('docker');
    ({ image } = ready);
    close = () => ready.driver.close();
  }, imageBuildMs);

  afterAll(() => close());

  async function flooding(fd: number) {
    const context = {
      imageName: `assay/sandbox-python-base:${image.version}`,
      labels: { 'assay.flood': newId() },
      seccomp: (await readSeccompProfiles(defaultRecipeFolder)).submission,
      cgroupParent: '/assay',
      runtime: undefined,
      cpus: 1,
    };
    const spec = { role: 'submission', image, memoryMb: 64, pids: 16, tmpMb: 8, lifeMs: 60_000 } as const;
    const container = await engine.createContainer({ ...containerOptions(spec, context), Cmd: flood(fd) });
    const stream = await container.attach({ stream: true, stdin: true, stdout: true, stderr: true, hijack: true });
    if (!(stream instanceof Duplex)) throw new TypeError('The engine gave no stream both ways.');
    let ends = 0;
    const listener = { onFrame: () => undefined, onEnd: () => (ends += 1) };
    const discard = () => container.remove({ force: true, v: true }) as Promise<void>;
    const sandbox = new DockerSandbox('submission', container, stream, listener, discard);
    await container.start();
    sandbox.begin();
    await once(stream, 'data');
    return { sandbox, stream, ends: () => ends };
  }

  it.each([
    ['standard output', 1],
    ['standard error', 2],
  ])('on %s is killed while its host has stopped reading, and read to its end', async (_name, fd) => {
    const { sandbox, stream, ends } = await flooding(fd);
    stream.pause();
    const closed = once(stream, 'end');
    await sandbox.kill();
    await closed;
    await expect(sandbox.end()).resolves.toEqual({ exitCode: 137, outOfMemory: false });
    expect(ends()).toBe(1);
    expect(sandbox.diagnostics.length).toBeLessThanOrEqual(2_000);
    await sandbox.dispose();
  });

  it('is disposed of while its host has stopped reading', async () => {
    const { sandbox, stream } = await flooding(1);
    stream.pause();
    await sandbox.dispose();
    await expect(sandbox.end()).rejects.toMatchObject({ code: 'engine-unreachable' });
    expect(stream.destroyed).toBe(true);
  });
});
