import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AssayError } from '@assay/platform';
import { create } from 'tar';
import { storedZip } from '../testing/stored-zip.js';
import { readSubmission } from './read-submission.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'assay-submission-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function refusal(location: string): Promise<string> {
  const thrown = await readSubmission(location).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(thrown).toBeInstanceOf(AssayError);
  return thrown instanceof AssayError ? `${thrown.code}: ${thrown.message}` : '';
}

async function work(files: Record<string, string>): Promise<string> {
  const place = path.join(folder, 'work');
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(place, name)), { recursive: true });
    await writeFile(path.join(place, name), content);
  }
  return place;
}

async function zip(entries: Parameters<typeof storedZip>[0]): Promise<string> {
  const place = path.join(folder, 'work.zip');
  await writeFile(place, storedZip(entries));
  return place;
}

describe('a folder', () => {
  it('gives its files, without what tools leave behind', async () => {
    const place = await work({ 'solution.py': 'x = 1\n', 'pkg/deep/part.py': '', '__pycache__/solution.pyc': 'no' });
    expect(await readSubmission(place)).toEqual([
      { path: 'pkg/deep/part.py', content: '' },
      { path: 'solution.py', content: 'x = 1\n' },
    ]);
  });

  it('with a link in it is refused', async () => {
    const place = await work({ 'solution.py': '' });
    await symlink('/etc/passwd', path.join(place, 'secrets.py'));
    expect(await refusal(place)).toContain('files-refused: secrets.py is a link');
  });

  it('may hold bytes that are no text', async () => {
    const place = await work({ 'solution.py': '' });
    await writeFile(path.join(place, 'data.bin'), Buffer.from([0xff, 0xfe]));
    const [data] = await readSubmission(place);
    expect(data).toEqual({ path: 'data.bin', content: Buffer.from([0xff, 0xfe]) });
  });

  it('that is empty is refused', async () => {
    await mkdir(path.join(folder, 'empty'));
    expect(await refusal(path.join(folder, 'empty'))).toContain('holds no files');
  });

  it('that is not there is a wrong use of the command', async () => {
    expect(await refusal(path.join(folder, 'nowhere'))).toContain('usage-wrong: There is no folder or archive');
  });
});

describe('an archive', () => {
  it.each(['work.tar', 'work.tar.gz', 'work.tgz'])('%s gives the same files as the folder', async (name) => {
    const place = await work({ 'solution.py': 'x = 1\n', 'pkg/part.py': 'y = 2\n' });
    const file = path.join(folder, name);
    await create({ cwd: place, file, gzip: !name.endsWith('.tar') }, ['.']);
    expect(await readSubmission(file)).toEqual(expect.arrayContaining(await readSubmission(place)));
  });

  it('work.zip gives its files', async () => {
    const file = await zip([
      { name: 'pkg/', content: '', mode: 0o040755 },
      { name: 'pkg/solution.py', content: 'x = 1\n' },
    ]);
    expect(await readSubmission(file)).toEqual([{ path: 'pkg/solution.py', content: 'x = 1\n' }]);
  });

  it('with a symbolic link is refused', async () => {
    const place = await work({ 'solution.py': '' });
    await symlink('/etc/passwd', path.join(place, 'secrets.py'));
    await create({ cwd: place, file: path.join(folder, 'work.tar') }, ['.']);
    expect(await refusal(path.join(folder, 'work.tar'))).toContain('is a link or no regular file');
    expect(await refusal(await zip([{ name: 'secrets.py', content: '/etc/passwd', mode: 0o120777 }]))).toContain(
      'is a link or no regular file',
    );
  });

  it.each(['../escape.py', 'a/../../escape.py', '/etc/escape.py'])('with the path %s is refused', async (name) => {
    expect(await refusal(await zip([{ name, content: 'x' }]))).toContain('files-refused');
  });

  it('that holds less than it claims is refused', async () => {
    expect(await refusal(await zip([{ name: 'solution.py', content: 'x', claimedSize: 400 }]))).toContain('cannot be read');
  });

  it('that claims more than a file may hold is refused before it is read', async () => {
    expect(await refusal(await zip([{ name: 'solution.py', content: 'x', claimedSize: 900_000_000 }]))).toContain(
      'more than 1 MB',
    );
  });

  it('with too many entries is refused', async () => {
    const many = Array.from({ length: 301 }, (_, index) => ({ name: `f${index}.py`, content: '' }));
    expect(await refusal(await zip(many))).toContain('more than 300 entries');
  });

  it('that is no archive is refused', async () => {
    const file = path.join(folder, 'work.zip');
    await writeFile(file, 'not an archive');
    expect(await refusal(file)).toContain('The archive cannot be read');
    await writeFile(path.join(folder, 'work.tgz'), 'not an archive');
    expect(await refusal(path.join(folder, 'work.tgz'))).toContain('files-refused');
  });

  it('of another kind is a wrong use of the command', async () => {
    const file = path.join(folder, 'work.rar');
    await writeFile(file, 'x');
    expect(await refusal(file)).toContain('usage-wrong');
  });
});
