import type { ExercisePackage, TestGroup } from '@assay/contracts';
import type { RunFile } from '@assay/sandbox';
import { bytesOf } from './file.bytes.js';

/**
 * What the grader sandbox of one group gets: the group's test files, and every other file of the same visibility that is no test file
 * (`conftest.py`, helpers, data) and belongs to no reference; also what its database is made of. Paths stay as they are below `tests/`.
 */
export function testFilesOf({ manifest, tests }: ExercisePackage, group: TestGroup): RunFile[] {
  const references = manifest.groups.flatMap(({ reference }) => reference ?? []);
  const { schema, seed } = group.database ?? {};
  const own = new Set([...group.tests, schema, seed]);
  const isReference = (path: string) => references.some((folder) => path.startsWith(`${folder}/`));
  return tests
    .filter(({ path }) => own.has(path) || (path.startsWith(`${group.visibility}/`) && !isTestFile(path) && !isReference(path)))
    .map(({ path, content }) => ({ path, content: bytesOf(content) }));
}

function isTestFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name.endsWith('.py') && (name.startsWith('test_') || name.endsWith('_test.py'));
}
