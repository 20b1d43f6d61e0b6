import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@assay/platform';
import { SandboxPair, usualPair } from '../sandbox.pair.js';
import type { SandboxImage } from '../sandbox.port.js';
import { dockerDriver, imageBuildMs, pythonFile } from '../testing/drivers.js';
import { DockerYardstick } from './docker.yardstick.js';

const installation = `yardstick-${newId()}`;
const driver = dockerDriver({ installation });
const yardstick = new DockerYardstick(driver, installation);
const size = { memoryMb: 256, pids: 64, tmpMb: 32 };
const { signal } = new AbortController();
let image: SandboxImage;

beforeAll(async () => {
  image = await driver.ensureImage('base');
}, imageBuildMs);

afterAll(async () => {
  await yardstick.sweep();
  await driver.close();
});

describe('one container per submission', () => {
  const test = pythonFile('test_double.py', 'from solution import double\n\n\ndef test_two():\n    assert double(1) == 2\n');
  const run = (body: string) => {
    const files = [pythonFile('solution.py', `def double(n):\n    return ${body}\n`), test];
    return yardstick.run({ image, files, ...size }, signal);
  };

  it('says what pytest says, pass or fail', async () => {
    expect(await run('2 * n')).toEqual({ exitCode: 0, output: expect.stringContaining('1 passed') as unknown });
    expect(await run('n')).toEqual({ exitCode: 1, output: expect.stringContaining('1 failed') as unknown });
  });

  it('is gone afterwards, and when it is interrupted', async () => {
    const stop = new AbortController();
    const files = [pythonFile('test_forever.py', 'import time\n\n\ndef test_forever():\n    time.sleep(60)\n')];
    const running = yardstick.run({ image, files, ...size }, stop.signal);
    stop.abort(new Error('enough'));
    await expect(running).rejects.toThrow('enough');
    expect(await yardstick.memory()).toEqual([]);
  });
});

describe('the memory of what waits', () => {
  it('is told for both sandboxes of a pair, until they are swept away', async () => {
    await SandboxPair.start(driver, usualPair(image), 60_000);
    const memory = await yardstick.memory();
    expect(memory.map(({ role }) => role).sort()).toEqual(['grader', 'submission']);
    expect(memory.every(({ bytes }) => bytes > 1e6)).toBe(true);
    await yardstick.sweep();
    expect(await yardstick.memory()).toEqual([]);
  });
});
