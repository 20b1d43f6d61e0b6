import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { samplesFolder } from './catalogue.location.js';
import { loadExercise } from './exercise.loader.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'variants-'));
  await cp(join(samplesFolder, 'shipping-tests'), folder, { recursive: true });
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

const at = (path: string): string => join(folder, path);

/** Replaces text that must be there. */
async function edit(path: string, before: string | RegExp, after: string): Promise<void> {
  const text = await readFile(at(path), 'utf8');
  const changed = text.replace(before, after);
  expect(changed).not.toBe(text);
  await writeFile(at(path), changed);
}

async function expectRefused(sentence: string): Promise<void> {
  await expect(loadExercise(folder)).rejects.toThrow(sentence);
}

describe('the variants of an exercise', () => {
  it('are part of the package and of its hash', async () => {
    const { package: contents } = await loadExercise(folder);
    expect(contents.variants?.correct.map(({ name }) => name)).toEqual(['counting', 'dividing', 'listing']);
    expect(contents.variants?.faulty[0]).toMatchObject({ name: 'takes-nothing', base: 'counting', requirements: ['R1'] });
    await appendFile(at('variants/faulty/takes-nothing.py'), '\n');
    expect((await loadExercise(folder)).package.hash).not.toBe(contents.hash);
  });

  it('are absent where no group needs any', async () => {
    expect((await loadExercise('word-counter')).package).not.toHaveProperty('variants');
  });

  it.each<[string, () => Promise<void>, string]>([
    [
      'the folder is missing',
      () => rm(at('variants'), { recursive: true }),
      'variants/variants.yaml: is missing; the group given',
    ],
    ['the manifest is missing', () => rm(at('variants/variants.yaml')), 'variants/variants.yaml: is missing; it says which'],
    ['a file is missing', () => rm(at('variants/faulty/takes-nothing.py')), 'variants/faulty/takes-nothing.py: is missing'],
    [
      'a file is not in the manifest',
      () => writeFile(at('variants/correct/other.py'), 'x = 1\n'),
      'variants/correct/other.py: is not in variants.yaml',
    ],
    [
      'there are two correct ones only',
      () => edit('variants/variants.yaml', '[counting, dividing, listing]', '[counting, dividing]'),
      'variants/variants.yaml: does not follow the format. correct',
    ],
    [
      'what they replace is not given',
      () => edit('variants/variants.yaml', 'replaces: shipping.py', 'replaces: price.py'),
      'replaces price.py, which starter/ does not have',
    ],
    [
      'a faulty one derives from nothing',
      () => edit('variants/variants.yaml', 'takes-nothing: { base: counting', 'takes-nothing: { base: reckoning'),
      'derives takes-nothing from reckoning, which is no correct variant',
    ],
    [
      'a correct one is the base of none',
      () => edit('variants/variants.yaml', 'base: listing', 'base: counting'),
      'derives no faulty variant from listing',
    ],
    [
      'two are equal',
      () => cp(at('variants/correct/counting.py'), at('variants/faulty/takes-nothing.py')),
      'has the variant takes-nothing, which is the same as the variant counting',
    ],
    [
      'one equals the given source',
      () => cp(at('starter/shipping.py'), at('variants/faulty/takes-nothing.py')),
      'has the variant takes-nothing, which is the same as the given source',
    ],
    [
      'one names an unknown requirement',
      () => edit('variants/variants.yaml', 'requirements: [R3]', 'requirements: [R9]'),
      'refers to the requirement R9',
    ],
    [
      'two have one name',
      async () => {
        await edit('variants/variants.yaml', 'express-adds-four:', 'counting:');
        await cp(at('variants/faulty/express-adds-four.py'), at('variants/faulty/counting.py'));
        await rm(at('variants/faulty/express-adds-four.py'));
      },
      'has two variants with the name counting',
    ],
    [
      'no group needs them',
      async () => {
        await edit('exercise.yaml', /harness: mutants/g, 'harness: written');
        await edit('exercise.yaml', /^modules: .*$/m, 'modules: []');
      },
      'variants/variants.yaml: is of no use',
    ],
  ])('are refused where %s', async (_, breakIt, sentence) => {
    await breakIt();
    await expectRefused(sentence);
  });

  it('have one case each in the manifest, all of one source', async () => {
    await edit('manifest.json', 'variants::given', 'test_given::given');
    await expectRefused('manifest.json: lists cases of test_given in the group given');
  });
});

describe('the program of a cli group', () => {
  beforeEach(async () => {
    await rm(folder, { recursive: true });
    await cp(join(samplesFolder, 'line-tool'), folder, { recursive: true });
  });

  it('is needed', async () => {
    await edit('exercise.yaml', '    program: lines.py\n', '');
    await expectRefused('exercise.yaml: the group examples needs a program to run.');
  });

  it('is given to candidates', async () => {
    await edit('exercise.yaml', 'program: lines.py', 'program: tool.py');
    await expectRefused('starter/tool.py: is missing; the group examples runs it.');
  });

  it('belongs to cli alone', async () => {
    await edit('exercise.yaml', 'harness: cli', 'harness: call');
    await expectRefused('the group examples names a program, which belongs to the harness cli.');
  });
});
