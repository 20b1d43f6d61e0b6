import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import type { Translation } from '../imported-exercise.js';
import { translateKattis } from './kattis.importer.js';

const double: Record<string, string> = {
  'problem.yaml':
    'license: cc by-sa\nauthor: Ada\nsource: Spring 2001\nrights_owner: author\nvalidation: default\nvalidator_flags:\n',
  'problem_statement/problem.en.tex': '\\problemname{Twice as \\emph{much}}\nDouble it.\n',
  'data/secret/1.in': '2\n',
  'data/secret/1.ans': '4\n',
  'data/secret/2.in': '3\n',
  'data/secret/2.ans': '6\n',
  'submissions/accepted/double.py': 'print(int(input()) * 2)\n',
};

function translated(changes: Record<string, string> = {}, isOwned = false): Translation {
  const files = Object.entries({ ...double, ...changes }).map(([path, content]) => ({ path, content }));
  return translateKattis(files, { isOwned, now: new Date('2026-01-01') });
}
const fileOf = ({ files }: Translation, name: string) => files.find(({ path }) => path === name)?.content;
const limitsOf = ({ groups }: Translation) => groups.at(-1)?.['limits'];

describe('a problem package', () => {
  it('has its title in its statement where its keys say none, and may leave keys empty', () => {
    expect(translated().title).toBe('Twice as *much*');
    expect(translated({ 'problem.yaml': 'license: cc0\nname: 2048\nsource: 2001\n' }).title).toBe('2048');
    expect(translated({ 'problem.yaml': 'license:\nname:\ntype:\nlimits:\n' }, true).title).toBe('Twice as *much*');
  });

  it('names whom its licence wants credited', () => {
    expect(translated().leftOut).toContain(
      'problem.yaml: the licence is cc by-sa and is not carried over, nor are those to credit: Ada; Spring 2001.',
    );
    const credits =
      'license: cc by\ncredits: { authors: [{ name: Bo, email: b@example.org }, Cy] }\nsource: { name: Autumn, url: x }\n';
    expect(translated({ 'problem.yaml': credits }).leftOut.join('\n')).toContain('credit: Bo; Cy; Autumn.');
  });

  it.each([
    ['domjudge-problem.ini', "name='x'\ntimelimit='4'\n", 4_000],
    ['.timelimit', '3\n', 3_000],
    ['README.md', 'no limit', 2_000],
  ])('has its time limit from %s', (file, content, callMs) => {
    const exercise = translated({ [file]: content });
    expect(limitsOf(exercise)).toMatchObject({ callMs, memoryMb: 512 });
    expect(exercise.leftOut.some((line) => line.includes('names no time limit'))).toBe(callMs === 2_000);
  });

  it('says where a limit of its own cannot be set', () => {
    const exercise = translated({ 'problem.yaml': 'license: cc0\nlimits: { time_limit: 0.5, memory: 9000 }\n' });
    expect(limitsOf(exercise)).toMatchObject({ callMs: 1_000, memoryMb: 4_096 });
    expect(exercise.leftOut).toContain('problem.yaml: a time limit of 500 ms cannot be set here; it is 1000 ms.');
    expect(exercise.leftOut).toContain('problem.yaml: a memory limit of 9000 MB cannot be set here; it is 4096 MB.');
  });

  it('puts its constants in, and takes the statement of its own format', () => {
    const exercise = translated({
      'problem.yaml': 'problem_format_version: 2025-09\nname: { en: Twice }\nlicense: cc0\nconstants: { by: 2, most: 10^5 }\n',
      'statement/problem.en.md': 'Times {{by}}, below ${{most}}$ or {{other}}.\n\n{{nextsample}}\n',
      'submissions/accepted/double.py': 'print(int(input()) * {{by}})\n',
    });
    expect(fileOf(exercise, 'statement.md')).toContain('# Twice\n\nTimes 2, below `10^5` or {{other}}.\n\n## What');
    expect(fileOf(exercise, 'submissions/reference/solution.py')).toBe('print(int(input()) * 2)\n');
    expect(exercise.leftOut).toContain(
      'problem_statement/problem.en.tex: only the statement in English is carried over, from one file.',
    );
  });

  it('compares as the group of its cases says, or the case itself', () => {
    const tolerant = 'output_validator_args: [float_tolerance, "1e-3"]\n';
    const exercise = translated({ 'data/secret/1.yaml': tolerant, 'data/secret/2.yaml': tolerant });
    expect(fileOf(exercise, 'tests/hidden/test_cases.py')).toContain('RELATIVE, ABSOLUTE = 0.001, 0.001');
    expect(() => translated({ 'data/secret/2.yaml': tolerant })).toThrow(/2\.in: its output is compared in another way/);
    const sample = {
      'data/sample/1.in': '1\n',
      'data/sample/1.ans': '2\n',
      'data/sample/testdata.yaml': 'output_validator_flags: case_sensitive\n',
    };
    expect(translated(sample).leftOut).toContain(
      'data/sample/1.in: samples are compared as the secret cases are, not with flags of their own.',
    );
  });

  it('asserts of a secret case nothing that the test of the samples tells', () => {
    const exercise = translated({ 'data/sample/1.in': '1\n', 'data/sample/1.ans': '2\n' });
    const modules = ['tests/visible/test_samples.py', 'tests/hidden/test_cases.py'].map((name) => fileOf(exercise, name) ?? '');
    for (const module of modules) expect(module.match(/^\s*assert .*$/gm)).toEqual(['    assert fault is None, fault']);
  });

  it('leaves out cases that are more than an input, and says so', () => {
    const exercise = translated({
      'data/secret/1.yaml': 'args: [--fast]\n',
      'data/secret/3.in': '',
      'data/secret/3.ans': '',
      'data/secret/3.files/a.txt': 'x',
    });
    expect(exercise.files.filter(({ path }) => path.endsWith('.in')).map(({ path }) => path)).toEqual([
      'tests/hidden/secret/2.in',
    ]);
    const sentence = 'needs arguments or files besides its input, so it is left out; write a test for it.';
    expect(exercise.leftOut).toEqual(expect.arrayContaining([`data/secret/1.in: ${sentence}`, `data/secret/3.in: ${sentence}`]));
  });

  it('expects nothing to be partly right where there is one case', () => {
    const wrong = { 'submissions/wrong_answer/triple.py': 'print(int(input()) * 3)\n', 'data/secret/2.yaml': 'args: [x]\n' };
    expect(parse(fileOf(translated(wrong), 'submissions.yaml') ?? '')).toMatchObject({ triple: { verdict: 'wrong-answer' } });
  });

  it('takes no Python 2 for a reference', () => {
    const old = { 'submissions/accepted/a.py': 'print 2 * int(raw_input())\n' };
    const exercise = translated(old);
    expect(fileOf(exercise, 'submissions/reference/solution.py')).toBe(double['submissions/accepted/double.py']);
    expect(exercise.leftOut).toContain(
      'submissions/accepted/a.py: is Python 2, which does not run here; rewrite it to have it as an example.',
    );
    expect(() => translated({ 'submissions/accepted/double.py': 'print 2 * input()\n' })).toThrow(/is Python 2[^]*no accepted/);
  });

  it('runs where NumPy is when its submissions import it', () => {
    expect(translated().imageProfile).toBe('base');
    const small = { 'problem.yaml': 'license: cc0\nlimits: { memory: 128 }\n' };
    const exercise = translated({ ...small, 'submissions/accepted/b.py': 'import numpy as np\n' });
    expect([exercise.imageProfile, limitsOf(exercise)]).toEqual(['data', expect.objectContaining({ memoryMb: 512 })]);
    expect(limitsOf(translated(small))).toMatchObject({ memoryMb: 128 });
  });

  it('says of every file that it has no place, of many of a kind in one line', () => {
    const many = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [`input_format_validators/${name}.py`, '']));
    const { leftOut } = translated({
      ...many,
      Makefile: '',
      '.gitignore': '',
      'submissions/submissions.yaml': '',
      'data/secret/make.py': '',
    });
    expect(leftOut).toEqual(
      expect.arrayContaining([
        'Makefile: has no place here.',
        'data/secret/make.py: is no case, so it is not carried over.',
        'input_format_validators/a.py and 4 more: checks of the inputs are not run here.',
        'submissions/submissions.yaml: what it says of single submissions is not read; they must get what their folder says.',
      ]),
    );
    expect(leftOut.join('\n')).not.toContain('gitignore');
  });
});
