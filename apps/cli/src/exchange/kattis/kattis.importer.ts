import type { HandedInFile } from '@assay/domain';
import { beginningAt, textFilesOf } from '../folder-files.js';
import type { Translation } from '../imported-exercise.js';
import { imageFor } from '../imported-exercise.js';
import { readTestData } from './cases.js';
import type { Case } from './cases.js';
import { examplesOf, expectationsOf } from './examples.js';
import { filesLeftOut } from './left-out.js';
import { groupLimits, readLimits } from './limits.js';
import type { ProblemLimits } from './limits.js';
import { creditOf, judgedByProgram, readProblem, refuseForeign, withConstants } from './problem.js';
import { readStatement, statementOf } from './statement.js';
import { comparisonSentence, testModule } from './tests.js';

export interface KattisOptions {
  /** Whoever imports it owns the problem, whatever its licence says. */
  isOwned: boolean;
  now: Date;
}

const program = 'solution.py';
const read =
  /^(?:problem\.yaml|data\/(?:(?:sample|secret)\/.*\.(?:in|ans|yaml)|[^/]+\.yaml)|(?:problem_)?statement\/problem\.(?:en\.)?(?:md|tex)|submissions\/.*\.py3?)$/;

/**
 * A pass-fail problem of Kattis or the ICPC as an exercise with the harness `cli`: samples become visible tests, secret cases hidden
 * ones, submissions in Python the examples.
 *
 * @throws AssayError `files-refused` for what is no such package, `exercise-invalid` for a problem that cannot be graded here
 */
export function translateKattis(handedIn: readonly HandedInFile[], options: KattisOptions): Translation {
  const all = beginningAt(handedIn, 'problem.yaml', 'a problem package');
  const files = textFilesOf(all.filter(({ path }) => read.test(path)));
  const problem = readProblem(files.find(({ path }) => path === 'problem.yaml')?.content ?? '');
  refuseForeign(problem, options.isOwned, options.now);
  const validator = all.find(({ path }) => /^output_validators?\//.test(path));
  if (validator !== undefined) throw judgedByProgram(validator.path);
  const { samples, secrets, comparison, leftOut: casesLeftOut } = readTestData(all, files, problem);
  const statement = readStatement(problem, files);
  const { examples, leftOut: examplesLeftOut } = examplesOf(
    files.map(({ path, content }) => ({ path, content: withConstants(content, problem) })),
  );
  const expectations = expectationsOf(examples, secrets.length);
  const limits = readLimits(problem, all);
  const { imageProfile, leastMemoryMb } = imageFor(examples.map(({ content }) => content));
  const carried = new Set([statement.path ?? '', ...examples.map(({ path }) => path)]);
  return {
    title: statement.title,
    summary: `Write a program that solves ${statement.title}.`,
    imageProfile,
    modules: ['solution'],
    groups: groupsOf({ ...limits, memoryMb: Math.max(limits.memoryMb, leastMemoryMb) }, samples, secrets),
    files: [
      { path: 'statement.md', content: statementOf(statement, program, samples, comparisonSentence(comparison)) },
      { path: `starter/${program}`, content: '"""Reads a case from standard input and prints its answer."""\n' },
      ...(samples.length > 0 ? [{ path: 'tests/visible/test_samples.py', content: testModule('sample', comparison) }] : []),
      { path: 'tests/hidden/test_cases.py', content: testModule('secret', comparison) },
      ...samples.flatMap((each) => filesOf('visible', each)),
      ...secrets.flatMap((each) => filesOf('hidden', each)),
      ...examples.map(({ name, content }) => ({ path: `submissions/${name}/${program}`, content })),
      { path: 'submissions.yaml', content: expectations.content },
    ],
    leftOut: [
      ...statement.leftOut,
      ...filesLeftOut(
        all.filter(({ path }) => !examplesLeftOut.some((line) => line.startsWith(`${path}: `))),
        carried,
      ),
      ...casesLeftOut,
      ...examplesLeftOut,
      ...expectations.leftOut,
      ...limits.leftOut,
      ...creditOf(problem),
    ],
  };
}

function filesOf(visibility: 'visible' | 'hidden', { name, input, answer }: Case): { path: string; content: string }[] {
  return [
    { path: `tests/${visibility}/${name}.in`, content: input },
    { path: `tests/${visibility}/${name}.ans`, content: answer },
  ];
}

function groupsOf(limits: ProblemLimits, samples: readonly Case[], secrets: readonly Case[]): Record<string, unknown>[] {
  const group = (cases: readonly Case[]) => ({ harness: 'cli', program, limits: groupLimits(limits, cases) });
  const visible = {
    id: 'samples',
    title: 'Samples',
    visibility: 'visible',
    weight: 0,
    ...group(samples),
    tests: ['visible/test_samples.py'],
  };
  return [
    ...(samples.length > 0 ? [visible] : []),
    { id: 'cases', title: 'Cases', visibility: 'hidden', weight: 100, ...group(secrets), tests: ['hidden/test_cases.py'] },
  ];
}
