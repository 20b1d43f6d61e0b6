import { mkdir, mkdtemp, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { linkLibraries } from './postgres-binaries.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'assay-binaries-'));
  await mkdir(path.join(folder, 'native/lib'), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the libraries of a package whose install script did not run', () => {
  it('are linked as the package says, and a second time changes nothing', async () => {
    const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }];
    await writeFile(path.join(folder, 'native/pg-symlinks.json'), JSON.stringify(links));
    for (let time = 0; time < 2; time += 1) {
      await linkLibraries(folder);
      expect(await readlink(path.join(folder, 'native/lib/libpq.so.5'))).toBe('libpq.so.5.18');
    }
  });

  it('need no links where the package names none', async () => {
    await expect(linkLibraries(folder)).resolves.toBeUndefined();
  });
});
