import type { CaseResult, GradingReport, GroupResult } from '@assay/contracts';
import { caseOutcomes, gradingReport, harnesses, limitKind, verdicts } from '@assay/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DisclosureRules } from './disclosure.js';
import { candidateReportOf } from './disclosure.js';

/** Begins every text that belongs to a hidden group, its title aside, and is part of no other text. */
const mark = 'hidden-9c1e';
/** Hidden counts and times are above it, all others below. */
const large = 1_000_000;

const whole = fc.record<DisclosureRules>({
  purpose: fc.constantFrom('trial', 'grading'),
  closed: fc.boolean(),
  disclosure: fc.record({ afterClose: fc.constantFrom('groups' as const, 'nothing' as const) }),
});

function textsOf(isHidden: boolean): fc.Arbitrary<string | null> {
  const text = fc.string({ maxLength: 12 }).map((plain) => (isHidden ? `${mark}${plain}` : plain));
  return fc.option(text);
}

function casesOf(group: string, isHidden: boolean): fc.Arbitrary<CaseResult[]> {
  const text = textsOf(isHidden);
  return fc.array(
    fc.record<CaseResult>({
      id: fc.nat({ max: 999 }).map((index) => `${isHidden ? mark : 'test'}::${String(index)}`),
      group: fc.constant(group),
      outcome: fc.constantFrom(...caseOutcomes),
      requirements: fc.array(fc.constantFrom(...(isHidden ? [`${mark}-R1`] : ['R1', 'R2'])), { maxLength: 2 }),
      message: text,
      expected: text,
      actual: text,
      stdout: text,
      durationMs: fc.option(fc.nat({ max: 999 }).map((ms) => (isHidden ? large + ms : ms))),
    }),
    { maxLength: 4 },
  );
}

function groupsOf(index: number): fc.Arbitrary<{ group: GroupResult; cases: CaseResult[] }> {
  return fc.boolean().chain((isHidden) => {
    const id = isHidden ? `${mark}-${String(index)}` : `group-${String(index)}`;
    const group = fc.record<GroupResult>({
      id: fc.constant(id),
      title: fc.constant(`Title ${String(index)}`),
      harness: fc.constantFrom(...harnesses),
      visibility: fc.constant(isHidden ? 'hidden' : 'visible'),
      weight: fc.nat({ max: 9 }).map((weight) => (isHidden ? large + weight : weight)),
      passed: fc.nat({ max: 9 }).map((passed) => (isHidden ? large + passed : passed)),
      total: fc.nat({ max: 9 }).map((total) => (isHidden ? large + 9 + total : total + 9)),
    });
    return fc.record({ group, cases: casesOf(id, isHidden) });
  });
}

const usages = fc.record({
  cpuMs: fc.nat({ max: 99 }),
  wallMs: fc.nat({ max: 99 }),
  peakMemoryMb: fc.option(fc.nat({ max: 99 })),
});
const reports: fc.Arbitrary<GradingReport> = fc
  .integer({ min: 1, max: 5 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => groupsOf(index))))
  .chain((made) =>
    fc.record<GradingReport>({
      exercise: fc.constant({ id: '01900000-0000-7000-8000-000000000001', slug: 'one', version: 1, packageHash: 'a'.repeat(64) }),
      filesHash: fc.constant('b'.repeat(64)),
      runtime: fc.constant({ driver: 'docker', assurance: 'production', imageProfile: 'base', imageVersion: '1' }),
      verdict: fc.constantFrom(...verdicts),
      score: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      groups: fc.constant(made.map(({ group }) => group)),
      cases: fc.constant(made.flatMap(({ cases }) => cases)),
      limitsHit: fc
        .subarray(made.map(({ group }) => group.id))
        .chain((ids) =>
          fc.tuple(...ids.map((group) => fc.record({ group: fc.constant(group), kind: fc.constantFrom(...limitKind.options) }))),
        ),
      usage: usages,
      fault: fc.constantFrom(null, { code: 'tests-do-not-load', message: `${mark} cannot be loaded` }),
    }),
  )
  // The message of a load error is the candidate's own; a fault of ours may name hidden tests.
  .map((report) =>
    report.verdict === 'load-error' ? { ...report, fault: { code: 'load-error', message: 'solution.py, line 3' } } : report,
  );

/** Everything that only hidden tests say, said otherwise: other cases, counts, times and memory, with what was passed whole the same. */
function retold(report: GradingReport, cases: CaseResult[]): GradingReport {
  const hidden = new Set(report.groups.filter(({ visibility }) => visibility === 'hidden').map(({ id }) => id));
  return {
    ...report,
    score: 0.123,
    groups: report.groups.map((group) =>
      hidden.has(group.id)
        ? { ...group, weight: 1, harness: 'keyed', total: 77, passed: group.passed === group.total ? 77 : 76 }
        : group,
    ),
    cases: [...cases, ...report.cases.filter(({ group }) => !hidden.has(group))],
    fault: report.fault && (report.verdict === 'load-error' ? report.fault : { code: 'other', message: 'other' }),
  };
}

describe('whatever a report holds', () => {
  it('is a report by the contracts, or this proves nothing', () => {
    fc.assert(
      fc.property(reports, (report) => {
        expect(gradingReport.safeParse(report).error).toBeUndefined();
      }),
    );
  });

  it('its candidate reads no id, message, input, output, count or time of a hidden test, before and after the end', () => {
    fc.assert(
      fc.property(reports, whole, (report, rules) => {
        const seen = JSON.stringify(candidateReportOf(report, rules));
        expect(seen).not.toContain(mark);
        expect(seen.match(/\d{7,}/g)).toBeNull();
      }),
      { numRuns: 1_000 },
    );
  });

  it('what hidden tests say changes nothing of what the candidate sees, but whether a whole group passed', () => {
    fc.assert(
      fc.property(reports, whole, casesOf(`${mark}-0`, true), (report, rules, cases) => {
        expect(candidateReportOf(retold(report, cases), rules)).toEqual(candidateReportOf(report, rules));
      }),
      { numRuns: 500 },
    );
  });

  it('what the whole grading took is told of trial runs only, whose groups are visible', () => {
    fc.assert(
      fc.property(reports, whole, usages, (report, rules, usage) => {
        fc.pre(rules.purpose === 'grading');
        expect(candidateReportOf({ ...report, usage }, rules)).toEqual(candidateReportOf(report, rules));
      }),
    );
  });

  it('nothing of a grading is seen while the attempt is open, not even that there is one', () => {
    fc.assert(
      fc.property(reports, reports, (one, other) => {
        const rules: DisclosureRules = { purpose: 'grading', closed: false, disclosure: { afterClose: 'groups' } };
        expect(candidateReportOf(one, rules)).toEqual(candidateReportOf(other, rules));
      }),
    );
  });

  it('hidden groups are named by their titles only, and only after the end of an exercise that tells them', () => {
    fc.assert(
      fc.property(reports, whole, (report, rules) => {
        const titles = (visibility: GroupResult['visibility']) =>
          report.groups.filter((group) => group.visibility === visibility).map(({ title }) => title);
        const seen = candidateReportOf(report, rules).groups.map(({ title }) => title);
        const tells = rules.purpose === 'grading' && rules.closed && rules.disclosure.afterClose === 'groups';
        expect(titles('hidden').filter((title) => seen.includes(title))).toEqual(tells ? titles('hidden') : []);
      }),
    );
  });
});
