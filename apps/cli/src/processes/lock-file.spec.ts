import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { releaseLock, takeLock, withLock } from './lock-file.js';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'assay-lock-'));
  file = path.join(folder, 'deep/lock');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** The id of a process that has ended. */
async function deadPid(): Promise<number> {
  const child = spawn('true');
  await once(child, 'exit');
  return child.pid ?? 0;
}

describe('a lock', () => {
  it('is held by one and free after its release', async () => {
    expect(await takeLock(file)).toBeUndefined();
    expect(await takeLock(file)).toBe(process.pid);
    await releaseLock(file);
    expect(await takeLock(file)).toBeUndefined();
  });

  it('of a process that is gone is taken over', async () => {
    await takeLock(file);
    await writeFile(file, String(await deadPid()));
    expect(await takeLock(file)).toBeUndefined();
  });

  it('whose number now belongs to another program is taken over', async () => {
    const other = spawn('sleep', ['60']);
    await once(other, 'spawn');
    await takeLock(file);
    await writeFile(file, String(other.pid));
    expect(await takeLock(file)).toBeUndefined();
    other.kill();
  });

  it('lets work happen one after another', async () => {
    const events: string[] = [];
    let waited = 0;
    const work = (name: string) => async () => {
      events.push(`${name} begins`);
      await new Promise(setImmediate);
      events.push(`${name} ends`);
    };
    await Promise.all(['a', 'b'].map((name) => withLock(file, () => (waited += 1), work(name))));
    expect(events.filter((_, index) => index % 2 === 1)).toEqual(
      events.filter((_, index) => index % 2 === 0).map((event) => event.replace('begins', 'ends')),
    );
    expect(waited).toBe(1);
  });

  it('is given back when the work fails', async () => {
    await expect(
      withLock(
        file,
        () => undefined,
        () => Promise.reject(new Error('broken')),
      ),
    ).rejects.toThrow('broken');
    expect(await takeLock(file)).toBeUndefined();
  });
});
