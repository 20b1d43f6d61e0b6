import type { TextFile, Verdict } from '@assay/contracts';
import { AssayError } from '@assay/platform';
import { stringify } from 'yaml';
import { slugFrom } from '../imported-exercise.js';

export interface Example {
  name: string;
  kind: string;
  path: string;
  content: string;
}

/** What its own submissions must get here, as far as that can be known; those that are merely slow may do either. */
const expected: Record<string, Verdict> = {
  accepted: 'accepted',
  wrong_answer: 'partial',
  rejected: 'partial',
  time_limit_exceeded: 'time-limit',
  run_time_error: 'partial',
};

/** Signs of Python 2, which does not run here. */
const python2 = /^#!.*python2|\braw_input\s*\(|\bxrange\s*\(|^\s*print\s+["'\w]/m;

/**
 * Submissions in one Python file; the first accepted one is the reference.
 *
 * @throws AssayError `exercise-invalid` when there is none that is accepted
 */
export function examplesOf(files: readonly TextFile[]): { examples: Example[]; leftOut: string[] } {
  const examples: Example[] = [];
  const leftOut: string[] = [];
  const taken = new Set(['reference', 'starter']);
  for (const { path, content } of files) {
    const [, kind, file] = /^submissions\/(\w+)\/([^/]+\.py3?)$/.exec(path) ?? [];
    if (kind === undefined || file === undefined || expected[kind] === undefined) continue;
    if (python2.test(content)) {
      leftOut.push(`${path}: is Python 2, which does not run here; rewrite it to have it as an example.`);
      continue;
    }
    const isReference = kind === 'accepted' && !examples.some((other) => other.name === 'reference');
    const wanted = slugFrom(file) || 'example';
    let name = isReference ? 'reference' : wanted;
    for (let number = 2; !isReference && taken.has(name); number += 1) name = `${wanted}-${String(number)}`;
    taken.add(name);
    examples.push({ name, kind, path, content });
  }
  if (!examples.some(({ name }) => name === 'reference')) {
    const sentence =
      'submissions/accepted: holds no accepted submission in one Python file, so nothing shows that the tests can be passed. Add one.';
    throw new AssayError('exercise-invalid', [...leftOut, sentence].join('\n'));
  }
  return { examples, leftOut };
}

/** `submissions.yaml`, and what its author has to look after. With one case alone, nothing can be partly right. */
export function expectationsOf(examples: readonly Example[], cases: number): { content: string; leftOut: string[] } {
  const verdictOf = ({ kind }: Example) => (cases === 1 && expected[kind] === 'partial' ? 'wrong-answer' : expected[kind]);
  const content = stringify({
    ...Object.fromEntries(
      examples.map((example) => [
        example.name,
        {
          why: `The problem's own ${example.path.slice('submissions/'.length)}.`,
          verdict: verdictOf(example),
          ...(example.kind === 'accepted' ? { score: 1 } : {}),
        },
      ]),
    ),
    starter: { why: 'Prints nothing.', verdict: 'wrong-answer', score: 0 },
  });
  const leftOut = examples
    .filter((example) => verdictOf(example) === 'partial')
    .map(({ name }) => `submissions.yaml: ${name} is said to pass some cases; say wrong-answer where it passes none.`);
  return { content, leftOut };
}
