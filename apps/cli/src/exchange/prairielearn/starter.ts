import type { TextFile } from '@assay/contracts';
import { attributeOf, decoded } from './question-text.js';

/** The seed of whatever draws lots: the answer and the candidate's work are to draw the same. */
const seed = 20_250_901;

export interface WorkFiles {
  /** The module that candidates write. */
  module: string;
  starter: TextFile[];
  /** What the tests compare with, and the reference: the question's answer with all that runs before it. */
  answer: string | undefined;
  leftOut: string[];
}

/**
 * The file that candidates edit, by what its editor on the page says, between the code that is put around it. What runs before it is a
 * module of its own that it imports.
 */
export function workFilesOf(html: string, test: string, files: readonly TextFile[]): WorkFiles {
  const at = (path: string) => files.find((file) => file.path === path)?.content;
  const { names, begun } = editorOf(html, at);
  const [, inTest] = /student_code_file\s*=\s*['"](\w+)\.py['"]/.exec(test) ?? [];
  const module = (names[0] ?? inTest ?? 'solution').toLowerCase();
  const [leading, trailing] = [at('tests/leading_code.py'), at('tests/trailing_code.py')];
  const around = leading !== undefined || trailing !== undefined;
  const own = begun ?? (around ? '# Your work goes here.\n' : (at('tests/initial_code.py') ?? '"""Your work goes here."""\n'));
  const work = [leading, own, trailing].filter((part) => part !== undefined).join('');
  const answer = at('tests/ans.py');
  const setup = setupOf(at('tests/setup_code.py'), answer);
  return {
    module,
    starter: [
      { path: `starter/${module}.py`, content: setup === undefined ? work : `from setup_code import *\n\n${work}` },
      ...(setup === undefined ? [] : [{ path: 'starter/setup_code.py', content: setup }]),
    ],
    answer: answer === undefined ? undefined : [setup, answer].filter((part) => part !== undefined).join('\n\n'),
    leftOut: leftOutOf({
      setup,
      hasSetup: at('tests/setup_code.py') !== undefined,
      around,
      names,
      module,
      isRepeated: /\btotal_iters\s*=\s*(?!1\b)\d/.test(test),
    }),
  };
}

function editorOf(html: string, at: (path: string) => string | undefined): { names: string[]; begun: string | undefined } {
  const [, attributes = '', inner = ''] =
    /<pl-file-(?:editor|upload)\b([^>]*)>([^]*?)(?:<\/pl-file-(?:editor|upload)>|$)/.exec(html) ?? [];
  const listed = attributeOf(attributes, 'file-name') ?? attributeOf(attributes, 'file-names') ?? '';
  const names = [...listed.matchAll(/([A-Za-z_]\w*)\.py\b/g)].map(([, name = '']) => name);
  const source = attributeOf(attributes, 'source-file-name');
  const shown = source === undefined ? decoded(inner).replace(/^\n/, '') : (at(source) ?? at(`tests/${source}`));
  return { names, begun: shown === undefined || shown.trim() === '' ? undefined : shown };
}

/** What runs before both the answer and the candidate's file; where lots are drawn, both draw the same. */
function setupOf(setup: string | undefined, answer: string | undefined): string | undefined {
  const all = `${setup ?? ''}\n${answer ?? ''}`;
  const again = /\bdef repeated_setup\(/.test(all) ? '\nrepeated_setup()\n' : '';
  if (!/\brandom\b/.test(all)) return setup === undefined ? undefined : setup + again;
  const hasNumpy = /\bnumpy\b/.test(all);
  const imports = ['import random as _random', ...(hasNumpy ? ['import numpy as _numpy'] : [])];
  const seeding = [`_random.seed(${String(seed)})`, ...(hasNumpy ? [`_numpy.random.seed(${String(seed)})`] : [])];
  return `${[...imports, '', ...seeding].join('\n')}\n\n${setup ?? ''}${again}\n${seeding.join('\n')}\n`;
}

function leftOutOf(of: {
  setup: string | undefined;
  hasSetup: boolean;
  around: boolean;
  names: string[];
  module: string;
  isRepeated: boolean;
}): string[] {
  const said: string[] = [];
  if (of.hasSetup) {
    said.push(
      'tests/setup_code.py: candidates see it in starter/, and it runs before their file and before the answer; take out what gives the answer away.',
    );
  }
  if (of.setup?.includes('_random.seed(') === true) {
    said.push('starter/setup_code.py: lots are drawn with one seed, so that values are the same in every run.');
  }
  if (of.around) {
    said.push(
      'tests/leading_code.py, tests/trailing_code.py: stand in the file that candidates edit, who may change them; see that starter/ can be read.',
    );
  }
  if (of.names.length > 1) {
    said.push(
      `question.html: candidates hand in ${of.names.map((name) => `${name}.py`).join(', ')}; only ${of.module}.py is tested.`,
    );
  }
  if (of.names[0] !== undefined && of.names[0] !== of.module) {
    said.push(`question.html: ${of.names[0]}.py is called ${of.module}.py here; say so where the text names it.`);
  }
  if (of.isRepeated) said.push('tests/test.py: the tests run once, not as often as total_iters says.');
  return said;
}
