import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { samplesFolder } from '@assay/catalogue';
import { assay } from '../testing/command-line.js';

const gradingMs = 600_000;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'assay-import-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

type Files = Record<string, string | null>;

/** The package as a folder, with some files changed or, by null, left out. */
async function packed(name: string, files: Files, changes: Files = {}): Promise<string> {
  for (const [file, content] of Object.entries({ ...files, ...changes })) {
    if (content === null) continue;
    await mkdir(path.dirname(path.join(folder, name, file)), { recursive: true });
    await writeFile(path.join(folder, name, file), content);
  }
  return path.join(folder, name);
}

const imports = (format: string, location: string, ...more: string[]) =>
  assay(['import', location, '--from', format, '--competency', 'K2', '--within', path.join(folder, 'made'), ...more]);
const made = (name: string) => path.join(folder, 'made', name);

/** What only an author can give, taken from an exercise that has it, so that the rest can be tried. */
async function completed(name: string): Promise<void> {
  const rubric = await readFile(path.join(samplesFolder, 'line-tool/rubric.yaml'), 'utf8');
  await writeFile(path.join(made(name), 'rubric.yaml'), rubric.replaceAll('K6', 'K2'));
}

const mean: Files = {
  'problem.yaml':
    'problem_format_version: 2025-09\nname: { en: Mean of a list, sv: Medelvärde }\nuuid: 0b1f6a1e-8a11-4a83-9a54-6a1d3b6f0c11\nlicense: cc0\nlimits: { time_limit: 1.5, memory: 256 }\n',
  'statement/problem.en.md': '# Input\n\nA line with a number of values, then the values.\n\n# Output\n\nTheir mean.\n',
  'data/sample/1.in': '3\n1 2 3\n',
  'data/sample/1.ans': '2.0\n',
  'data/secret/group1/many.in': '4\n1 2 3 4\n',
  'data/secret/group1/many.ans': '2.5\n',
  'data/secret/third.in': '3\n1 1 0\n',
  'data/secret/third.ans': '0.6666666667\n',
  'data/secret/whole.in': '2\n4 6\n',
  'data/secret/whole.ans': '5\n',
  'data/secret/alone.in': '1\n1\n',
  'data/secret/test_group.yaml': 'output_validator_args: [float_tolerance, 1e-6]\n',
  'input_validators/check.py': 'pass\n',
  'submissions/accepted/plain.py': 'input()\nvalues = list(map(int, input().split()))\nprint(sum(values) / len(values))\n',
  'submissions/accepted/plain.cpp': 'int main() {}\n',
  'submissions/wrong_answer/rounds_down.py':
    'input()\nvalues = list(map(int, input().split()))\nprint(sum(values) // len(values))\n',
  'submissions/run_time_error/divides-by-zero.py':
    'count = int(input())\nprint(sum(map(int, input().split())) / (count if count < 4 else 0))\n',
  'submissions/time_limit_exceeded/waits.py': 'while True:\n    pass\n',
};

describe('a problem package of Kattis', () => {
  it(
    'becomes an exercise that gives its own submissions what they must get, and says what it left out',
    async () => {
      const { exitCode, printed } = await imports('kattis', await packed('mean', mean));
      expect(exitCode).toBe(0);
      for (const line of [
        'submissions/accepted/plain.cpp: only submissions in one Python file',
        'input_validators/check.py: checks of the inputs are not run here.',
        'data/secret/alone.in: has no answer beside it',
        'rubric.yaml: is missing',
        'manifest.json: is missing',
      ]) {
        expect(printed).toContain(line);
      }
      expect(await readFile(path.join(made('mean'), 'statement.md'), 'utf8')).toMatchInlineSnapshot(`
        "# Mean of a list

        ## Input

        A line with a number of values, then the values.

        ## Output

        Their mean.

        ## Samples

        Sample \`1\`, input and output:

        \`\`\`text
        3
        1 2 3
        \`\`\`

        \`\`\`text
        2.0
        \`\`\`

        ## What your program does

        - **R1** \`python3 solution.py\` reads one case from standard input, prints its answer to standard output and ends with exit code 0.
        - **R2** The answer is right for every case that keeps to the limits above. The amount of white space between values does not matter, nor does the case of letters. A number is right with a relative error of at most 0.000001 or an absolute one of at most 0.000001.
        "
      `);
      await completed('mean');
      const verified = await assay(['verify', made('mean'), '--driver', 'docker', '--write-manifest', '--json']);
      const [{ examples }] = JSON.parse(verified.printed) as [{ examples: { name: string; problems: string[] }[] }];
      expect(Object.fromEntries(examples.map(({ name, problems }) => [name, problems]))).toEqual({
        reference: [],
        'rounds-down': [],
        'divides-by-zero': [],
        waits: [],
        starter: [],
      });
    },
    gradingMs,
  );

  it.each<[string, Files, RegExp, string[]]>([
    ['is interactive', { 'problem.yaml': 'name: A\nlicense: cc0\ntype: interactive\n' }, /is interactive; only pass-fail/, []],
    ['has a validator of its own', { 'output_validator/judge.py': 'pass\n' }, /judged by a program of the problem's own/, []],
    [
      'has a validator of its own in the legacy form',
      { 'problem.yaml': 'name: A\nlicense: cc0\nvalidation: custom\n' },
      /judged by a program/,
      [],
    ],
    ['is of unknown licence', { 'problem.yaml': 'name: A\n' }, /licence is unknown. Say --own/, []],
    [
      'is under embargo',
      { 'problem.yaml': 'name: A\nlicense: cc0\nembargo_until: 9999-01-01\n' },
      /under embargo until 9999-01-01/,
      [],
    ],
    ['has flags that nobody knows', { 'problem.yaml': 'name: A\nlicense: cc0\nvalidator_flags: magic\n' }, /flag magic/, []],
    [
      'has no cases',
      { 'data/secret/group1/many.ans': null, 'data/secret/third.ans': null, 'data/secret/whole.ans': null },
      /data\/secret: holds no case/,
      [],
    ],
    ['has no accepted program', { 'submissions/accepted/plain.py': null }, /no accepted submission in one Python file/, []],
    ['is no problem', { 'problem.yaml': null }, /not a problem package: there is no problem\.yaml/, []],
    ['is broken', { 'problem.yaml': 'name: [\n' }, /problem\.yaml: cannot be read as YAML/, []],
    ['is for no competency', {}, /No role has the competency K99/, ['--competency', 'K99']],
    ['has an odd name', {}, /cannot be the name of an exercise/, ['--slug', 'Bad Name']],
  ])('is refused when it %s, and nothing is made', async (_, changes, sentence, more) => {
    const { exitCode, complained } = await imports('kattis', await packed('mean', mean, changes), ...more);
    expect(exitCode).toBe(2);
    expect(complained).toMatch(sentence);
    expect(await readdir(folder)).toEqual(['mean']);
  });

  it('may be taken by its owner, and its LaTeX becomes Markdown', async () => {
    const tex =
      '\\problemname{Sum}\n% a remark\nAdd \\emph{two} numbers.\n\\section*{Input}\n\\begin{itemize}\n\\item $a \\le 10$ \\& more\n\\end{itemize}\n';
    const changes = { 'problem.yaml': 'name: Sum\n', 'statement/problem.en.md': null, 'problem_statement/problem.tex': tex };
    const { exitCode, printed } = await imports('kattis', await packed('sum', mean, changes), '--own');
    expect(exitCode).toBe(0);
    expect(printed).toContain('LaTeX became Markdown by a few rules');
    const statement = await readFile(path.join(made('sum'), 'statement.md'), 'utf8');
    expect(statement).toContain('# Sum\n\nAdd *two* numbers.\n\n## Input\n\n- `a ≤ 10` & more');
    expect(statement).not.toContain('remark');
  });
});

const squares: Files = {
  'info.json': JSON.stringify({
    uuid: 'f0f1c7f3-5c2b-4b0a-a4d3-9f5e0f7b2c11',
    title: 'Squares',
    topic: 'Functions',
    type: 'v3',
    gradingMethod: 'External',
    externalGradingOptions: { image: 'prairielearn/grader-python', timeout: 5 },
  }),
  'question.html':
    '<pl-question-panel><h3>Task</h3><p>Write <code>square(n)</code> and <b>squares(n)</b>.</p><script>alert(1)</script><pl-file-editor file-name="powers.py" ace-mode="ace/mode/python"></pl-file-editor></pl-question-panel><pl-submission-panel>secret</pl-submission-panel>',
  'tests/initial_code.py': 'def square(n):\n    pass\n',
  'tests/setup_code.py': 'import random\n\nBASE = 2\nLOT = random.random()\n',
  'tests/ans.py':
    'def square(n):\n    return n**BASE\n\n\ndef squares(n):\n    return [square(i) for i in range(n)]\n\n\ndrawn = (LOT, random.random())\n',
  'tests/test.py': `from code_feedback import Feedback
from pl_helpers import name, points
from pl_unit_test import PLTestCase


class Test(PLTestCase):
    @points(2)
    @name("square")
    def test_0(self):
        if Feedback.check_scalar("square(3)", self.ref.square(3), Feedback.call_user(self.st.square, 3)):
            Feedback.set_score(1)
        else:
            Feedback.set_score(0)

    @points(1)
    @name("squares")
    def test_1(self):
        if not Feedback.check_list("squares(4)", self.ref.squares(4), Feedback.call_user(self.st.squares, 4), entry_type=int):
            Feedback.finish("not as many squares")
        Feedback.set_score(sum(0.1 for own, other in zip(self.st.squares(10), self.ref.squares(10)) if own == other))

    @points(1)
    @name("drawn")
    def test_2(self):
        Feedback.check_tuple("drawn", self.ref.drawn, self.st.drawn, accuracy_critical=True)
        Feedback.set_score(1)
`,
  'server.py': 'def generate(data):\n    pass\n',
};

describe('a question of PrairieLearn', () => {
  it(
    'becomes an exercise whose tests run unchanged against its own answer, and says what it left out',
    async () => {
      const { exitCode, printed } = await imports('prairielearn', await packed('squares', squares));
      expect(exitCode).toBe(0);
      for (const line of [
        'server.py: is not run',
        'lots are drawn with one seed',
        'points of single tests are not carried over',
        'rubric.yaml: is missing',
      ]) {
        expect(printed).toContain(line);
      }
      expect(await readFile(path.join(made('squares'), 'statement.md'), 'utf8')).toMatchInlineSnapshot(`
        "# Squares

        ## Task

        Write \`square(n)\` and **squares(n)**.

        ## What is tested

        - **R1** What \`powers.py\` defines is and does what is described above.
        "
      `);
      await completed('squares');
      const verified = await assay(['verify', made('squares'), '--driver', 'docker', '--write-manifest', '--json']);
      const [{ examples, problems }] = JSON.parse(verified.printed) as [
        { examples: { name: string; problems: string[] }[]; problems: string[] },
      ];
      expect(Object.fromEntries(examples.map((example) => [example.name, example.problems]))).toEqual({
        reference: [],
        starter: [],
      });
      expect(problems.join('\n')).toContain('0 of the examples are accepted; give at least 2');
    },
    gradingMs,
  );

  it.each<[string, Files, RegExp]>([
    ['is graded by people', { 'info.json': '{"uuid":"x","title":"T","gradingMethod":"Manual"}' }, /not graded by grader-python/],
    [
      'is graded by another image',
      { 'info.json': '{"uuid":"x","title":"T","gradingMethod":"External","externalGradingOptions":{"image":"grader-r"}}' },
      /not graded by grader-python/,
    ],
    ['has no tests', { 'tests/test.py': null }, /tests\/test\.py: is missing/],
    ['has no title', { 'info.json': '{"uuid":"x"}' }, /info\.json: title/],
    ['is no JSON', { 'info.json': 'title: T' }, /info\.json: is no JSON/],
    ['is no question', { 'info.json': null }, /not a question: there is no info\.json/],
  ])('is refused when it %s', async (_, changes, sentence) => {
    const { exitCode, complained } = await imports('prairielearn', await packed('squares', squares, changes));
    expect(exitCode).toBe(2);
    expect(complained).toMatch(sentence);
  });
});
