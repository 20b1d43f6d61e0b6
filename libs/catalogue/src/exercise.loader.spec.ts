import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CatalogueError } from './catalogue.error.js';
import { exercisesFolder } from './catalogue.location.js';
import { listExercises, loadExercise } from './exercise.loader.js';

const slugs = [
  'below-the-import',
  'compute-io-or-architecture',
  'contract-first-pipeline',
  'design-events-a-day',
  'event-ingestion-endpoint',
  'find-the-hot-path',
  'llm-client-you-can-trust',
  'make-it-safe-to-change',
  'read-the-plan',
  'review-this-diff',
  'tests-that-kill-mutants',
  'three-in-the-morning',
  'unblock-the-loop',
  'word-counter',
];

describe('exercises of the catalogue', () => {
  it('lists every exercise by its slug', async () => {
    expect(await listExercises()).toEqual(slugs);
  });

  it.each(slugs)('loads %s with its examples, by slug and by folder alike', async (slug) => {
    const bySlug = await loadExercise(slug);
    const byFolder = await loadExercise(join(exercisesFolder, slug));
    expect(bySlug).toEqual(byFolder);
    expect(bySlug.package.manifest.slug).toBe(slug);
    const verdicts = bySlug.examples.map((example) => example.expectation.verdict);
    expect(verdicts.filter((verdict) => verdict === 'accepted').length).toBeGreaterThanOrEqual(3);
    expect(verdicts.filter((verdict) => verdict !== 'accepted').length).toBeGreaterThanOrEqual(6);
  });

  it('gives no two exercises the same id or code', async () => {
    const manifests = await Promise.all((await listExercises()).map(async (slug) => (await loadExercise(slug)).package.manifest));
    expect(new Set(manifests.map((manifest) => manifest.id)).size).toBe(manifests.length);
    expect(new Set(manifests.map((manifest) => manifest.code)).size).toBe(manifests.length);
  });

  it('takes the starter example from the starter folder', async () => {
    const { package: contents, examples } = await loadExercise('word-counter');
    expect(examples.find((example) => example.name === 'starter')?.files).toEqual(contents.starter);
  });

  it('names the known exercises when there is no such one', async () => {
    await expect(loadExercise('no-such-exercise')).rejects.toThrow(
      `no-such-exercise: there is no such exercise or folder. The catalogue has: ${slugs.join(', ')}.`,
    );
  });
});

describe('a broken exercise folder', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'exercise-'));
    await cp(join(exercisesFolder, 'word-counter'), folder, { recursive: true });
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

  async function faultOf(): Promise<CatalogueError> {
    const thrown: unknown = await loadExercise(folder).then(
      () => 'nothing was thrown',
      (error: unknown) => error,
    );
    if (thrown instanceof CatalogueError) {
      return thrown;
    }
    throw new Error(`A CatalogueError was expected, but: ${String(thrown)}`);
  }

  async function expectFault(fault: CatalogueError['fault'], file: string, sentence: string): Promise<void> {
    const error = await faultOf();
    expect({ code: error.code, fault: error.fault, file: error.file }).toEqual({ code: 'exercise-invalid', fault, file });
    expect(error.message).toContain(`${file}: ${sentence}`);
  }

  it('is loaded as long as nothing is broken', async () => {
    const { package: contents } = await loadExercise(folder);
    expect(contents).toEqual((await loadExercise('word-counter')).package);
  });

  it.each(['exercise.yaml', 'statement.md', 'rubric.yaml', 'submissions.yaml', 'manifest.json'])('lacks %s', async (file) => {
    await rm(at(file));
    await expectFault('file-missing', file, 'is missing; every exercise has this file.');
  });

  it.each(['starter', 'tests', 'submissions/reference'])('lacks the folder %s', async (path) => {
    await rm(at(path), { recursive: true });
    await expectFault('file-missing', path, 'is missing; every exercise has this folder.');
  });

  it('needs no manifest.json while that is being collected', async () => {
    await rm(at('manifest.json'));
    const { package: contents } = await loadExercise(folder, { testManifest: 'ignored' });
    expect(contents.testManifest).toEqual({});
  });

  it('has YAML that cannot be parsed', async () => {
    await writeFile(at('rubric.yaml'), 'version: 1\ncriteria: [');
    await expectFault('syntax', 'rubric.yaml', 'cannot be read as YAML.');
  });

  it('breaks the format, which is told field by field', async () => {
    await edit('exercise.yaml', 'harness: call', 'harness: psychic');
    await edit('exercise.yaml', 'minutes: 25', 'minutes: none');
    await expectFault('schema', 'exercise.yaml', 'does not follow the format.');
    const paths = (await faultOf()).issues?.map((issue) => issue.path);
    expect(paths).toEqual(['minutes', 'groups.0.harness']);
  });

  it('has a statement without requirements', async () => {
    await writeFile(at('statement.md'), '# Do something\n');
    await expectFault('statement', 'statement.md', 'has no requirement');
  });

  it('has a requirement twice', async () => {
    await edit('statement.md', '**R4**', '**R3**');
    await expectFault('statement', 'statement.md', 'has R3 after R3;');
  });

  it('has a test that refers to an unknown requirement', async () => {
    await edit('tests/hidden/test_live.py', 'requirement("R10")', 'requirement("R77")');
    await expectFault(
      'requirement-unknown',
      'tests/hidden/test_live.py',
      'refers to the requirement R77, which statement.md does not have.',
    );
  });

  it('has a group that names a test file which does not exist', async () => {
    await edit('exercise.yaml', 'hidden/test_live.py', 'hidden/test_alive.py');
    await expectFault('test-files', 'tests/hidden/test_alive.py', 'is missing; the group live names it.');
  });

  it('shows a hidden test file in a visible group', async () => {
    await edit('exercise.yaml', '[visible/test_examples.py]', '[visible/test_examples.py, hidden/test_counting.py]');
    await expectFault(
      'test-files',
      'tests/hidden/test_counting.py',
      'belongs to the visible group examples; move it to tests/visible.',
    );
  });

  it('counts a test file in two groups', async () => {
    await edit('exercise.yaml', '[hidden/test_live.py]', '[hidden/test_live.py, hidden/test_counting.py]');
    await expectFault('test-files', 'tests/hidden/test_counting.py', 'is named by counting and by live; a test counts once.');
  });

  it('forgot a test file', async () => {
    await writeFile(at('tests/hidden/test_more.py'), 'def test_more(): pass\n');
    await expectFault('test-files', 'tests/hidden/test_more.py', 'is in no group');
  });

  it('has two groups of one name', async () => {
    await edit('exercise.yaml', '- id: live', '- id: counting');
    await expectFault('schema', 'exercise.yaml', 'has two groups with the id counting');
  });

  it('has a group that tests nothing', async () => {
    await edit('exercise.yaml', 'tests: [hidden/test_live.py]', 'tests: []');
    await expectFault('schema', 'exercise.yaml', 'the group live names no test file.');
  });

  it('gives a static group tests instead of checks', async () => {
    await edit('exercise.yaml', /harness: call(?![\s\S]*harness)/, 'harness: static');
    await expectFault('schema', 'exercise.yaml', 'the group live has the harness static and needs checks.');
  });

  it('gives no group a weight', async () => {
    await edit('exercise.yaml', /weight: (?:20|25|30)$/gm, 'weight: 0');
    await expectFault('schema', 'exercise.yaml', 'gives no group a weight above 0');
  });

  it('starts without a module that tests import', async () => {
    await rename(at('starter/solution.py'), at('starter/main.py'));
    await expectFault('file-missing', 'starter/solution.py', 'is missing; exercise.yaml names the module solution.');
  });

  it('declares a competency that no role has', async () => {
    await edit('exercise.yaml', '{ id: K6, minutes: 6 }', '{ id: K77, minutes: 6 }');
    await expectFault('competency-unknown', 'exercise.yaml', 'declares the competency K77, which the role does not have.');
  });

  it('gives evidence for a competency that it does not declare', async () => {
    await edit('rubric.yaml', 'competency: K6', 'competency: K7');
    await expectFault(
      'competency-unknown',
      'rubric.yaml',
      'gives evidence for K7; declare it with its minutes in exercise.yaml.',
    );
  });

  it('declares a competency without evidence for it', async () => {
    await edit('rubric.yaml', 'competency: K6', 'competency: K2');
    await expectFault('competency-unknown', 'exercise.yaml', 'declares K6, but no group and no criterion is evidence for it.');
  });

  it('has two criteria of one name', async () => {
    await edit('rubric.yaml', 'id: own-tests', 'id: waiting');
    await expectFault('schema', 'rubric.yaml', 'has two criteria with the id waiting; rename one.');
  });

  it.each([
    ['lists a foreign group', '"live":', '"alive":', 'lists the group alive, which exercise.yaml does not have'],
    ['lists a foreign file', '"test_live::', '"test_life::', 'lists cases of test_life in the group live'],
  ])('has a manifest that %s', async (_, before, after, sentence) => {
    await edit('manifest.json', before, after);
    await expectFault('manifest-mismatch', 'manifest.json', sentence);
  });

  it('has a manifest without one of the groups, or with a case twice', async () => {
    const manifest = JSON.parse(await readFile(at('manifest.json'), 'utf8')) as Record<string, string[]>;
    const live = manifest['live'] ?? [];
    await writeFile(at('manifest.json'), JSON.stringify({ ...manifest, live: [...live, ...live] }));
    await expectFault('manifest-mismatch', 'manifest.json', 'lists a case of the group live twice');
    await writeFile(at('manifest.json'), JSON.stringify({ ...manifest, live: undefined }));
    await expectFault('manifest-mismatch', 'manifest.json', 'does not list the group live');
  });

  it('expects something of an unknown group', async () => {
    await edit('submissions.yaml', 'live: some', 'life: some');
    await expectFault('examples-mismatch', 'submissions.yaml', 'expects something of the group life from lower-is-not-folded');
  });

  it('has an example that submissions.yaml does not know', async () => {
    await mkdir(at('submissions/surprise'));
    await expectFault('examples-mismatch', 'submissions/surprise', 'is not in submissions.yaml; say there what it must get.');
  });

  it('copies the starter into the examples', async () => {
    await cp(at('starter'), at('submissions/starter'), { recursive: true });
    await expectFault('examples-mismatch', 'submissions/starter', 'is not needed');
  });

  it('says nothing of the starter, or accepts it', async () => {
    await edit(
      'submissions.yaml',
      /^starter:\n {2}why: (.*)\n {2}verdict: wrong-answer\n {2}score: 0/m,
      'starter:\n  why: $1\n  verdict: accepted\n  score: 1',
    );
    await expectFault('examples-mismatch', 'submissions.yaml', 'lets the untouched starter be accepted');
    await writeFile(at('submissions.yaml'), 'reference: { why: It is right., verdict: accepted }\n');
    await expectFault('examples-mismatch', 'submissions.yaml', 'must say what the untouched starter gets');
  });

  it('accepts no example', async () => {
    await writeFile(at('submissions.yaml'), 'starter: { why: It is empty., verdict: wrong-answer }\n');
    await expectFault('examples-mismatch', 'submissions.yaml', 'has no accepted example; add a reference solution.');
  });
});
