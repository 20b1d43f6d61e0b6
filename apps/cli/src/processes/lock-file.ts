import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { pause, systemCodeOf } from '@assay/platform';
import { isAlive } from './run.js';

/**
 * Takes a lock that dies with its holder: a file with the holder's process id.
 *
 * @returns the id of the living holder, or undefined when the lock is now ours.
 */
export async function takeLock(file: string): Promise<number | undefined> {
  await mkdir(path.dirname(file), { recursive: true });
  for (;;) {
    try {
      await writeFile(file, String(process.pid), { flag: 'wx', mode: 0o644 });
      return undefined;
    } catch (thrown) {
      if (systemCodeOf(thrown) !== 'EEXIST') {
        throw thrown;
      }
    }
    const holder = await holderOf(file);
    if (holder !== undefined) {
      return holder;
    }
    await rm(file, { force: true });
  }
}

export async function releaseLock(file: string): Promise<void> {
  await rm(file, { force: true });
}

/** Runs `work` under the lock, waiting while another process holds it. */
export async function withLock<T>(file: string, onWait: (holder: number) => void, work: () => Promise<T>): Promise<T> {
  let told = false;
  for (;;) {
    const holder = await takeLock(file);
    if (holder === undefined) {
      break;
    }
    if (!told) {
      onWait(holder);
      told = true;
    }
    await pause(250);
  }
  try {
    return await work();
  } finally {
    await releaseLock(file);
  }
}

async function holderOf(file: string): Promise<number | undefined> {
  // A lock just made may not hold its number yet.
  for (let reading = 0; reading < 20; reading += 1) {
    const pid = Number(await readFile(file, 'utf8').catch(() => '-1'));
    if (pid !== 0) {
      return pid > 0 && isAlive(pid) && (await isNode(pid)) ? pid : undefined;
    }
    await pause(50);
  }
  return undefined;
}

/** After a restart of the machine the number may belong to anything. Where nobody can say, it counts as the holder. */
async function isNode(pid: number): Promise<boolean> {
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => 'node');
  return commandLine.includes('node');
}
