import type { ExerciseManifest, TestGroup, TestManifest } from '@assay/contracts';
import { answersStem } from './answer.key.js';
import { exerciseError } from './catalogue.error.js';

const file = 'manifest.json';

/**
 * Throws a CatalogueError `manifest-mismatch` when the published list of test cases cannot be that of these groups: a group too
 * many or too few, a case twice, a case of a file that the group does not name, a file without a case.
 */
export function checkTestManifest(testManifest: TestManifest, { groups }: ExerciseManifest): void {
  const graded = groups.filter((group) => group.harness !== 'written');
  const ids = new Set(graded.map((group) => group.id));
  const foreign = Object.keys(testManifest).find((id) => !ids.has(id));
  if (foreign !== undefined) {
    throw mismatch(`lists the group ${foreign}, which exercise.yaml does not have`);
  }
  for (const group of graded) {
    const cases = testManifest[group.id];
    if (cases === undefined) {
      throw mismatch(`does not list the group ${group.id}`);
    }
    checkCases(group, cases);
  }
}

function checkCases(group: TestGroup, cases: readonly string[]): void {
  if (new Set(cases).size !== cases.length) {
    throw mismatch(`lists a case of the group ${group.id} twice`);
  }
  const sources = sourcesOf(group);
  const named = new Set(cases.map((id) => sourceOf(group, id)));
  const foreign = [...named].find((source) => !sources.includes(source));
  if (foreign !== undefined) {
    throw mismatch(`lists cases of ${foreign} in the group ${group.id}, which does not have it`);
  }
  const missing = sources.find((source) => !named.has(source));
  if (missing !== undefined) {
    throw mismatch(`lists no case of ${missing} in the group ${group.id}`);
  }
}

/** What a group's cases come from: its checks, the stem of its answers file, the variants, or those of its test files. */
function sourcesOf(group: TestGroup): string[] {
  if (group.harness === 'keyed') return [answersStem(group)];
  if (group.harness === 'mutants') return ['variants'];
  return group.harness === 'static'
    ? group.checks.map((check) => check.id)
    : group.tests.map((path) => path.replace(/^.*\//, '').replace(/\.py$/, ''));
}

/** `test_live::test_already_reached` → `test_live`; a check is its own source. */
function sourceOf(group: TestGroup, caseId: string): string {
  return group.harness === 'static' ? caseId : (caseId.split('::')[0] ?? '');
}

function mismatch(what: string): Error {
  return exerciseError('manifest-mismatch', file, `${what}; collect it again with "assay verify --write-manifest".`);
}
