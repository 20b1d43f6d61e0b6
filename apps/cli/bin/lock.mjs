import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Runs `work` while no other process runs work under the same lock file; a dead holder's lock is taken over. */
export async function holdingLock(file, work) {
  mkdirSync(path.dirname(file), { recursive: true });
  let announced = false;
  while (!take(file)) {
    if (!announced) {
      console.error('Waiting for another set-up of this folder to finish …');
      announced = true;
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (thrown) {
    if (thrown.code !== 'EEXIST') {
      throw thrown;
    }
    if (isAbandoned(file)) {
      rmSync(file, { force: true });
    }
    return false;
  }
}

function isAbandoned(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    if (pid === 0) {
      return Date.now() - statSync(file).mtimeMs > 10_000;
    }
    process.kill(pid, 0);
    return false;
  } catch (thrown) {
    return thrown.code === 'ESRCH';
  }
}
