import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { listExercises, loadExercise } from '@assay/catalogue';
import { readSubmission } from '../grade/read-submission.js';
import { storedZip } from '../testing/stored-zip.js';
import { assay } from '../testing/command-line.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'assay-exchange-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const at = (name: string) => path.join(folder, name);
const within = () => ['--within', at('imported')];

async function exported(slug: string): Promise<string> {
  const { exitCode, complained } = await assay(['export', slug, '--to', at(`${slug}.zip`)]);
  expect([exitCode, complained]).toEqual([0, '']);
  return at(`${slug}.zip`);
}

/** The word counter as an archive, with some files changed or, by null, left out. */
async function changed(changes: Record<string, string | Buffer | null>): Promise<string> {
  const files = new Map<string, string | Buffer>();
  for (const file of await readSubmission(await exported('word-counter'))) files.set(file.path, file.content as string);
  for (const [name, content] of Object.entries(changes)) {
    if (content === null) files.delete(`word-counter/${name}`);
    else files.set(`word-counter/${name}`, content);
  }
  await writeFile(at('changed.zip'), storedZip([...files].map(([name, content]) => ({ name, content }))));
  return at('changed.zip');
}

describe('an exercise in an archive', () => {
  it('is the same package after it was exported and imported, whichever of the catalogue it is', async () => {
    for (const slug of await listExercises()) {
      const archive = await exported(slug);
      const { exitCode, complained } = await assay(['import', archive, ...within()]);
      expect([exitCode, complained]).toEqual([0, '']);
      const [was, is] = [await loadExercise(slug), await loadExercise(at(`imported/${slug}`))];
      expect(is).toEqual(was);
    }
  });

  it('is the same bytes whenever it is made', async () => {
    const first = await readFile(await exported('word-counter'));
    expect(await readFile(await exported('word-counter'))).toEqual(first);
  });

  it('is not imported over another', async () => {
    const archive = await exported('word-counter');
    await assay(['import', archive, ...within()]);
    const { exitCode, complained } = await assay(['import', archive, ...within()]);
    expect(exitCode).toBe(2);
    expect(complained).toContain('word-counter already; choose another name.');
  });

  it('is refused with a line for every fault, and nothing is left of it', async () => {
    const archive = await changed({
      'rubric.yaml': 'version: 1\ncriteria: []\n',
      'tests/hidden/test_counting.py': 'def test_of_nothing():\n    assert True\n',
      'form.yaml': 'forms:\n  - { answers: a.json, title: T, fields: [{ id: a, kind: text, label: One, two }] }\n',
      'manifest.json': null,
    });
    const { exitCode, complained } = await assay(['import', archive, ...within()]);
    expect(exitCode).toBe(2);
    for (const line of [
      /^word-counter\/rubric\.yaml:2: /m,
      /^word-counter\/tests\/hidden\/test_counting\.py:1: test_of_nothing names no requirement/m,
      /^word-counter\/form\.yaml:2: /m,
      /^word-counter\/manifest\.json: is missing/m,
    ]) {
      expect(complained).toMatch(line);
    }
    expect(await readdir(at('imported'))).toEqual([]);
  });

  it.each([
    ['a file that is no text', { 'starter/data.txt': Buffer.from([0xff, 0xfe]) }, /data\.txt: is not UTF-8 text/],
    ['no exercise.yaml', { 'exercise.yaml': null }, /not an exercise of ours: there is no exercise\.yaml/],
    ['names that differ in case', { 'starter/Solution.py': '' }, /Solution\.py/],
  ])('is refused with %s', async (_, changes, sentence) => {
    const { exitCode, complained } = await assay(['import', await changed(changes), ...within()]);
    expect(exitCode).toBe(2);
    expect(complained).toMatch(sentence);
  });

  it.each([
    ['leads out', [{ name: '../word-counter/exercise.yaml', content: '' }], /leads out|invalid relative path/],
    ['holds a link', [{ name: 'x/exercise.yaml', content: '/etc/passwd', mode: 0o120_777 }], /is a link/],
    ['claims less than it holds', [{ name: 'x/exercise.yaml', content: 'x'.repeat(99), claimedSize: 3 }], /archive/],
    ['is too much', [{ name: 'x/exercise.yaml', content: Buffer.alloc(2_000_000), deflated: true }], /more than 1 MB/],
  ])('is refused when it %s', async (_, entries, sentence) => {
    await writeFile(at('bad.zip'), storedZip(entries));
    const { exitCode, complained } = await assay(['import', at('bad.zip'), ...within()]);
    expect(exitCode).toBe(2);
    expect(complained).toMatch(sentence);
  });
});
