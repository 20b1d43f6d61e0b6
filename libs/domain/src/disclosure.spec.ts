import type { GradingReport } from '@assay/contracts';
import { describe, expect, it } from '@jest/globals';
import { candidateReportOf } from './disclosure.js';

const id = '01900000-0000-7000-8000-000000000001';
const hash = 'a'.repeat(64);

function caseOf(group: string, name: string): GradingReport['cases'][number] {
  return {
    id: `${group}::${name}`,
    group,
    outcome: 'failed',
    requirements: [],
    message: `message of ${name}`,
    expected: `expected of ${name}`,
    actual: null,
    stdout: `stdout of ${name}`,
    durationMs: 1,
  };
}

const report: GradingReport = {
  exercise: { id, slug: 'word-counter', version: 1, packageHash: hash },
  filesHash: hash,
  runtime: { driver: 'docker', assurance: 'production', imageProfile: 'base', imageVersion: '1' },
  verdict: 'partial',
  score: 0.5,
  groups: [
    { id: 'examples', title: 'Examples', harness: 'call', visibility: 'visible', weight: 0, passed: 1, total: 2 },
    { id: 'secret-edges', title: 'Edge cases', harness: 'call', visibility: 'hidden', weight: 1, passed: 3, total: 3 },
  ],
  cases: [caseOf('examples', 'open'), caseOf('secret-edges', 'covert')],
  limitsHit: [{ group: 'secret-edges', kind: 'memory' }],
  usage: { cpuMs: 1, wallMs: 2, peakMemoryMb: null },
  fault: null,
};
const groups = { afterClose: 'groups' } as const;
const nothing = { afterClose: 'nothing' } as const;

describe('what a candidate may see', () => {
  it('before the end: the visible tests of a grading, no verdict, nothing of hidden groups', () => {
    const seen = candidateReportOf(report, { purpose: 'grading', closed: false, disclosure: groups });
    expect(seen).toEqual({
      verdict: null,
      groups: [{ title: 'Examples', passed: false }],
      cases: [report.cases[0]],
      limitsHit: [],
      fault: null,
      output: null,
      usage: null,
    });
  });

  it('after the end: verdict and whether each hidden group passed, no hidden case', () => {
    const seen = candidateReportOf(report, { purpose: 'grading', closed: true, disclosure: groups });
    expect(seen.verdict).toBe('partial');
    expect(seen.groups).toEqual([
      { title: 'Examples', passed: false },
      { title: 'Edge cases', passed: true },
    ]);
    expect(JSON.stringify(seen)).not.toMatch(/covert|secret-edges/);
  });

  it('after the end of an exercise that discloses nothing: as before the end', () => {
    const before = candidateReportOf(report, { purpose: 'grading', closed: false, disclosure: nothing });
    expect(candidateReportOf(report, { purpose: 'grading', closed: true, disclosure: nothing })).toEqual(before);
  });

  it('of a trial run everything at once, and no hidden group even if one slipped in', () => {
    const seen = candidateReportOf(report, { purpose: 'trial', closed: false, disclosure: groups });
    expect(seen.verdict).toBe('partial');
    expect(seen.groups).toEqual([{ title: 'Examples', passed: false }]);
    expect(JSON.stringify(seen)).not.toMatch(/covert|Edge cases/);
  });

  it('shows their own load error, and of our faults only that they are ours', () => {
    const fault = { code: 'syntax-error', message: 'solution.py, line 3' };
    const rules = { purpose: 'grading', closed: false, disclosure: groups } as const;
    expect(candidateReportOf({ ...report, verdict: 'load-error', fault }, rules).fault).toEqual(fault);
    const ours = candidateReportOf({ ...report, verdict: 'judge-error', score: null, fault }, rules);
    expect(ours.fault?.code).toBe('platform-fault');
    expect(JSON.stringify(ours)).not.toContain('solution.py');
  });
});
