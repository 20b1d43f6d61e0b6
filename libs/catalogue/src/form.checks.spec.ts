import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CatalogueError } from './catalogue.error.js';
import { exercisesFolder } from './catalogue.location.js';
import { loadExercise } from './exercise.loader.js';

const key = `entries:
  - { id: first, kind: choice, requirements: [R1], options: [deploy, flag], answer: flag }
  - { id: recovery, kind: order, requirements: [R1], answer: [stop, drain, start], credit: pairs }
  - id: review
    kind: findings
    requirements: [R2]
    categories: [bug, style]
    severities: [minor, major]
    defects: [{ id: race, requirements: [R3], file: app/a.py, from: 2, to: 2, categories: [bug] }]
    decoys: [{ file: app/a.py, from: 1, to: 1 }]
    restraint: { points: 1, decoy: 1, other: 1 }
`;
const form = `forms:
  - answers: answers.json
    title: Your diagnosis
    fields:
      - id: first
        kind: choice
        label: Which change came first?
        options: [{ id: deploy, label: Deploy 141 }, { id: flag, label: Flag 17 }]
      - id: recovery
        kind: order
        label: Put these in order
        options: [{ id: start, label: Start }, { id: stop, label: Stop }, { id: drain, label: Drain }]
      - id: review
        kind: findings
        label: Review the change
        diff: change.diff
        categories: [{ id: bug, label: Bug }, { id: style, label: Style }]
        severities: [{ id: minor, label: Minor }, { id: major, label: Major }]
      - { id: why, kind: prose, label: Why? }
`;
const diff = '--- a/app/a.py\n+++ b/app/a.py\n@@ -1 +1,2 @@\n x = 1\n+y = 2\n';
const group = `  - id: items
    title: Short items
    harness: keyed
    visibility: hidden
    weight: 10
    evidence: []
    key: hidden/key.yaml
    answers: answers.json
`;
const ids = ['first', 'recovery', 'race', 'review'].map((id) => `answers::${id}`);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exercise-'));
  await cp(join(exercisesFolder, 'word-counter'), folder, { recursive: true });
  await edit('exercise.yaml', /^disclosure:/m, `${group}disclosure:`);
  await edit('manifest.json', /^\{/, `{\n"items": ${JSON.stringify(ids)},`);
  await mkdir(at('tests/hidden'), { recursive: true });
  await writeFile(at('tests/hidden/key.yaml'), key);
  await writeFile(at('form.yaml'), form);
  await writeFile(at('starter/change.diff'), diff);
  await writeFile(at('starter/answers.json'), '{ "first": null, "recovery": null, "review": null, "why": null }');
});
afterEach(() => rm(folder, { recursive: true }));

const at = (path: string): string => join(folder, path);

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

describe('an exercise with a form', () => {
  it('is loaded with it when it fits key and starter', async () => {
    const { package: contents } = await loadExercise(folder);
    expect(contents.forms).toMatchObject([
      {
        answers: 'answers.json',
        title: 'Your diagnosis',
        fields: [{ kind: 'choice' }, {}, { diff: 'change.diff' }, { rows: 4 }],
      },
    ]);
  });

  it('has another hash than without it', async () => {
    const { hash } = (await loadExercise(folder)).package;
    await rm(at('form.yaml'));
    expect((await loadExercise(folder)).package.hash).not.toBe(hash);
  });

  it.each<[string, string | RegExp, string, string]>([
    ['a kind that is none', 'kind: choice', 'kind: guess', 'schema form.yaml: does not follow the format. forms.0.fields.0.kind'],
    ['a member that is none', 'label: Why?', 'label: Why?, size: 4', 'forms.0.fields.3: Unrecognized key'],
    ['an id twice', 'id: why', 'id: first', 'forms.0.fields: have an id twice'],
    [
      'another kind than the key',
      'kind: choice',
      'kind: judgement',
      'forms.0.fields.0 (first) is a judgement, but tests/hidden/key.yaml has a choice',
    ],
    [
      'an option that the key does not have',
      'id: flag,',
      'id: load,',
      '(first) has load under options, which tests/hidden/key.yaml does not.',
    ],
    [
      'too few options',
      ', { id: drain, label: Drain }',
      '',
      '(recovery) lacks drain under options, which tests/hidden/key.yaml has.',
    ],
    ['a severity that the key does not have', 'id: minor,', 'id: nit,', '(review) has nit under severities'],
    ['a field that nobody looks at', 'id: why, kind: prose', 'id: why, kind: text', '(why) is a text that no key has'],
    [
      'an entry without a field',
      /- id: first\n[\s\S]*?(?=- id: recovery)/,
      '',
      'form form.yaml: forms.0 has no field first, which tests/hidden/key.yaml asks for.',
    ],
    [
      'the right order',
      /\{ id: start, label: Start \}, (.*?)\]/,
      '$1, { id: start, label: Start }]',
      '(recovery) lists its options in the right order',
    ],
    [
      'a diff that is not there',
      'diff: change.diff',
      'diff: other.diff',
      'file-missing starter/other.diff: is missing; form.yaml reviews it at forms.0.fields.2 (review).',
    ],
    [
      'an answers file of no group',
      'answers: answers.json',
      'answers: other.json',
      'has no form for answers.json, which the group items is answered in.',
    ],
  ])('is refused for %s', async (_, before, after, sentence) => {
    await edit('form.yaml', before, after);
    expect(await refusal()).toContain(sentence);
  });

  it.each<[string, string, string]>([
    [
      'an answers file that answers already',
      '{ "first": "flag", "recovery": null, "review": null, "why": null }',
      'form starter/answers.json: must have first with the answer null',
    ],
    [
      'an answers file without a field',
      '{ "first": null, "recovery": null, "review": null }',
      'form starter/answers.json: must have why with the answer null',
    ],
  ])('is refused for %s', async (_, content, sentence) => {
    await writeFile(at('starter/answers.json'), content);
    expect(await refusal()).toContain(sentence);
  });

  it('is refused for a diff that is none, and for a defect that the diff does not show', async () => {
    await writeFile(at('starter/change.diff'), diff.replace('+y = 2\n', ''));
    expect(await refusal()).toContain('form starter/change.diff: is no unified diff: the hunk of line 3 ends before');
    await writeFile(at('starter/change.diff'), diff);
    await edit('tests/hidden/key.yaml', 'from: 2, to: 2', 'from: 2, to: 3');
    expect(await refusal()).toContain('form tests/hidden/key.yaml: names app/a.py 2–3, which starter/change.diff does not show');
  });

  it('is refused for YAML that cannot be read', async () => {
    await writeFile(at('form.yaml'), 'forms: [');
    expect(await refusal()).toContain('syntax form.yaml: cannot be read as YAML.');
  });
});
