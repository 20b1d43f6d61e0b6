import type { GradingReport } from '@assay/contracts';
import { describe, expect, it } from '@jest/globals';
import { flakesOf } from './report.flakes.js';

function report(outcomes: Record<string, string>, more: Partial<GradingReport> = {}): GradingReport {
  const cases = Object.entries(outcomes).map(([id, outcome]) => ({ id, group: 'edges', outcome, requirements: [] }));
  return { verdict: 'partial', score: 0.5, groups: [], limitsHit: [], cases, ...more } as unknown as GradingReport;
}

describe('reports about the same files', () => {
  it('agree whatever their cases took', () => {
    const quick = report({ empty: 'passed' }, { durationMs: 5 } as Partial<GradingReport>);
    expect(flakesOf([quick, report({ empty: 'passed' })])).toBeNull();
  });

  it('name each case that came to different ends, and how often', () => {
    const usual = { empty: 'passed', large: 'passed', slow: 'failed' };
    const reports = [report(usual), report({ ...usual, large: 'timeout' }), report({ ...usual, large: 'passed' })];
    expect(flakesOf(reports)).toBe('large (passed in 2, timeout in 1)');
  });

  it('name a case that some of them do not have', () => {
    expect(flakesOf([report({ empty: 'passed', large: 'passed' }), report({ empty: 'passed' })])).toBe('large (passed in 1)');
  });

  it('tell verdicts and scores where all cases agree', () => {
    const other = report({ empty: 'passed' }, { verdict: 'memory-limit', score: 0 });
    expect(flakesOf([report({ empty: 'passed' }), other])).toBe('memory-limit with 0 in 1, partial with 0.5 in 1');
  });
});
