import { describe, expect, it } from '@jest/globals';
import type { Translation } from '../imported-exercise.js';
import { translatePrairieLearn } from './prairielearn.importer.js';

const half: Record<string, string> = {
  'info.json': '{"uuid":"x","title":"Half","gradingMethod":"External"}',
  'question.html':
    '<pl-question-panel><p>Halve it.</p><pl-file-editor file-name="half.py" source-file-name="tests/begin.py"></pl-file-editor></pl-question-panel>',
  'tests/begin.py': 'def half(n):\n    ...\n',
  'tests/initial_code.py': 'never = "shown"\n',
  'tests/ans.py': 'def half(n):\n    return n / 2\n',
  'tests/test.py': 'class Test(PLTestCase):\n    def test_0(self):\n        pass\n',
};

function translated(changes: Record<string, string> = {}): Translation {
  return translatePrairieLearn(Object.entries({ ...half, ...changes }).map(([path, content]) => ({ path, content })));
}
const fileOf = ({ files }: Translation, name: string) => files.find(({ path }) => path === name)?.content;
const statement = (html: string, more: Record<string, string> = {}) =>
  fileOf(translated({ 'question.html': html, ...more }), 'statement.md')?.split('\n\n## What is tested')[0];

describe('the text of a question', () => {
  it('can be read: formulas, code, tables, powers and Markdown within it', () => {
    const html = `<p>With $a_1 \\le a_2$, <tt>f</tt> gives x<sup>2</sup> for the n<sup>th</sup> time. \\[ F_n = F_{n-1} \\]</p>
<table><tr><th>in</th><th>out</th></tr><tr><td><code>"a|b"</code></td><td>1 &lt; 2</td></tr></table>
<markdown>
  - one
  - *two*
</markdown>
<pl-code language="python">
def f(x):
    return x &lt; 1
</pl-code>
<pl-code source-file-name="tests/begin.py" language="python"></pl-code><!-- not $this$ --><script>$("p").hide()</script> <p>For $5 only.</p><p>And $6.</p>`;
    expect(statement(html)).toBe(`# Half

With \`a_1 ≤ a_2\`, \`f\` gives x^2 for the nth time. \`F_n = F_(n-1)\`

| in | out |
| --- | --- |
| \`"a\\|b"\` | 1 < 2 |

- one
- *two*

\`\`\`python
def f(x):
    return x < 1
\`\`\`

\`\`\`python
def half(n):
    ...
\`\`\`

For $5 only.

And $6.`);
  });

  it('lists the names that candidates are given and define', () => {
    const html = `<pl-external-grader-variables params-name="names_from_user"><pl-variable name="x" type="array ($n$)" description="What &lt; is."></pl-variable><pl-variable name="f">Says <b>it</b>.</pl-variable></pl-external-grader-variables>`;
    expect(statement(html)).toMatch(/-\s+`x` \(array \(`n`\)\): What < is\.\n-\s+`f`: Says \*\*it\*\*\.$/);
    expect(
      translated({ 'question.html': '<pl-external-grader-variables params-name="p"></pl-external-grader-variables>' }).leftOut,
    ).toContain('question.html: a list of names comes from server.py; write it into statement.md.');
  });

  it('says what it cannot show', () => {
    const html = '<pl-answer-panel>$x$</pl-answer-panel><pl-order-blocks></pl-order-blocks><p>{{params.n}} and $\\odd$</p>';
    const { leftOut } = translated({ 'question.html': html });
    expect(leftOut).toEqual(
      expect.arrayContaining([
        'question.html: values in {{…}} stay as they are; write them out in statement.md.',
        'question.html: \\odd stand in statement.md as they are; write out what they mean.',
        'question.html: the panel with the answer is not shown; use it for the rubric.',
        "question.html: the page's <pl-order-blocks> has no place here; candidates edit a file.",
      ]),
    );
    expect(translated({ 'question.html': '' }).leftOut[0]).toContain('question.html: is missing or empty');
  });
});

describe('the files of a question', () => {
  it('begin with what its editor shows', () => {
    expect(fileOf(translated(), 'starter/half.py')).toBe(half['tests/begin.py']);
    const inner = '<pl-file-editor file-name="half.py">\ndef half(n):\n    # &lt;here&gt;\n</pl-file-editor>';
    expect(fileOf(translated({ 'question.html': inner }), 'starter/half.py')).toBe('def half(n):\n    # <here>\n');
    const upload = '<pl-file-upload file-names="half.py, other.py"></pl-file-upload>';
    const uploaded = translated({ 'question.html': upload });
    expect(fileOf(uploaded, 'starter/half.py')).toBe(half['tests/initial_code.py']);
    expect(uploaded.leftOut).toContain('question.html: candidates hand in half.py, other.py; only half.py is tested.');
  });

  it('hold the code that is put around the work', () => {
    const around = {
      'question.html': '<p>Fill in.</p>',
      'tests/leading_code.py': 'def half(n):\n',
      'tests/trailing_code.py': '    return m\n',
    };
    const exercise = translated({
      ...around,
      'tests/test.py': `${half['tests/test.py'] ?? ''}    student_code_file = "half.py"\n`,
    });
    expect(fileOf(exercise, 'starter/half.py')).toBe('def half(n):\n# Your work goes here.\n    return m\n');
    expect(exercise.leftOut.join('\n')).toContain('stand in the file that candidates edit');
  });

  it('draw the same lots for the answer and for the work', () => {
    const exercise = translated({ 'tests/setup_code.py': 'import random\n\nx = random.random()\n', 'tests/ans.py': 'y = x\n' });
    const setup = fileOf(exercise, 'starter/setup_code.py') ?? '';
    expect(setup.match(/^_random\.seed\((\d+)\)$/gm)).toHaveLength(2);
    expect(fileOf(exercise, 'tests/hidden/ans.py')).toBe(`${setup}\n\ny = x\n`);
    expect(fileOf(exercise, 'starter/half.py')).toMatch(/^from setup_code import \*\n/);
    expect(exercise.leftOut.join('\n')).toMatch(/candidates see it in starter[^]*drawn with one seed/);
    expect(fileOf(translated(), 'starter/setup_code.py')).toBeUndefined();
  });

  it('of its tests go beside the tests, but nothing that pytest would run', () => {
    const exercise = translated({
      'tests/rows.csv': '1,2\n',
      'tests/helper.py': '',
      'tests/test_more.py': '',
      'clientFilesQuestion/a.css': '',
    });
    expect(fileOf(exercise, 'tests/hidden/rows.csv')).toBe('1,2\n');
    expect(fileOf(exercise, 'tests/hidden/helper.py')).toBe('');
    expect(fileOf(exercise, 'tests/hidden/test_more.py')).toBeUndefined();
    const elsewhere = 'has no place; put it beside the tests or into starter/ where they need it.';
    expect(exercise.leftOut).toEqual(
      expect.arrayContaining([
        "tests/rows.csv: is beside the tests; put it into starter/ too where candidates' code needs it.",
        `tests/test_more.py: ${elsewhere}`,
        `clientFilesQuestion/a.css: ${elsewhere}`,
      ]),
    );
  });
});

describe('the tests of a question', () => {
  it('run with NumPy and memory for it where it is imported', () => {
    const { imageProfile, groups } = translated({ 'tests/ans.py': 'import numpy as np\n' });
    expect([imageProfile, groups[0]?.['limits']]).toEqual(['data', expect.objectContaining({ memoryMb: 512 })]);
    expect(translated().imageProfile).toBe('base');
  });

  it('are said to use what the stand-ins do not have', () => {
    const test = `from pl_helpers import name, print_student_code\n${half['tests/test.py'] ?? ''}        Feedback.check_dataframe("d", self.ref.d, self.st.d)\n        Feedback.check_scalar("x", self.data["x"], 1)\n    total_iters = 3\n`;
    const { leftOut } = translated({ 'tests/test.py': test });
    const sentence = 'is not here; tests that need it fail until they are written in another way.';
    expect(leftOut).toEqual(
      expect.arrayContaining([
        `tests/test.py: pl_helpers.print_student_code ${sentence}`,
        `tests/test.py: Feedback.check_dataframe ${sentence}`,
        'tests/test.py: reads values of server.py, which does not run; write them out.',
        'tests/test.py: the tests run once, not as often as total_iters says.',
      ]),
    );
    expect(leftOut.join('\n')).not.toMatch(/check_scalar|pl_helpers\.name/);
  });

  it('that are made from values of a variant are refused with that reason', () => {
    const files = [
      { path: 'info.json', content: half['info.json'] ?? '' },
      { path: 'tests/test.mustache.py', content: '{{#params}}' },
    ];
    expect(() => translatePrairieLearn(files)).toThrow(/tests\/test\.py: is made from values of server\.py/);
  });

  it('says of a grader with more than a grader has here', () => {
    const info =
      '{"uuid":"x","title":"Half","gradingMethod":"External","externalGradingOptions":{"enableNetworking":true,"environment":{"A":"b"}},"workspaceOptions":{}}';
    expect(translated({ 'info.json': info }).leftOut).toEqual(
      expect.arrayContaining([
        'info.json: the grading has no network here.',
        'info.json: environment variables of the grading are not carried over.',
        'info.json: the workspace is not carried over; candidates edit files.',
      ]),
    );
  });
});
