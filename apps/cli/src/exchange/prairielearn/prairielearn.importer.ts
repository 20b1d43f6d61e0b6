import type { TextFile } from '@assay/contracts';
import type { HandedInFile } from '@assay/domain';
import { AssayError } from '@assay/platform';
import { stringify } from 'yaml';
import { z } from 'zod';
import { beginningAt, textFilesOf } from '../folder-files.js';
import type { Translation } from '../imported-exercise.js';
import { feedbackModule, helperModule, questionModule, unitTestModule } from './grader-modules.js';
import { markdownOfQuestion } from './question-text.js';

const info = z.looseObject({
  uuid: z.string(),
  title: z.string().min(1),
  topic: z.string().optional(),
  gradingMethod: z.string().optional(),
  singleVariant: z.boolean().optional(),
  partialCredit: z.boolean().optional(),
  externalGradingOptions: z
    .looseObject({
      image: z.string().optional(),
      timeout: z.number().optional(),
      serverFilesCourse: z.array(z.string()).optional(),
    })
    .optional(),
});
type Info = z.infer<typeof info>;

const usualSeconds = 30;

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
  const files = textFilesOf(all.filter(({ path }) => /^(?:info\.json|question\.html|server\.py|tests\/[^/]+\.py)$/.test(path)));
  const at = (path: string) => files.find((file) => file.path === path)?.content;
  const question = readInfo(at('info.json') ?? '');
  const test = at('tests/test.py');
  if (test === undefined) {
    throw new AssayError(
      'exercise-invalid',
      'tests/test.py: is missing; only questions that the grader for Python grades can be imported.',
    );
  }
  const names = methodsOf(test);
  if (names.length === 0) throw new AssayError('exercise-invalid', 'tests/test.py: no class in it has a method test_….');
  const html = at('question.html') ?? '';
  const module = moduleOf(html);
  const setup = at('tests/setup_code.py');
  const reference = at('tests/ans.py');
  const callMs = Math.min(60_000, Math.round((question.externalGradingOptions?.timeout ?? usualSeconds) * 1_000));
  const limits = { callMs, cpuMs: Math.min(300_000, 2 * callMs), wallMs: Math.min(600_000, 6 * callMs) };
  return {
    title: question.title,
    summary: `${question.title}${question.topic === undefined ? '' : `, from the topic ${question.topic}`}.`,
    modules: [module],
    groups: [
      {
        id: 'question',
        title: 'Hidden tests',
        harness: 'call',
        visibility: 'hidden',
        isolation: 'reimport',
        weight: 100,
        limits,
        tests: ['hidden/test_question.py'],
      },
    ],
    files: [
      { path: 'statement.md', content: statementOf(question.title, html, module) },
      ...starterOf(module, at('tests/initial_code.py'), setup),
      { path: 'tests/hidden/test_question.py', content: questionModule(module, names) },
      { path: 'tests/hidden/question.py', content: test },
      { path: 'tests/hidden/ans.py', content: [setup, reference].filter((part) => part !== undefined).join('\n\n') },
      { path: 'tests/hidden/pl_helpers.py', content: helperModule },
      { path: 'tests/hidden/pl_base.py', content: unitTestModule },
      { path: 'tests/hidden/code_feedback.py', content: feedbackModule },
      ...(reference === undefined
        ? []
        : [
            {
              path: `submissions/reference/${module}.py`,
              content: [setup, reference].filter((part) => part !== undefined).join('\n\n'),
            },
          ]),
      { path: 'submissions.yaml', content: expectationsOf(reference !== undefined) },
    ],
    leftOut: leftOutOf(all, question, test, html, reference !== undefined),
  };
}

function readInfo(text: string): Info {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AssayError('exercise-invalid', 'info.json: is no JSON; mend it.', { cause });
  }
  const read = info.safeParse(value);
  if (!read.success) {
    const lines = read.error.issues.map(({ path, message }) => `info.json: ${path.map(String).join('.')}: ${message}`);
    throw new AssayError('exercise-invalid', lines.join('\n'));
  }
  const image = read.data.externalGradingOptions?.image ?? 'grader-python';
  if (read.data.gradingMethod !== 'External' || !image.includes('grader-python')) {
    throw new AssayError(
      'exercise-invalid',
      'info.json: the question is not graded by grader-python; only such questions can be imported.',
    );
  }
  return read.data;
}

/** Test methods in the order of their names, as the grader runs them. */
function methodsOf(test: string): string[] {
  return [...test.matchAll(/^\s+(?:async )?def (test_\w+)\(self/gm)].map(([, name = '']) => name).sort();
}

/** The file that candidates edit gives the module its name. */
function moduleOf(html: string): string {
  const [, file] = /<pl-file-(?:editor|upload)\b[^>]*?file-names?="([A-Za-z_]\w*)\.py/.exec(html) ?? [];
  return file?.toLowerCase() ?? 'solution';
}

function statementOf(title: string, html: string, module: string): string {
  return `# ${title}\n\n${markdownOfQuestion(html)}\n\n## What is tested\n\n- **R1** The functions and classes of \`${module}.py\` do what is described above.\n`;
}

function starterOf(module: string, initial: string | undefined, setup: string | undefined): TextFile[] {
  const own = initial ?? '"""Your work goes here."""\n';
  if (setup === undefined) return [{ path: `starter/${module}.py`, content: own }];
  return [
    { path: `starter/${module}.py`, content: `from setup_code import *\n\n${own}` },
    { path: 'starter/setup_code.py', content: setup },
  ];
}

function expectationsOf(hasReference: boolean): string {
  return stringify({
    ...(hasReference ? { reference: { why: "The question's own answer.", verdict: 'accepted', score: 1 } } : {}),
    starter: { why: 'Untouched.', verdict: 'wrong-answer', score: 0 },
  });
}

const known = /^(?:info\.json|question\.html|server\.py|tests\/(?:test|ans|initial_code|setup_code)\.py)$/;

function leftOutOf(all: readonly HandedInFile[], question: Info, test: string, html: string, hasReference: boolean): string[] {
  const said = all
    .filter(({ path }) => !known.test(path))
    .map(({ path }) => `${path}: has no place; put it beside the tests or into starter/ where they need it.`);
  if (all.some(({ path }) => path === 'server.py')) {
    said.push('server.py: is not run, so there is one variant: write its values into statement and tests.');
  }
  if (html.includes('{{')) said.push('question.html: values in {{…}} stay as they are; write them out in statement.md.');
  if (/<img\b|<pl-figure\b/.test(html)) said.push('question.html: pictures are not carried over.');
  if (test.includes('@points(')) {
    said.push(
      'tests/test.py: points of single tests are not carried over; all count the same, and each passes with its full score only.',
    );
  }
  if (/\bplt\b|matplotlib/i.test(test)) said.push('tests/test.py: plots cannot be checked; remove those tests.');
  if (!hasReference) said.push('tests/ans.py: is missing, so there is no reference; add submissions/reference.');
  for (const file of question.externalGradingOptions?.serverFilesCourse ?? []) {
    said.push(`serverFilesCourse/${file}: is not part of the package; put it beside the tests.`);
  }
  return said;
}
