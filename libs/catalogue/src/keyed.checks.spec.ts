import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CatalogueError } from './catalogue.error.js';
import { exercisesFolder } from './catalogue.location.js';
import { loadExercise } from './exercise.loader.js';

const key = `entries:
  - { id: gil, kind: choice, requirements: [R1], points: 2, options: [a, b], answer: b, partial: { a: 1 } }
  - id: review
    kind: findings
    requirements: [R2]
    categories: [bug]
    severities: [major]
    defects: [{ id: race, requirements: [R3], file: a.py, from: 1, to: 2, categories: [bug] }]
    restraint: { points: 1, decoy: 1, other: 1 }
  - id: alert
    kind: alert
    requirements: [R4]
    signals: [errors]
    recordings:
      - { id: bad, series: hidden/bad.csv, fires: { from: 1, to: 1 } }
      - { id: good, series: hidden/good.csv }
`;
const group = `  - id: items
    title: Short items
    harness: keyed
    visibility: hidden
    weight: 10
    evidence: []
    key: hidden/key.yaml
    answers: answers.json
`;
const ids = ['gil[1]', 'gil[2]', 'race', 'review', 'alert-bad', 'alert-good'].map((id) => `answers::${id}`);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exercise-'));
  await cp(join(exercisesFolder, 'word-counter'), folder, { recursive: true });
  await edit('exercise.yaml', /^disclosure:/m, `${group}disclosure:`);
  await edit('manifest.json', /^\{/, `{\n"items": ${JSON.stringify(ids)},`);
  await writeKey();
  await writeFile(at('starter/answers.json'), '{ "gil": null, "review": [], "alert": null }');
});
afterEach(() => rm(folder, { recursive: true }));

const at = (path: string): string => join(folder, path);

async function writeKey(): Promise<void> {
  await mkdir(at('tests/hidden'), { recursive: true });
  await writeFile(at('tests/hidden/key.yaml'), key);
  await writeFile(at('tests/hidden/bad.csv'), 'errors,load\n1,2\n9,2\n');
  await writeFile(at('tests/hidden/good.csv'), 'load,errors\r\n1,2\r\n9,2\r\n');
}

async function edit(path: string, before: string | RegExp, after: string): Promise<void> {
  const text = await readFile(at(path), 'utf8');
  const changed = text.replace(before, after);
  expect(changed).not.toBe(text);
  await writeFile(at(path), changed);
}

async function refusal(): Promise<string> {
  const thrown: unknown = await loadExercise(folder).then(
    () => 'nothing was thrown',
    (error: unknown) => error,
  );
  return thrown instanceof CatalogueError ? `${thrown.fault} ${thrown.message}` : String(thrown);
}

describe('an exercise with a keyed group', () => {
  it('is loaded when key, recordings, starter and manifest fit together', async () => {
    const { package: contents } = await loadExercise(folder);
    expect(contents.manifest.groups.at(-1)).toMatchObject({ harness: 'keyed', key: 'hidden/key.yaml', answers: 'answers.json' });
    expect(contents.testManifest['items']).toEqual(ids);
  });

  it('may have no code, and then names no module', async () => {
    await edit('exercise.yaml', /^groups:[\s\S]*?(?= {2}- id: items)/m, 'groups:\n');
    await edit(
      'exercise.yaml',
      'evidence: []',
      `evidence: [${['K2', 'K3', 'K6'].map((id) => `{ competency: ${id}, weight: 1 }`).join()}]`,
    );
    await writeFile(at('manifest.json'), JSON.stringify({ items: ids }));
    for (const path of ['tests', 'submissions', 'starter/solution.py', 'starter/test_solution.py']) {
      await rm(at(path), { recursive: true });
    }
    await writeKey();
    await mkdir(at('submissions/reference'), { recursive: true });
    await writeFile(at('submissions/reference/answers.json'), '{ "gil": "b" }');
    const submissions = 'starter: { why: Blank., verdict: wrong-answer }\nreference: { why: Right., verdict: accepted }\n';
    await writeFile(at('submissions.yaml'), submissions);
    expect(await refusal()).toContain('schema exercise.yaml: names modules, but no group is about code.');
    await edit('exercise.yaml', /^modules:.*\n/m, '');
    expect((await loadExercise(folder)).package.manifest.modules).toEqual([]);
  });

  it('still names its modules when another group is about code', async () => {
    await edit('exercise.yaml', /^modules:.*\n/m, '');
    expect(await refusal()).toContain('schema exercise.yaml: names no module, but a group is about code.');
  });

  it.each<[string, string, string | RegExp, string, string]>([
    ['shows its key', 'exercise.yaml', 'key: hidden/', 'key: visible/', 'schema exercise.yaml: the group items shows its key'],
    [
      'is visible',
      'exercise.yaml',
      /hidden(?=\n.*weight: 10\n)/,
      'visible',
      'schema exercise.yaml: the group items has a key, so it',
    ],
    ['names no key', 'exercise.yaml', / {4}key: .*\n/, '', 'the group items has the harness keyed and needs key and answers.'],
    [
      'names no answers',
      'exercise.yaml',
      / {4}answers: .*\n/,
      '',
      'the group items has the harness keyed and needs key and answers.',
    ],
    [
      'names tests',
      'exercise.yaml',
      'answers: answers.json',
      'answers: answers.json\n    tests: [hidden/test_live.py]',
      'runs no tests',
    ],
    ['reads no JSON', 'exercise.yaml', 'answers.json', 'answers.yaml', 'schema exercise.yaml: does not follow the format.'],
    [
      'has a key that is not there',
      'exercise.yaml',
      'hidden/key.yaml',
      'hidden/k.yaml',
      'test-files tests/hidden/k.yaml: is missing',
    ],
    [
      'has a key that is no YAML',
      'tests/hidden/key.yaml',
      'entries:',
      'entries: [',
      'syntax tests/hidden/key.yaml: cannot be read',
    ],
    [
      'has a key of another form',
      'tests/hidden/key.yaml',
      'answer: b',
      'answer: z',
      'schema tests/hidden/key.yaml: does not follow',
    ],
    [
      'names a recording that is not there',
      'tests/hidden/key.yaml',
      'bad.csv',
      'no.csv',
      'test-files tests/hidden/no.csv: is missing',
    ],
    ['lacks a signal', 'tests/hidden/bad.csv', 'errors', 'faults', 'schema tests/hidden/bad.csv: has no column errors'],
    ['has a gap in a series', 'tests/hidden/bad.csv', '9,2', '9,', 'schema tests/hidden/bad.csv: line 3 does not hold'],
    [
      'names an unknown requirement',
      'tests/hidden/key.yaml',
      '[R1]',
      '[R99]',
      'requirement-unknown tests/hidden/key.yaml: refers to the requirement R99',
    ],
    ['names one in a defect', 'tests/hidden/key.yaml', '[R3]', '[R98]', 'refers to the requirement R98'],
    [
      'gives one id to two cases',
      'tests/hidden/key.yaml',
      'id: race',
      'id: alert-bad',
      'schema tests/hidden/key.yaml: gives the case answers::alert-bad',
    ],
    ['gives no blank answer', 'starter/answers.json', '"gil": null,', '', 'schema starter/answers.json: does not have gil'],
    [
      'gives answers that are no JSON',
      'starter/answers.json',
      '}',
      '',
      'syntax starter/answers.json: cannot be used. answers.json is not JSON.',
    ],
    [
      'has a manifest of another key',
      'manifest.json',
      '"answers::race",',
      '',
      'manifest-mismatch manifest.json: lists other cases of the group items',
    ],
    [
      'has a manifest of another file',
      'manifest.json',
      '"answers::race"',
      '"replies::race"',
      'manifest-mismatch manifest.json: lists cases of replies',
    ],
  ])('is refused when it %s', async (_, file, before, after, sentence) => {
    await edit(file, before, after);
    expect(await refusal()).toContain(sentence);
  });

  it('is refused when candidates get no file to answer in', async () => {
    await rm(at('starter/answers.json'));
    expect(await refusal()).toContain('file-missing starter/answers.json: is missing; candidates answer the group items in it.');
  });

  it('is refused when a group of another harness names a key', async () => {
    await edit('exercise.yaml', '- id: live\n', '- id: live\n    key: hidden/key.yaml\n');
    expect(await refusal()).toContain('schema exercise.yaml: the group live has a key, which belongs to the harness keyed.');
  });
});
