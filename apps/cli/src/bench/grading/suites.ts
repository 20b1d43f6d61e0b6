import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ImageProfile, TestGroup } from '@assay/contracts';
import { testGroup } from '@assay/contracts';
import type { RunFile } from '@assay/sandbox';
import { inRoot } from '../../workspace/paths.js';
import type { SuiteName } from './effort.js';

/** What every contestant grades: one solution that passes all of its tests. */
export interface Suite {
  name: SuiteName;
  tests: number;
  profile: ImageProfile;
  /** Libraries that our sandboxes import before there is work; every other contestant imports them within its time. */
  preload: readonly string[];
  solution: readonly RunFile[];
  testFiles: readonly RunFile[];
  group: TestGroup;
}

const facts: Readonly<Record<SuiteName, Pick<Suite, 'tests' | 'profile' | 'preload'>>> = {
  'two-tests': { tests: 2, profile: 'base', preload: [] },
  'hundred-tests': { tests: 100, profile: 'base', preload: [] },
  pandas: { tests: 2, profile: 'data', preload: ['pandas'] },
  web: { tests: 2, profile: 'web', preload: ['fastapi', 'pydantic.v1', 'sqlalchemy.orm', 'sqlalchemy.dialects.sqlite'] },
};

/** Reads a suite from its folder beside this file's source. */
export async function readSuite(name: SuiteName): Promise<Suite> {
  const folder = inRoot('apps/cli/src/bench/grading/suites', name);
  const names = (await readdir(folder)).filter((file) => file.endsWith('.py')).sort();
  const files = await Promise.all(
    names.map(async (file): Promise<RunFile> => ({ path: file, content: await readFile(path.join(folder, file)) })),
  );
  const testFiles = files.filter((file) => file.path.startsWith('test_'));
  const group = testGroup.parse({
    id: name,
    title: name,
    harness: 'call',
    visibility: 'hidden',
    weight: 1,
    evidence: [],
    tests: testFiles.map((file) => file.path),
  });
  return { name, ...facts[name], solution: files.filter((file) => !testFiles.includes(file)), testFiles, group };
}
