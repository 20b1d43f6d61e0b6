import type { ExercisePackage, TestGroup, TestManifest } from '@assay/contracts';
import { readAnswersFile } from '@assay/domain';
import { keyedCaseIds, keyedFilesOf, loadAnswerKey } from './answer.key.js';
import { exerciseError } from './catalogue.error.js';

type Parts = Pick<ExercisePackage, 'manifest' | 'requirements' | 'starter' | 'tests'>;

/** Throws a CatalogueError `manifest-mismatch` when the published cases of a `keyed` group are not those of its key. */
export function checkKeyedManifest(testManifest: TestManifest, parts: Pick<ExercisePackage, 'manifest' | 'tests'>): void {
  for (const group of keyedGroupsOf(parts)) {
    const listed = testManifest[group.id] ?? [];
    const ids = keyedCaseIds(parts, group);
    if (listed.length !== ids.length || !ids.every((id) => listed.includes(id))) {
      const sentence = `lists other cases of the group ${group.id} than its key has; collect it again with "assay verify --write-manifest".`;
      throw exerciseError('manifest-mismatch', 'manifest.json', sentence);
    }
  }
}

/**
 * Throws a CatalogueError at the first fault of a `keyed` group: its key cannot be used, refers to an unknown requirement or shares a
 * case id with another, or the candidate is not given a file to answer in.
 */
export function checkKeyedGroups(parts: Parts): void {
  const ids = new Set<string>();
  for (const group of keyedGroupsOf(parts)) {
    if (group.visibility === 'visible') {
      throw exerciseError('schema', 'exercise.yaml', `the group ${group.id} has a key, so it must be hidden.`);
    }
    checkKey(parts, group);
    for (const id of keyedCaseIds(parts, group)) {
      if (ids.has(id)) {
        throw exerciseError(
          'schema',
          `tests/${keyedFilesOf(group).key}`,
          `gives the case ${id}, which there is already; rename an entry.`,
        );
      }
      ids.add(id);
    }
  }
}

function keyedGroupsOf({ manifest }: Pick<ExercisePackage, 'manifest'>): TestGroup[] {
  return manifest.groups.filter(({ harness }) => harness === 'keyed');
}

function checkKey(parts: Parts, group: TestGroup): void {
  const { key: path, answers } = keyedFilesOf(group);
  const { key } = loadAnswerKey(parts, group);
  const known = new Set(parts.requirements.map(({ id }) => id));
  const named = key.entries.flatMap((entry) => [
    ...entry.requirements,
    ...(entry.kind === 'findings' ? entry.defects.flatMap(({ requirements }) => requirements) : []),
  ]);
  const unknown = named.find((id) => !known.has(id));
  if (unknown !== undefined) {
    const sentence = `refers to the requirement ${unknown}, which statement.md does not have.`;
    throw exerciseError('requirement-unknown', `tests/${path}`, sentence);
  }
  const given = parts.starter.find((file) => file.path === answers);
  if (given === undefined) {
    throw exerciseError('file-missing', `starter/${answers}`, `is missing; candidates answer the group ${group.id} in it.`);
  }
  const blank = readAnswersFile(answers, given.content);
  if (typeof blank === 'string') {
    throw exerciseError('syntax', `starter/${answers}`, `cannot be used. ${blank}`);
  }
  const unnamed = key.entries.find(({ id }) => !blank.answers.has(id));
  if (unnamed !== undefined) {
    const sentence = `does not have ${unnamed.id}; give every entry of the key with the answer null, so that its name is known.`;
    throw exerciseError('schema', `starter/${answers}`, sentence);
  }
}
