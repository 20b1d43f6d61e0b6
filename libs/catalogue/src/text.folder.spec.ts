import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTextFolder } from './text.folder.js';

describe('reading a folder of text files', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'texts-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  async function put(path: string, content: string | Uint8Array): Promise<void> {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), content);
  }

  const reading = (): Promise<unknown> => readTextFolder(folder, 'starter');

  it('gives relative paths in one order, whatever the order on disk', async () => {
    await put('b.py', 'b');
    await put('a/z.py', 'z');
    await put('a.py', 'a');
    await put('B.txt', 'é');
    expect(await reading()).toEqual([
      { path: 'B.txt', content: 'é' },
      { path: 'a.py', content: 'a' },
      { path: 'a/z.py', content: 'z' },
      { path: 'b.py', content: 'b' },
    ]);
  });

  it('passes over what Python tools leave behind', async () => {
    await put('__pycache__/a.pyc', new Uint8Array([0, 255]));
    await put('.mypy_cache/x.json', '{}');
    await put('a.py', '');
    expect(await reading()).toEqual([{ path: 'a.py', content: '' }]);
  });

  it('refuses a link, also one that stays inside', async () => {
    await put('a.py', '');
    await symlink('a.py', join(folder, 'b.py'));
    await expect(reading()).rejects.toThrow('starter/b.py: is neither a file nor a folder; replace links by what they point to.');
  });

  it('refuses a link to a folder', async () => {
    await symlink(tmpdir(), join(folder, 'elsewhere'));
    await expect(reading()).rejects.toThrow('starter/elsewhere: is neither a file nor a folder');
  });

  it.each(['.hidden', 'two words.py', 'naïve.py', 'a\\b.py', '-rf'])('refuses the name %s', async (name) => {
    await put(name, '');
    await expect(reading()).rejects.toThrow(`starter/${name}: has a name that not every system can hold`);
  });

  it('refuses names that differ in case only', async () => {
    await put('notes.md', '');
    await put('NOTES.md', '');
    await expect(reading()).rejects.toThrow('differs from NOTES.md in case only; rename one of them.');
  });

  it('refuses what is not text', async () => {
    await put('a.py', new Uint8Array([0x66, 0xff, 0xfe]));
    await expect(reading()).rejects.toThrow('starter/a.py: is not UTF-8 text');
    await put('a.py', 'a\0b');
    await expect(reading()).rejects.toThrow('starter/a.py: holds a NUL character');
  });

  it('refuses a file of more than a megabyte', async () => {
    await put('a.py', 'x'.repeat(1_000_001));
    await expect(reading()).rejects.toThrow('starter/a.py: is larger than 1000000 bytes');
  });

  it('refuses more than 300 files', async () => {
    for (let number = 0; number <= 300; number += 1) {
      await put(`f${String(number)}.py`, '');
    }
    await expect(reading()).rejects.toThrow('starter: has 301 files; keep it to 300.');
  });

  it('says which folder is missing', async () => {
    await expect(readTextFolder(join(folder, 'none'), 'tests')).rejects.toThrow(
      'tests: is missing; every exercise has this folder.',
    );
  });
});
