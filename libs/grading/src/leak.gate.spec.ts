import { exercisesFolder, listExercises, loadExercise, samplesFolder } from '@assay/catalogue';
import { describe, expect, it } from '@jest/globals';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { leakProblems } from './leak.gate.js';
import { keyedExercise } from './testing/keyed.exercise.js';
import { tallyExercise } from './testing/tally.exercise.js';

const hidden = `import pytest
from solution import tally


@pytest.mark.requirement("R1")
def test_names():
    assert tally(["ann", "bob", "cid"]) == [
        ("ann", 3), ("bob", 2), ("cid", 1), ("dan", 1),
    ]
`;

function problemsOf(statement: string): string[] {
  const tests = [...tallyExercise.tests.slice(0, 1), { path: 'hidden/test_hidden.py', content: hidden }];
  return leakProblems({ ...tallyExercise, statement, tests });
}

describe('a leak', () => {
  it('is an expectation that the statement tells', () => {
    expect(problemsOf('It gives `[("ann", 3), ("bob", 2), ("cid", 1), ("dan", 1)]`.')).toEqual([
      expect.stringMatching(/^tests\/hidden\/test_hidden\.py, line 7: what is expected there can be read in statement\.md/),
    ]);
  });

  it('is no shorter thing that both speak of', () => {
    expect(problemsOf('It takes `["ann", "bob", "cid"]` and gives pairs such as `("ann", 3)`.')).toEqual([]);
  });

  it('is an answer of a key that the starter tells', () => {
    const key = 'entries:\n  - id: t\n    accepts: [the pool of connections to the orders database ran out]\n';
    const told = { path: 'notes.md', content: 'The pool of connections to the orders database ran out at two.' };
    const exercise = { ...keyedExercise, starter: [told], tests: [{ path: 'hidden/key.yaml', content: key }] };
    expect(leakProblems(exercise)).toEqual([expect.stringContaining('can be read in starter/notes.md')]);
  });

  it('is in no exercise or sample of the catalogue', async () => {
    const samples = (await readdir(samplesFolder)).map((name) => join(samplesFolder, name));
    const folders = [...(await listExercises()).map((slug) => join(exercisesFolder, slug)), ...samples];
    for (const folder of folders) expect([folder, leakProblems((await loadExercise(folder)).package)]).toEqual([folder, []]);
  });
});
