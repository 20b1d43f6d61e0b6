import type { TextFile } from '@assay/contracts';
import { withReadableFormulas } from '../formula.js';
import { codeBlock } from '../markdown.js';
import type { Case } from './cases.js';
import type { ProblemYaml } from './problem.js';
import { withConstants } from './problem.js';
import { markdownOfTex } from './tex.js';

export interface Statement {
  title: string;
  /** What the problem itself says, as Markdown without its title. */
  body: string;
  /** The file that it was taken from. */
  path: string | undefined;
  leftOut: string[];
}

/** The problem's text in English, from the folder of its format: `statement`, or `problem_statement` in the legacy one. */
export function readStatement(problem: ProblemYaml, files: readonly TextFile[]): Statement {
  const folders = ['statement', 'problem_statement'];
  if (/^(?:legacy.*)?$/.test(problem.problem_format_version ?? '')) folders.reverse();
  const names = ['problem.en.md', 'problem.md', 'problem.en.tex', 'problem.tex'];
  const paths = folders.flatMap((folder) => names.map((name) => `${folder}/${name}`));
  const [text] = paths.flatMap((path) => files.filter((file) => file.path === path));
  if (text === undefined) {
    const leftOut = ['statement: is neither Markdown nor LaTeX in English; write it into statement.md.'];
    return { title: nameOf(problem) ?? 'Imported problem', body: '', path: undefined, leftOut };
  }
  const { path, content } = text;
  const said = withConstants(content, problem);
  const { markdown, unknown, titled } = path.endsWith('.tex') ? fromTex(said) : fromMarkdown(said);
  const pictures = /\\includegraphics|\\illustration|!\[[^\]]*\]\(/.test(content);
  const leftOut = [
    ...(path.endsWith('.tex') ? [`${path}: LaTeX became Markdown by a few rules; read statement.md through.`] : []),
    ...(unknown.length > 0
      ? [`${path}: ${unknown.join(', ')} stand in statement.md as they are; write out what they mean.`]
      : []),
    ...(pictures ? [`${path}: shows pictures, which are not carried over; say in words what they tell.`] : []),
  ];
  return { title: nameOf(problem) ?? (titled || 'Imported problem'), body: markdown, path, leftOut };
}

function nameOf({ name }: ProblemYaml): string | undefined {
  return typeof name === 'string' ? name : (name?.['en'] ?? Object.values(name ?? {})[0]);
}

interface Converted {
  markdown: string;
  unknown: string[];
  titled: string;
}

function fromTex(tex: string): Converted {
  const [, title = ''] = /\\problemname\s*\{((?:[^{}]|\{[^{}]*\})*)\}/.exec(tex) ?? [];
  return { ...markdownOfTex(tex), titled: markdownOfTex(title).markdown };
}

/** Headings one level lower where they begin with the first, as the exercise's title is the only one of that. */
function fromMarkdown(text: string): Converted {
  const unknown = new Set<string>();
  const shown = text
    .replace(/\{\{(?:nextsample|remainingsamples)\}\}/g, '')
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
    .trim();
  const hasTitle = /^# /m.test(shown);
  const lowered = hasTitle ? shown.replace(/^(#{1,5}) /gm, '#$1 ') : shown;
  const markdown = withReadableFormulas(lowered, 'markdown', unknown);
  const [, titled = ''] = /^# (.+)$/m.exec(shown) ?? [];
  return { markdown, unknown: [...unknown], titled };
}

/** `statement.md`: what the problem says, its samples, and the requirements that the tests name. */
export function statementOf({ title, body }: Statement, program: string, samples: readonly Case[], comparison: string): string {
  const shown = samples.map(
    ({ name, input, answer }) =>
      `Sample \`${name.slice('sample/'.length)}\`, input and output:\n\n${codeBlock(input, 'text')}\n\n${codeBlock(answer, 'text')}`,
  );
  return [
    `# ${title}`,
    ...(body === '' ? [] : [body]),
    ...(shown.length > 0 ? ['## Samples', ...shown] : []),
    '## What your program does',
    `- **R1** \`python3 ${program}\` reads one case from standard input, prints its answer to standard output and ends with exit code 0.\n- **R2** The answer is right for every case that keeps to the limits above. ${comparison}`,
  ]
    .join('\n\n')
    .concat('\n');
}
