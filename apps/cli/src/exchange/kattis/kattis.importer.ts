import type { HandedInFile } from '@assay/domain';
import type { TextFile, Verdict } from '@assay/contracts';
import { AssayError } from '@assay/platform';
import { stringify } from 'yaml';
import { beginningAt, textFilesOf } from '../folder-files.js';
import type { Translation } from '../imported-exercise.js';
import { slugFrom } from '../imported-exercise.js';
import type { Comparison, ProblemYaml } from './problem.js';
import { comparisonOf, judgedByProgram, readProblem, refuseForeign } from './problem.js';
import { lowered, markdownOfTex } from './statement.js';
import { comparisonSentence, testModule } from './tests.js';

export interface KattisOptions {
  /** Whoever imports it owns the problem, whatever its licence says. */
  isOwned: boolean;
  now: Date;
}

/** What its own submissions must get here, as far as that can be known; those that are merely slow may do either. */
const expected: Record<string, Verdict> = {
  accepted: 'accepted',
  wrong_answer: 'partial',
  rejected: 'partial',
  time_limit_exceeded: 'time-limit',
  run_time_error: 'partial',
};
const program = 'solution.py';
const usualSeconds = 2;

/**
 * A pass-fail problem of Kattis or the ICPC as an exercise with the harness `cli`: samples become visible tests, secret cases hidden
 * ones, submissions in Python the examples.
 *
 * @throws AssayError `files-refused` for what is no such package, `exercise-invalid` for a problem that cannot be graded here
 */
export function translateKattis(handedIn: readonly HandedInFile[], options: KattisOptions): Translation {
  const all = beginningAt(handedIn, 'problem.yaml', 'a problem package');
  const isNeeded = ({ path }: HandedInFile) =>
    /^(?:problem\.yaml|data\/.*\.(?:in|ans|yaml)|(?:problem_)?statement\/.*\.(?:md|tex)|submissions\/.*\.py)$/.test(path);
  const files = textFilesOf(all.filter(isNeeded));
  const problem = readProblem(files.find(({ path }) => path === 'problem.yaml')?.content ?? '');
  refuseForeign(problem, options.isOwned, options.now);
  const validator = all.find(({ path }) => /^output_validators?\//.test(path));
  if (validator !== undefined) throw judgedByProgram(validator.path);
  const groupFiles = files.filter(({ path }) => /^data\/(?:secret\/)?(?:testdata|test_group)\.yaml$/.test(path));
  const comparison = comparisonOf(
    problem,
    groupFiles.map(({ path, content }) => [path, content]),
  );
  const [samples, secrets] = [casesOf(files, 'sample'), casesOf(files, 'secret')];
  if (secrets.length === 0) {
    throw new AssayError('exercise-invalid', 'data/secret: holds no case with an answer, so nothing would be tested.');
  }
  const title = titleOf(problem);
  const examples = examplesOf(files);
  const leftOut = leftOutOf(all, examples, problem);
  return {
    title,
    summary: `Write a program that solves ${title}.`,
    modules: ['solution'],
    groups: groupsOf(problem, samples.length / 2, secrets.length / 2),
    files: [
      { path: 'statement.md', content: statementOf(title, files, samples, comparison, leftOut) },
      { path: `starter/${program}`, content: '"""Reads a case from standard input and prints its answer."""\n' },
      ...(samples.length > 0 ? [{ path: 'tests/visible/test_samples.py', content: testModule('sample', comparison) }] : []),
      { path: 'tests/hidden/test_cases.py', content: testModule('secret', comparison) },
      ...samples.map(({ path, content }) => ({ path: `tests/visible/${path}`, content })),
      ...secrets.map(({ path, content }) => ({ path: `tests/hidden/${path}`, content })),
      ...examples.map(({ name, content }) => ({ path: `submissions/${name}/${program}`, content })),
      { path: 'submissions.yaml', content: expectationsOf(examples) },
    ],
    leftOut,
  };
}

function titleOf({ name }: ProblemYaml): string {
  if (typeof name === 'string') return name;
  return name?.['en'] ?? Object.values(name ?? {})[0] ?? 'Imported problem';
}

/** Inputs with their answers, by paths such as `sample/1.in`. Those without an answer are no cases. */
function casesOf(files: readonly TextFile[], folder: 'sample' | 'secret'): TextFile[] {
  const below = new Map(
    files
      .filter(({ path }) => path.startsWith(`data/${folder}/`))
      .map(({ path, content }) => [path.slice('data/'.length), content] as const),
  );
  return [...below.keys()]
    .filter((path) => path.endsWith('.in') && below.has(answerTo(path)))
    .flatMap((path) => [path, answerTo(path)])
    .map((path) => ({ path, content: below.get(path) ?? '' }));
}

function answerTo(input: string): string {
  return input.replace(/\.in$/, '.ans');
}

function groupsOf({ limits }: ProblemYaml, samples: number, secrets: number): Record<string, unknown>[] {
  const callMs = Math.min(60_000, Math.max(1_000, Math.round((limits?.time_limit ?? usualSeconds) * 1_000)));
  const group = (cases: number) => ({
    harness: 'cli',
    program,
    limits: {
      callMs,
      cpuMs: Math.min(300_000, callMs * cases),
      wallMs: Math.min(600_000, 3 * callMs * cases),
      memoryMb: Math.min(4_096, Math.max(64, Math.round(limits?.memory ?? 512))),
      outputKb: 10_240,
    },
  });
  return [
    ...(samples > 0
      ? [
          {
            id: 'samples',
            title: 'Samples',
            visibility: 'visible',
            weight: 0,
            ...group(samples),
            tests: ['visible/test_samples.py'],
          },
        ]
      : []),
    { id: 'cases', title: 'Cases', visibility: 'hidden', weight: 100, ...group(secrets), tests: ['hidden/test_cases.py'] },
  ];
}

function statementOf(
  title: string,
  files: readonly TextFile[],
  samples: readonly TextFile[],
  comparison: Comparison,
  leftOut: string[],
): string {
  const texts = files.filter(({ path }) => /^(?:problem_)?statement\/problem(?:\.en)?\.(?:md|tex)$/.test(path));
  const text = texts.find(({ path }) => path.endsWith('.md')) ?? texts[0];
  if (text === undefined) leftOut.push('statement: is neither Markdown nor LaTeX in English; write it into statement.md.');
  if (text?.path.endsWith('.tex') === true) {
    leftOut.push(`${text.path}: LaTeX became Markdown by a few rules; read statement.md through.`);
  }
  const body = text === undefined ? '' : text.path.endsWith('.tex') ? markdownOfTex(text.content) : lowered(text.content.trim());
  const shown = samples
    .filter(({ path }) => path.endsWith('.in'))
    .map(({ path, content }) => {
      const answer = samples.find((other) => other.path === answerTo(path))?.content ?? '';
      const block = (said: string) => `\`\`\`text\n${said.trimEnd()}\n\`\`\``;
      return `Sample \`${path.replace(/^sample\/|\.in$/g, '')}\`, input and output:\n\n${block(content)}\n\n${block(answer)}`;
    });
  return [
    `# ${title}`,
    body,
    ...(shown.length > 0 ? ['## Samples', ...shown] : []),
    '## What your program does',
    `- **R1** \`python3 ${program}\` reads one case from standard input, prints its answer to standard output and ends with exit code 0.\n- **R2** The answer is right for every case that keeps to the limits above. ${comparisonSentence(comparison)}`,
    '',
  ]
    .filter((part, index, parts) => part !== '' || index === parts.length - 1)
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

interface Example {
  name: string;
  kind: string;
  path: string;
  content: string;
}

/** Submissions in one Python file; the first accepted one is the reference. */
function examplesOf(files: readonly TextFile[]): Example[] {
  const found: Example[] = [];
  const taken = new Set(['reference', 'starter']);
  for (const { path, content } of files) {
    const [, kind, file] = /^submissions\/(\w+)\/([^/]+\.py)$/.exec(path) ?? [];
    if (kind === undefined || file === undefined || expected[kind] === undefined) continue;
    const isReference = kind === 'accepted' && !found.some((other) => other.name === 'reference');
    const wanted = slugFrom(file) || 'example';
    let name = isReference ? 'reference' : wanted;
    for (let number = 2; !isReference && taken.has(name); number += 1) name = `${wanted}-${String(number)}`;
    taken.add(name);
    found.push({ name, kind, path, content });
  }
  if (!found.some(({ name }) => name === 'reference')) {
    throw new AssayError(
      'exercise-invalid',
      'submissions/accepted: holds no accepted submission in one Python file, so nothing shows that the tests can be passed. Add one.',
    );
  }
  return found;
}

function expectationsOf(examples: readonly Example[]): string {
  return stringify({
    ...Object.fromEntries(
      examples.map(({ name, kind, path }) => [
        name,
        {
          why: `The problem's own ${path.slice('submissions/'.length)}.`,
          verdict: expected[kind],
          ...(kind === 'accepted' ? { score: 1 } : {}),
        },
      ]),
    ),
    starter: { why: 'Prints nothing.', verdict: 'wrong-answer', score: 0 },
  });
}

const about: readonly (readonly [pattern: RegExp, sentence: string])[] = [
  [/^input_validators?\//, 'checks of the inputs are not run here.'],
  [/^generators?\//, 'generators are not run; the cases that they made are here.'],
  [/^solution\//, 'the explanation of a solution has no place; use it for the rubric.'],
  [/^(?:attachments|include)\//, 'is not given to candidates; put it into starter/ where they need it.'],
  [/^(?:problem_)?statement\/.*\.(?:png|jpe?g|svg|pdf|eps)$/, 'pictures and PDF are not carried over.'],
  [/^data\/.*\.(?:files\/|args$|png$|hint$|desc$)/, 'files, arguments and hints of single cases are not carried over.'],
  [/^data\/.*\/(?:testdata|test_group)\.yaml$/, 'groups of cases count as one; their scores are not carried over.'],
];

function leftOutOf(all: readonly HandedInFile[], examples: readonly Example[], { limits }: ProblemYaml): string[] {
  const said = all.flatMap(({ path }) =>
    about.filter(([pattern]) => pattern.test(path)).map(([, sentence]) => `${path}: ${sentence}`),
  );
  const submissions = all
    .filter(({ path }) => path.startsWith('submissions/') && !examples.some((example) => example.path === path))
    .map(({ path }) => `${path}: only submissions in one Python file with one expected result become examples.`);
  const alone = all
    .filter(({ path }) => /^data\/(?:sample|secret)\/.*\.in$/.test(path) && !all.some((other) => other.path === answerTo(path)))
    .map(({ path }) => `${path}: has no answer beside it, so it is no case.`);
  const time =
    limits?.time_limit === undefined
      ? ['problem.yaml: names no time limit; each case may take 2 s of processor time. Set callMs.']
      : [];
  const wrong = examples
    .filter(({ kind }) => expected[kind] === 'partial')
    .map(({ name }) => `submissions.yaml: ${name} is said to pass some cases; say wrong-answer where it passes none.`);
  return [...said, ...alone, ...submissions, ...wrong, ...time];
}
