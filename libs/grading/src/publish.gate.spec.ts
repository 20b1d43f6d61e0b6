import type { GradingReport, Verdict } from '@assay/contracts';
import { describe, expect, it } from '@jest/globals';
import type { ExampleResult } from './exercise.verifier.js';
import { publishProblems } from './publish.gate.js';
import { tallyExercise } from './testing/tally.exercise.js';

/** What an example got whose given tests failed. */
function result(name: string, verdict: Verdict, ...failed: string[]): ExampleResult {
  const outcome = (id: string) => (failed.includes(id) ? ('failed' as const) : ('passed' as const));
  const cases = ['R1', 'R2', 'R3'].map((id) => ({ id, group: 'edges', outcome: outcome(id), requirements: [id] }));
  const report = { verdict, score: 0, cases, groups: [{ id: 'edges', visibility: 'hidden' }] } as unknown as GradingReport;
  const got = { verdict, score: 0, groups: {} };
  return { name, why: '', required: got, got, problems: [], report };
}

const results = [
  result('reference', 'accepted'),
  result('other', 'accepted'),
  result('another', 'accepted'),
  result('starter', 'wrong-answer', 'R1', 'R2', 'R3'),
  result('always-equal', 'wrong-answer', 'R1', 'R2', 'R3'),
  result('one', 'partial', 'R1'),
  result('two', 'partial', 'R2'),
  result('three', 'partial', 'R3'),
  result('four', 'time-limit', 'R3'),
];

function problemsOf(of: readonly ExampleResult[], sameFiles = false): string[] {
  const examples = of.map(({ name }) => ({
    name,
    files: [{ path: 'solution.py', content: sameFiles ? '' : name }],
    expectation: { why: '', verdict: 'partial' as const, groups: {} },
  }));
  return publishProblems(tallyExercise, examples, of);
}

const without = (...names: string[]) => results.filter(({ name }) => !names.includes(name));
const instead = (...others: ExampleResult[]) => [...without(...others.map(({ name }) => name)), ...others];

describe('what the examples of an exercise must show', () => {
  it('is shown by three answers, four different failures, the starter and a stub', () => {
    expect(problemsOf(results)).toEqual([]);
  });

  it.each([
    ['one answer fewer', without('another'), 'Beside the reference 1 of the examples are accepted; give at least 2'],
    ['no answer at all', without('reference', 'other', 'another'), 'No example submission is accepted'],
    ['one failure fewer', without('four'), '3 examples beside the starter are not accepted, and they fail in 3 different ways'],
    [
      'two that fail alike',
      instead(result('four', 'partial', 'R3')),
      '4 examples beside the starter are not accepted, and they fail in 3',
    ],
    ['a starter that passes', instead(result('starter', 'accepted')), 'The example starter is accepted'],
    ['no stub', without('always-equal'), 'There is no example submission always-equal'],
  ])('is not shown by %s', (_, of, sentence) => {
    expect(problemsOf(of).join('\n')).toContain(sentence);
  });

  it('is not shown by the same files twice', () => {
    expect(problemsOf(results, true)).toContain('The examples reference and other hand in the same files; change or drop one.');
  });
});
