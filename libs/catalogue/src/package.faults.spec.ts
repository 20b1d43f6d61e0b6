import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exercisesFolder } from './catalogue.location.js';
import { faultsOfExercise, repeatedIds } from './package.faults.js';

describe('faults of a package with forms', () => {
  let folder: string;

  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'assay-faults-')), 'review-this-diff');
    await cp(join(exercisesFolder, 'review-this-diff'), folder, { recursive: true });
  });

  afterEach(async () => {
    await rm(join(folder, '..'), { recursive: true });
  });

  it('finds none in a sound package', async () => {
    expect(await faultsOfExercise(folder)).toEqual([]);
  });

  it('names the file and line of a kind of field that is none', async () => {
    const text = await readFile(join(folder, 'form.yaml'), 'utf8');
    const broken = text.replace(/kind: \w+/, 'kind: guess');
    const line = broken.slice(0, broken.indexOf('kind: guess')).split('\n').length;
    await writeFile(join(folder, 'form.yaml'), broken);
    expect(await faultsOfExercise(folder)).toContainEqual(expect.objectContaining({ file: 'form.yaml', line }));
  });

  it('names the line of a label with a comma that is not quoted', async () => {
    const text = await readFile(join(folder, 'form.yaml'), 'utf8');
    const broken = text.replace(/\{ id: (\w+), label: [^}]* \}/, '{ id: $1, label: One, two }');
    const line = broken.slice(0, broken.indexOf('One, two')).split('\n').length;
    await writeFile(join(folder, 'form.yaml'), broken);
    expect(await faultsOfExercise(folder)).toContainEqual(expect.objectContaining({ file: 'form.yaml', line }));
  });

  it.each(['form.yaml', 'equivalents.yaml'])('says that %s is not UTF-8', async (file) => {
    await writeFile(join(folder, file), new Uint8Array([0xff, 0xfe, 0x41]));
    expect(await faultsOfExercise(folder)).toContainEqual({ file, line: null, message: 'is not UTF-8 text; save it as UTF-8.' });
  });
});

describe('faults of a package with tests', () => {
  let folder: string;

  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'assay-faults-')), 'word-counter');
    await cp(join(exercisesFolder, 'word-counter'), folder, { recursive: true });
  });

  afterEach(async () => {
    await rm(join(folder, '..'), { recursive: true });
  });

  /** Replaces text that must be there; the number of its line. */
  async function edit(file: string, before: string | RegExp, after: string): Promise<number> {
    const text = await readFile(join(folder, file), 'utf8');
    const at = text.search(before);
    expect(at).toBeGreaterThanOrEqual(0);
    await writeFile(join(folder, file), text.replace(before, after));
    return text.slice(0, at).split('\n').length;
  }

  it('are all told at once, each with its file and line', async () => {
    await rm(join(folder, 'manifest.json'));
    const key = await edit('exercise.yaml', /^minutes:/m, 'minuets: 5\nminutes:');
    const anchors = await edit('rubric.yaml', /^ {4}anchors:\n(?: {6}.*\n)+/m, '');
    const test = await edit('tests/hidden/test_counting.py', /^@pytest\.mark\.requirement\(.*\n(?=def)/m, '');
    const faults = await faultsOfExercise(folder);
    expect(faults).toContainEqual({ file: 'manifest.json', line: null, message: 'is missing; every exercise has this file.' });
    expect(faults).toContainEqual(expect.objectContaining({ file: 'exercise.yaml', line: key }));
    const rubric = faults.find(({ file }) => file === 'rubric.yaml');
    expect(rubric?.message).toContain('anchors');
    expect(rubric?.line).toBeLessThanOrEqual(anchors);
    expect(faults).toContainEqual(expect.objectContaining({ file: 'tests/hidden/test_counting.py', line: test }));
  });

  it('are another exercise with the same id', async () => {
    const other = join(folder, '../copied');
    await rename(folder, other);
    folder = other;
    await edit('exercise.yaml', /^slug: .*/m, 'slug: copied');
    expect(await repeatedIds([folder])).toEqual([
      'copied/exercise.yaml: has the id of word-counter; give each exercise an id of its own.',
    ]);
  });
});
