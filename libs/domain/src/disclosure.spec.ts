import type { GradingReport, GroupResult } from '@assay/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
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
  it('of a grading before the end: nothing at all, not even of visible tests', () => {
    const seen = candidateReportOf(report, { purpose: 'grading', closed: false, disclosure: groups });
    expect(seen).toEqual({ verdict: null, groups: [], cases: [], limitsHit: [], fault: null, output: null, usage: null });
  });

  it('after the end: verdict and whether each hidden group passed, no hidden case and no time that hidden tests took', () => {
    const seen = candidateReportOf(report, { purpose: 'grading', closed: true, disclosure: groups });
    expect(seen.verdict).toBe('partial');
    expect(seen.groups).toEqual([
      { title: 'Examples', passed: false },
      { title: 'Edge cases', passed: true },
    ]);
    expect(seen.cases).toEqual([report.cases[0]]);
    expect(seen.output).toBe('stdout of open');
    expect(seen.usage).toBeNull();
    expect(JSON.stringify(seen)).not.toMatch(/covert|secret-edges/);
  });

  it('whenever something is shown: that the sandbox was of development assurance', () => {
    const weaker: GradingReport = { ...report, runtime: { ...report.runtime, driver: 'bubblewrap', assurance: 'development' } };
    expect(candidateReportOf(weaker, { purpose: 'trial', closed: false, disclosure: groups }).assurance).toBe('development');
    expect(candidateReportOf(weaker, { purpose: 'grading', closed: true, disclosure: groups }).assurance).toBe('development');
    expect(candidateReportOf(report, { purpose: 'grading', closed: true, disclosure: groups })).not.toHaveProperty('assurance');
  });

  it('after the end of an exercise that discloses nothing: the visible tests, no verdict and no hidden group', () => {
    const seen = candidateReportOf(report, { purpose: 'grading', closed: true, disclosure: nothing });
    expect(seen.verdict).toBeNull();
    expect(seen.groups).toEqual([{ title: 'Examples', passed: false }]);
    expect(seen.limitsHit).toEqual([]);
    expect(JSON.stringify(seen)).not.toMatch(/covert|Edge cases/);
  });

  it('of a trial run everything at once, and no hidden group even if one slipped in', () => {
    const seen = candidateReportOf(report, { purpose: 'trial', closed: false, disclosure: groups });
    expect(seen.verdict).toBe('partial');
    expect(seen.groups).toEqual([{ title: 'Examples', passed: false }]);
    expect(JSON.stringify(seen)).not.toMatch(/covert|Edge cases/);
  });

  it('shows their own load error, and of our faults only that they are ours', () => {
    const fault = { code: 'syntax-error', message: 'solution.py, line 3' };
    const rules = { purpose: 'grading', closed: true, disclosure: groups } as const;
    expect(candidateReportOf({ ...report, verdict: 'load-error', fault }, rules).fault).toEqual(fault);
    const ours = candidateReportOf({ ...report, verdict: 'judge-error', score: null, fault }, rules);
    expect(ours.fault?.code).toBe('platform-fault');
    expect(JSON.stringify(ours)).not.toContain('solution.py');
  });

  it('never holds text of a hidden test, whatever the report and the rules', () => {
    const visibilities = fc.array(fc.constantFrom('visible' as const, 'hidden' as const), { minLength: 1, maxLength: 6 });
    const rules = fc.record({
      purpose: fc.constantFrom('trial' as const, 'grading' as const),
      closed: fc.boolean(),
      disclosure: fc.constantFrom(groups, nothing),
    });
    fc.assert(
      fc.property(visibilities, rules, (seen, rule) => {
        const made = seen.map(
          (visibility, index) => ({ ...report.groups[0], id: `g${String(index)}`, visibility }) as GroupResult,
        );
        const cases = made.map(({ id, visibility }) => caseOf(id, `${visibility}-test`));
        expect(JSON.stringify(candidateReportOf({ ...report, groups: made, cases }, rule))).not.toContain('hidden-test');
      }),
    );
  });
});
