import type { LimitKind, RunReport, TestGroup, Verdict } from '@assay/contracts';
import { testGroup } from '@assay/contracts';
import { describe, expect, it } from '@jest/globals';
import type { JudgedRun } from './verdict.js';
import { judge } from './verdict.js';

const canaries = ['test_a1', 'test_b2'];

function groupOf(id: string, changes: Partial<TestGroup> = {}): TestGroup {
  const made = testGroup.parse({
    id,
    title: id,
    harness: 'call',
    visibility: 'hidden',
    weight: 1,
    evidence: [],
    tests: ['hidden/test_x.py'],
  });
  return { ...made, ...changes };
}

function caseOf(id: string, outcome: RunReport['cases'][number]['outcome'] = 'passed'): RunReport['cases'][number] {
  return { id, outcome, requirements: [], message: null, expected: null, actual: null, stdout: null, durationMs: 1 };
}

/** An honest run in which all of `ids` passed, then changed. */
function runOf(ids: string[], changes: Partial<RunReport> = {}): RunReport {
  return {
    group: 'g',
    runtime: { driver: 'docker', assurance: 'production', imageProfile: 'base', imageVersion: '1' },
    collected: ids,
    begun: ids,
    cases: ids.map((id) => caseOf(id)),
    uncollected: [],
    canaries: { expected: canaries, reported: canaries.map((name) => ({ name, outcome: 'failed' })) },
    status: 1,
    loadError: null,
    limits: [],
    violations: [],
    ends: { submission: { exitCode: 0, outOfMemory: false }, grader: { exitCode: 0, outOfMemory: false } },
    usage: { cpuMs: 10, wallMs: 20, peakMemoryMb: 30 },
    fault: null,
    ...changes,
  };
}

const ids = ['t::one', 't::two'];
const judged = (changes: Partial<RunReport> = {}, group = groupOf('g')): JudgedRun => ({
  group,
  run: runOf(ids, changes),
  expectedIds: ids,
});

describe('the verdict', () => {
  it('is accepted when every scored group is full', () => {
    expect(judge([judged()])).toMatchObject({ verdict: 'accepted', score: 1, fault: null });
  });

  it('is partial or wrong-answer by the score', () => {
    const half = judged({ cases: [caseOf('t::one'), caseOf('t::two', 'failed')] });
    expect(judge([half])).toMatchObject({ verdict: 'partial', score: 0.5 });
    const nothing = judged({ cases: ids.map((id) => caseOf(id, 'failed')) });
    expect(judge([nothing])).toMatchObject({ verdict: 'wrong-answer', score: 0 });
  });

  it('is awaiting-review when there is nothing to run', () => {
    expect(judge([])).toMatchObject({ verdict: 'awaiting-review', score: null });
  });

  it.each<[LimitKind, Verdict]>([
    ['cpu', 'time-limit'],
    ['wall', 'time-limit'],
    ['call', 'time-limit'],
    ['memory', 'memory-limit'],
    ['output', 'output-limit'],
  ])('is that of a limit that was hit (%s), with the points of the tests that passed', (kind, verdict) => {
    const limited = judged({ limits: [kind], cases: [caseOf('t::one'), caseOf('t::two', 'time-limit')] });
    expect(judge([limited])).toMatchObject({ verdict, score: 0.5, limitsHit: [{ group: 'g', kind }] });
  });

  it('is runtime-error when the process crashed', () => {
    expect(judge([judged({ cases: [caseOf('t::one'), caseOf('t::two', 'crashed')] })]).verdict).toBe('runtime-error');
  });

  it('is load-error with the reason when the work cannot be imported', () => {
    const unloaded = judged({
      loadError: 'SyntaxError: line 3',
      status: null,
      collected: null,
      begun: [],
      cases: [],
      canaries: { expected: canaries, reported: [] },
    });
    expect(judge([unloaded])).toMatchObject({
      verdict: 'load-error',
      score: 0,
      fault: { code: 'load-error', message: 'SyntaxError: line 3' },
    });
  });

  it('follows the order of the contracts when several apply', () => {
    const all = judged({
      violations: ['forged'],
      limits: ['output', 'call', 'memory'],
      cases: ids.map((id) => caseOf(id, 'crashed')),
    });
    expect(judge([all]).verdict).toBe('tampered');
    expect(judge([judged({ limits: ['output', 'call', 'memory'] })]).verdict).toBe('memory-limit');
    const engine = { code: 'engine-unreachable', message: 'gone' };
    expect(judge([all, judged({ fault: engine })])).toMatchObject({ verdict: 'judge-error', score: null, fault: engine });
  });

  it('does not look at groups that are worth nothing, except for tampering', () => {
    const unscored = groupOf('free', { weight: 0 });
    expect(judge([judged(), judged({ limits: ['call'], cases: [] }, unscored)]).verdict).toBe('accepted');
    expect(judge([judged(), judged({ violations: ['forged'] }, unscored)]).verdict).toBe('tampered');
  });
});

describe('a run is believed only as far as it is coherent', () => {
  it('counts published tests that are missing as not passed, and none that are not published', () => {
    const fewer = judge([judged({ begun: ['t::one'], cases: [caseOf('t::one'), caseOf('t::extra')] })]);
    expect(fewer.cases.map(({ id, outcome }) => [id, outcome])).toEqual([
      ['t::one', 'passed'],
      ['t::two', 'not-run'],
    ]);
  });

  it('counts a test that began and never ended as crashed, and one that ended twice as not passed', () => {
    expect(judge([judged({ cases: [caseOf('t::one')] })]).cases[1]).toMatchObject({ outcome: 'crashed' });
    const twice = judged({ cases: [caseOf('t::one'), caseOf('t::two', 'failed'), caseOf('t::two')] });
    expect(judge([twice])).toMatchObject({ score: 0.5, verdict: 'runtime-error' });
  });

  it('is tampered and worth nothing when a canary passed', () => {
    const reported = [
      { name: 'test_a1', outcome: 'passed' },
      { name: 'test_b2', outcome: 'failed' },
    ];
    expect(judge([judged({ canaries: { expected: canaries, reported } })])).toMatchObject({ verdict: 'tampered', score: 0 });
  });

  it.each<[string, Partial<RunReport>]>([
    ['a canary is missing', { canaries: { expected: canaries, reported: [{ name: 'test_a1', outcome: 'failed' }] } }],
    ['pytest says that all passed', { status: 0 }],
    ['pytest broke off', { status: 3 }],
    ['pytest did not end', { status: null }],
  ])('is worth nothing when %s', (_, changes) => {
    expect(judge([judged(changes)])).toMatchObject({ verdict: 'runtime-error', score: 0 });
  });

  it('has no canaries where no candidate code runs', () => {
    const checks = judged({ canaries: { expected: [], reported: [] }, status: 0 }, groupOf('types', { harness: 'static' }));
    expect(judge([checks]).verdict).toBe('accepted');
  });
});

describe('judge-error', () => {
  const ended = { exitCode: 137, outOfMemory: false };

  it('is not what a submission sandbox that died gives', () => {
    const dead = judged({ ends: { submission: ended, grader: ended }, cases: ids.map((id) => caseOf(id, 'crashed')) });
    expect(judge([dead]).verdict).toBe('runtime-error');
  });

  it('is given for test files that cannot be loaded where nothing of the candidate was involved', () => {
    const broken = { path: 'test_x.py', message: 'SyntaxError' };
    const unloaded = (ours: boolean) => judged({ uncollected: [{ ...broken, ours }], collected: [], begun: [], cases: [] });
    expect(judge([unloaded(true)])).toMatchObject({ verdict: 'judge-error', fault: { code: 'tests-do-not-load' } });
    expect(judge([unloaded(false)]).verdict).toBe('wrong-answer');
  });
});

describe('the report', () => {
  it('adds up time over the runs and takes the largest peak of memory', () => {
    const second = judged({ usage: { cpuMs: 5, wallMs: 5, peakMemoryMb: 50 } }, groupOf('h'));
    expect(judge([judged(), second]).usage).toEqual({ cpuMs: 15, wallMs: 25, peakMemoryMb: 50 });
  });

  it('lists what was collected while there is no published list', () => {
    expect(judge([{ group: groupOf('g'), run: runOf(['t::new']), expectedIds: null }]).cases.map(({ id }) => id)).toEqual([
      't::new',
    ]);
  });
});
