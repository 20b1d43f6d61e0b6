import { describe, expect, it } from '@jest/globals';
import { sampleCase, sampleReport, sampleRun } from '../../testing/sample-attempt.js';
import { caseName, firstCase, isOurFault, runWords } from './run-words.js';

describe('a run in words', () => {
  it.each([
    ['received', null, 'waiting'],
    ['queued', null, 'waiting'],
    ['running', null, 'running'],
    ['retrying', null, 'our fault, retrying'],
    ['graded', sampleReport(), '1 of 3 not passed'],
    ['graded', sampleReport({ verdict: 'accepted', cases: [sampleCase()] }), '1 test passed'],
    ['graded', sampleReport({ verdict: 'accepted', cases: [] }), 'nothing to run'],
    [
      'graded',
      sampleReport({ verdict: 'load-error', cases: [], fault: { code: 'load-error', message: '…' } }),
      'could not be loaded',
    ],
  ] as const)('%s is said as %#', (state, report, words) => {
    expect(runWords(sampleRun({ state, report })).word).toBe(words);
  });

  it('never calls our fault a failure', () => {
    const run = sampleRun({ state: 'graded', report: sampleReport({ verdict: 'judge-error', cases: [] }) });
    expect(isOurFault(run)).toBe(true);
    expect(runWords(run)).toEqual({ tone: 'acc', icon: 'retry', word: 'our fault' });
  });
});

describe('cases', () => {
  it('begin with the first that did not pass', () => {
    expect(firstCase(sampleReport().cases)?.outcome).toBe('failed');
    expect(firstCase([])).toBeNull();
  });
  it('are named without their file', () => {
    expect(caseName({ id: 'test_visible::test_x[a::b]' })).toEqual({ name: 'test_x[a::b]', file: 'test_visible' });
    expect(caseName({ id: 'plain' })).toEqual({ name: 'plain', file: '' });
  });
});
