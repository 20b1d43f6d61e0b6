import { beforeAll, describe, expect, it } from '@jest/globals';
import type { ExercisePackage } from '@assay/contracts';
import { hashOfFiles, hashOfJson } from '@assay/platform';
import { loadExercise } from './exercise.loader.js';
import { hashOfPackage } from './package.hash.js';

describe('the hash of a package', () => {
  let original: ExercisePackage;

  beforeAll(async () => {
    original = (await loadExercise('make-it-safe-to-change')).package;
  });

  const hashOf = (changes: Partial<ExercisePackage>): string => hashOfPackage({ ...original, ...changes });

  it('is 64 hexadecimal digits and the same every time', async () => {
    const again = await loadExercise('make-it-safe-to-change');
    expect(original.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(again.package.hash).toBe(original.hash);
    expect(hashOf({})).toBe(original.hash);
  });

  it('stays what it was before packages could have forms', () => {
    const { manifest, statement, requirements, starter, tests, testManifest, rubric } = original;
    const files = { starter: hashOfFiles(starter), tests: hashOfFiles(tests) };
    const before = hashOfJson({ manifest, statement, requirements, ...files, testManifest, rubric });
    expect(original.forms).toBeUndefined();
    expect(original.hash).toBe(before);
  });

  it('does not depend on the order of files or keys', () => {
    const manifest = Object.fromEntries(Object.entries(original.manifest).reverse()) as ExercisePackage['manifest'];
    expect(hashOf({ manifest, starter: original.starter.toReversed(), tests: original.tests.toReversed() })).toBe(original.hash);
  });

  it('depends on every part', () => {
    const [file, ...others] = original.tests;
    const changes: Partial<ExercisePackage>[] = [
      { manifest: { ...original.manifest, version: original.manifest.version + 1 } },
      { statement: `${original.statement}\n` },
      { requirements: original.requirements.slice(1) },
      { starter: [...original.starter, { path: 'more.py', content: '' }] },
      { tests: [{ path: file?.path ?? '', content: '' }, ...others] },
      { tests: [{ path: 'hidden/test_renamed.py', content: file?.content ?? '' }, ...others] },
      { testManifest: {} },
      { variants: { replaces: 'solution.py', correct: [], faulty: [] } },
      { variants: { replaces: 'solution.py', correct: [{ name: 'plain', source: '' }], faulty: [] } },
      { forms: [{ answers: 'answers.json', title: 'Answers', fields: [{ id: 'why', kind: 'prose', label: 'Why?', rows: 4 }] }] },
      { rubric: { ...original.rubric, version: original.rubric.version + 1 } },
    ];
    const hashes = changes.map(hashOf);
    expect(new Set([original.hash, ...hashes]).size).toBe(changes.length + 1);
  });
});
