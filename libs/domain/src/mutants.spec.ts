import type { SuiteClaim } from '@assay/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CorrectVariant, FaultyVariant, SuiteRun } from './mutants.js';
import { caseOfGiven, casesOfSuite, suiteIsSound, suiteKills, suitePasses } from './mutants.js';

function claimOf(changes: Partial<SuiteClaim> = {}): SuiteClaim {
  return { collected: 3, passed: 3, failed: 0, unloaded: 0, status: 0, failing: [], ...changes };
}

function ended(changes: Partial<SuiteClaim> = {}): SuiteRun {
  return { end: 'ended', limits: [], claim: claimOf(changes) };
}

const passing = ended();
const failing = ended({ passed: 2, failed: 1, status: 1, failing: ['test_x.py::test_border'] });
const gone: SuiteRun = { end: 'crashed', limits: [], claim: null };
const late: SuiteRun = { end: 'time-limit', limits: ['cpu'], claim: null };
const unloadable = ended({ collected: 0, passed: 0, unloaded: 1, status: 2 });
const empty = ended({ collected: 0, passed: 0, status: 5 });
const skipping = ended({ passed: 0 });

const correct = (...runs: SuiteRun[]): CorrectVariant => ({ name: 'plain', runs });
const faulty = (...runs: SuiteRun[]): FaultyVariant => ({
  name: 'off-by-one',
  caseId: 'variants::1',
  requirements: ['R1'],
  runs,
});

describe('a run of the tests against one implementation', () => {
  it('passes only where tests ran and none failed', () => {
    expect(suitePasses(passing)).toBe(true);
    for (const run of [failing, gone, late, unloadable, empty, skipping, ended({ status: 1 })]) {
      expect(suitePasses(run)).toBe(false);
    }
  });

  it('kills where a test failed or a limit was hit', () => {
    for (const run of [failing, late, { ...late, end: 'memory-limit' } as const, { ...late, claim: claimOf() }]) {
      expect(suiteKills(run)).toBe(true);
    }
  });

  it('kills nothing where it says nothing: no result, no tests, tests that cannot be loaded', () => {
    for (const run of [passing, gone, unloadable, empty, skipping, ended({ failed: 1, unloaded: 1 })]) {
      expect(suiteKills(run)).toBe(false);
    }
  });

  it('never both passes and kills', () => {
    const run = fc.record({
      end: fc.constantFrom<SuiteRun['end']>('ended', 'time-limit', 'memory-limit', 'output-limit', 'crashed'),
      limits: fc.constant<SuiteRun['limits']>([]),
      claim: fc.option(
        fc.record({
          collected: fc.nat(3),
          passed: fc.nat(3),
          failed: fc.nat(3),
          unloaded: fc.nat(1),
          status: fc.nat(5),
          failing: fc.constant<string[]>([]),
        }),
      ),
    });
    fc.assert(fc.property(run, (any) => !(suitePasses(any) && suiteKills(any))));
  });
});

describe('the cases of a suite', () => {
  const casesFor = (ofCorrect: CorrectVariant[], ofFaulty: FaultyVariant) => {
    const { cases, limits } = casesOfSuite(ofCorrect, [ofFaulty]);
    return { ...cases[0], limits };
  };

  it('are the faulty variants, passed where every run killed', () => {
    expect(casesFor([correct(passing, passing)], faulty(failing, failing))).toMatchObject({
      id: 'variants::1',
      outcome: 'passed',
      requirements: ['R1'],
      message: 'off-by-one was found out: 2 of 3 tests passed, 1 failed (test_x.py::test_border).',
    });
    expect(casesFor([correct(passing)], faulty(failing, passing))).toMatchObject({
      outcome: 'failed',
      message: 'off-by-one was not found out in another run: 3 of 3 tests passed, 0 failed.',
    });
    expect(casesFor([correct(passing)], faulty())).toMatchObject({ outcome: 'failed' });
  });

  it('count a loop without end as found out, and not as a limit of the group', () => {
    expect(casesFor([correct(passing)], faulty(late, late))).toMatchObject({ outcome: 'passed', limits: [] });
  });

  it('count nothing once a correct variant failed in any run, and say which', () => {
    expect(casesFor([correct(passing), correct(passing, failing)], faulty(failing, failing))).toMatchObject({
      outcome: 'failed',
      message:
        'Does not count, since the tests do not pass on the correct variant plain: 2 of 3 tests passed, 1 failed (test_x.py::test_border).',
    });
    expect(casesFor([correct()], faulty(failing))).toMatchObject({ outcome: 'passed' });
    expect(suiteIsSound([correct()])).toBe(false);
  });

  it('tell the gravest reason, whatever the order of the runs', () => {
    const memory: SuiteRun = { end: 'memory-limit', limits: ['memory'], claim: null };
    for (const runs of [
      [failing, late, memory, gone],
      [gone, memory, late, failing],
    ]) {
      const found = casesFor([correct(...runs)], faulty(failing));
      expect(found.outcome).toBe('memory-limit');
      expect([...found.limits].sort()).toEqual(['cpu', 'memory']);
    }
    expect(casesFor([correct(gone)], faulty(failing)).outcome).toBe('crashed');
  });
});

describe('the case of the given implementation', () => {
  it('shows candidates what their tests printed', () => {
    expect(caseOfGiven('variants::given', failing, 'F..')).toMatchObject({
      id: 'variants::given',
      outcome: 'failed',
      stdout: 'F..',
      message: 'Your tests against the given implementation: 2 of 3 tests passed, 1 failed (test_x.py::test_border).',
    });
    expect(caseOfGiven('variants::given', passing, null).outcome).toBe('passed');
    expect(caseOfGiven('variants::given', late, null).outcome).toBe('time-limit');
  });
});
