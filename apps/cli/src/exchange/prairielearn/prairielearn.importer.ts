import type { TextFile } from '@assay/contracts';
import type { HandedInFile } from '@assay/domain';
import { AssayError } from '@assay/platform';
import { stringify } from 'yaml';
import { z } from 'zod';
import { beginningAt, textFilesOf } from '../folder-files.js';
import { expectFormat } from '../foreign-file.js';
import type { Translation } from '../imported-exercise.js';
import { imageFor } from '../imported-exercise.js';
import { feedbackModule, helperModule, questionModule, standIns, unitTestModule } from './grader-modules.js';
import { textOfQuestion } from './question-text.js';
import { workFilesOf } from './starter.js';

const info = z.looseObject({
  uuid: z.string(),
  title: z.string().min(1),
  topic: z.string().optional(),
  gradingMethod: z.string().optional(),
  externalGradingOptions: z
    .looseObject({
      image: z.string().optional(),
      timeout: z.number().optional(),
      serverFilesCourse: z.array(z.string()).optional(),
      enableNetworking: z.boolean().optional(),
      environment: z.record(z.string(), z.unknown()).optional(),
    })
    .optional(),
  workspaceOptions: z.unknown().optional(),
});
type Info = z.infer<typeof info>;

const usualSeconds = 30;
const usualMemoryMb = 256;

/** Files of a question that are read; others of `tests/` are put beside the tests. */
const known =
  /^(?:info\.json|question\.html|server\.py|tests\/(?:test|ans|initial_code|setup_code|leading_code|trailing_code)\.py)$/;
/** What pytest would take for tests or for its own, were it beside them. */
const mistakable = /^tests\/(?:test_.*|.*_test|conftest|question|pl_base|pl_helpers|code_feedback)\.py$/;

/**
 * A question of PrairieLearn that its grader for Python grades, as an exercise with the harness `call`. Its test class runs unchanged,
 * over a small stand-in for the modules that the grader gives it.
 *
 * Source: PrairieLearn, `infoQuestion` and the documentation of external grading with `grader-python`.
 *
 * @throws AssayError `files-refused` for what is no such question, `exercise-invalid` for one that is graded in another way
 */
export function translatePrairieLearn(handedIn: readonly HandedInFile[]): Translation {
  const all = beginningAt(handedIn, 'info.json', 'a question');
  const files = all.filter((file): file is TextFile => typeof file.content === 'string');
  textFilesOf(all.filter(({ path }) => known.test(path)));
  const at = (path: string) => files.find((file) => file.path === path)?.content;
  const question = readInfo(at('info.json') ?? '');
  const test = at('tests/test.py');
  if (test === undefined) throw withoutTests(files);
  const names = methodsOf(test);
  if (names.length === 0) throw new AssayError('exercise-invalid', 'tests/test.py: no class in it has a method test_….');
  const html = at('question.html') ?? '';
  const text = textOfQuestion(html, files);
  const { module, starter, answer, leftOut } = workFilesOf(html, test, files);
  const beside = files.filter(({ path }) => /^tests\/[^/]+$/.test(path) && !known.test(path) && !mistakable.test(path));
  const { imageProfile, leastMemoryMb } = imageFor([test, answer ?? '', ...starter.map(({ content }) => content)]);
  return {
    title: question.title,
    summary: `${question.title}${question.topic === undefined ? '' : `, from the topic ${question.topic}`}.`,
    imageProfile,
    modules: [module],
    groups: [
      {
        id: 'question',
        title: 'Hidden tests',
        harness: 'call',
        visibility: 'hidden',
        isolation: 'reimport',
        weight: 100,
        limits: { ...limitsOf(question), memoryMb: Math.max(usualMemoryMb, leastMemoryMb) },
        tests: ['hidden/test_question.py'],
      },
    ],
    files: [
      { path: 'statement.md', content: statementOf(question.title, text.markdown, module) },
      ...starter,
      { path: 'tests/hidden/test_question.py', content: questionModule(module, names) },
      { path: 'tests/hidden/question.py', content: test },
      { path: 'tests/hidden/ans.py', content: answer ?? '' },
      { path: 'tests/hidden/pl_helpers.py', content: helperModule },
      { path: 'tests/hidden/pl_base.py', content: unitTestModule },
      { path: 'tests/hidden/code_feedback.py', content: feedbackModule },
      ...beside.map(({ path, content }) => ({ path: path.replace('tests/', 'tests/hidden/'), content })),
      ...(answer === undefined ? [] : [{ path: `submissions/reference/${module}.py`, content: answer }]),
      { path: 'submissions.yaml', content: expectationsOf(answer !== undefined) },
    ],
    leftOut: [
      ...text.leftOut,
      ...leftOut,
      ...leftOutOf(all, question, test, answer !== undefined),
      ...beside.map(({ path }) => `${path}: is beside the tests; put it into starter/ too where candidates' code needs it.`),
      ...all
        .filter(({ path }) => !known.test(path) && !beside.some((file) => file.path === path))
        .map(({ path }) => `${path}: has no place; put it beside the tests or into starter/ where they need it.`),
    ],
  };
}

function withoutTests(files: readonly TextFile[]): AssayError {
  const sentence = files.some(({ path }) => path === 'tests/test.mustache.py')
    ? 'is made from values of server.py, which does not run here; write tests/test.py with the values of one variant.'
    : 'is missing; only questions that the grader for Python grades can be imported.';
  return new AssayError('exercise-invalid', `tests/test.py: ${sentence}`);
}

function limitsOf({ externalGradingOptions }: Info): Record<string, number> {
  const callMs = Math.min(60_000, Math.round((externalGradingOptions?.timeout ?? usualSeconds) * 1_000));
  return { callMs, cpuMs: Math.min(300_000, 2 * callMs), wallMs: Math.min(600_000, 6 * callMs) };
}

function readInfo(text: string): Info {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AssayError('exercise-invalid', 'info.json: is no JSON; mend it.', { cause });
  }
  const question = expectFormat('info.json', value, info);
  const image = question.externalGradingOptions?.image ?? 'grader-python';
  if (question.gradingMethod !== 'External' || !image.includes('grader-python')) {
    throw new AssayError(
      'exercise-invalid',
      'info.json: the question is not graded by grader-python; only such questions can be imported.',
    );
  }
  return question;
}

/** Test methods in the order of their names, as the grader runs them. */
function methodsOf(test: string): string[] {
  return [...test.matchAll(/^\s+(?:async )?def (test_\w+)\(self/gm)].map(([, name = '']) => name).sort();
}

function statementOf(title: string, text: string, module: string): string {
  const parts = [`# ${title}`, ...(text === '' ? [] : [text]), '## What is tested'];
  return `${parts.join('\n\n')}\n\n- **R1** What \`${module}.py\` defines is and does what is described above.\n`;
}

function expectationsOf(hasReference: boolean): string {
  return stringify({
    ...(hasReference ? { reference: { why: "The question's own answer.", verdict: 'accepted', score: 1 } } : {}),
    starter: { why: 'Untouched.', verdict: 'wrong-answer', score: 0 },
  });
}

function leftOutOf(all: readonly HandedInFile[], question: Info, test: string, hasReference: boolean): string[] {
  const said = strangersOf(test);
  if (all.some(({ path }) => path === 'server.py')) {
    said.push('server.py: is not run, so there is one variant: write its values into statement and tests.');
  }
  if (/\bself\.data\b/.test(test)) said.push('tests/test.py: reads values of server.py, which does not run; write them out.');
  if (test.includes('@points(')) {
    said.push(
      'tests/test.py: points of single tests are not carried over; all count the same, and each passes with its full score only.',
    );
  }
  if (/\bplt\b|matplotlib/.test(test)) said.push('tests/test.py: plots cannot be checked; remove those tests.');
  if (!hasReference) said.push('tests/ans.py: is missing, so there is no reference; add submissions/reference.');
  const { serverFilesCourse, enableNetworking, environment } = question.externalGradingOptions ?? {};
  for (const file of serverFilesCourse ?? []) {
    said.push(`serverFilesCourse/${file}: is not part of the package; put it beside the tests.`);
  }
  if (enableNetworking === true) said.push('info.json: the grading has no network here.');
  if (Object.keys(environment ?? {}).length > 0) {
    said.push('info.json: environment variables of the grading are not carried over.');
  }
  if (question.workspaceOptions !== undefined) said.push('info.json: the workspace is not carried over; candidates edit files.');
  return said;
}

/** What the tests use of the grader's modules and the stand-ins do not have: tests fail where they come to it. */
function strangersOf(test: string): string[] {
  const imported = [...test.matchAll(/^\s*from\s+(pl_\w+|code_feedback)\s+import\s+([\w, ]+)/gm)].flatMap(
    ([, from = '', names = '']) => names.split(',').map((name) => `${from}.${name.trim().split(' ')[0] ?? ''}`),
  );
  const called = [...test.matchAll(/\bFeedback\.(\w+)/g)].map(([, name = '']) => `Feedback.${name}`);
  const strange = [...new Set([...imported, ...called])].filter((name) => !standIns.has(name));
  return strange.map(
    (name) => `tests/test.py: ${name} is not here; tests that need it fail until they are written in another way.`,
  );
}
