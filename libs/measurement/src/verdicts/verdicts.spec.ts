import { describe, expect, it } from '@jest/globals';
import { krippendorffAlpha } from '../agreement/krippendorff.js';
import { percentAgreement } from '../agreement/percent-agreement.js';
import { modifiedAngoff } from '../cut-scores/angoff.js';
import { borderlineRegression } from '../cut-scores/borderline-regression.js';
import type { Outcome } from '../estimate.js';
import { fourFifths } from '../impact/four-fifths.js';
import { itemAnalysis } from '../items/item-analysis.js';
import { cronbachAlpha } from '../items/reliability.js';
import type { Outranking } from '../outrank.js';
import { outrankProbability } from '../outrank.js';
import { severityDrift } from '../severity/drift.js';
import type { SeverityRecord } from '../severity/design.js';
import { raterSeverity } from '../severity/rater-severity.js';
import { padded, ratingsOf } from '../testing/gold-family.js';
import { agreementVerdict, percentAgreementVerdict } from './agreement.verdict.js';
import { angoffVerdict, borderlineVerdict } from './cut-score.verdict.js';
import { impactVerdict } from './impact.verdict.js';
import { itemVerdict, reliabilityVerdict } from './items.verdict.js';
import { outrankVerdict } from './outrank.verdict.js';
import { driftVerdict, severityVerdict } from './severity.verdict.js';

function coefficientOf(estimate: number, lower: number, upper: number, n: number): Outcome {
  return { ok: true, estimate, standardError: null, interval: { lower, upper, level: 0.95 }, n };
}

describe('agreement', () => {
  it.each([
    [0.62, 0.48, 0.74, 41, 'mostly-agree', 'Interviewers mostly agree (α .62, likely .48–.74, 41 pieces)'],
    [0.8, 0.7, 0.9, 30, 'agree', 'Interviewers agree (α .80, likely .70–.90, 30 pieces)'],
    [0.41, 0.2, 0.6, 30, 'partly-agree', 'Interviewers agree in part (α .41, likely .20–.60, 30 pieces)'],
    [0.1, -0.12, 0.3, 30, 'hardly-agree', 'Interviewers hardly agree (α .10, likely −.12 to .30, 30 pieces)'],
    [-0.2, -0.4, -0.1, 30, 'disagree', 'Interviewers disagree more than chance would make them (α −.20, likely −.40 to −.10, 30 pieces)'], // prettier-ignore
    [0.62, 0.2, 0.9, 23, 'cannot-tell', 'Cannot tell yet: 7 more pieces with two ratings (α .62, likely .20–.90, 23 pieces)'],
    [0.62, 0.2, 0.9, 9, 'cannot-tell', 'Cannot tell yet: 21 more pieces with two ratings'],
  ] as const)('of %d, %d to %d from %d pieces is said', (estimate, lower, upper, n, verdict, sentence) => {
    expect(agreementVerdict(coefficientOf(estimate, lower, upper, n))).toEqual({ verdict, sentence, detail: null });
  });

  it('says when an interval past 1 is cut, and names other coefficients', () => {
    expect(agreementVerdict(coefficientOf(0.9, 0.78, 1.04, 30), 'AC2')).toEqual({
      verdict: 'agree',
      sentence: 'Interviewers agree (AC2 .90, likely .78–1.00, 30 pieces)',
      detail: 'The likely range is cut at 1.',
    });
  });

  it('has no interval where nothing was resampled', () => {
    const perfect = krippendorffAlpha(ratingsOf(Array.from({ length: 30 }, (_, unit) => [unit % 4, unit % 4])));
    expect(agreementVerdict(perfect).sentence).toBe('Interviewers agree (α 1.00, 30 pieces)');
  });

  it('in per cent is in counts only below 5 pieces', () => {
    const four = percentAgreement(ratingsOf([[1, 1], [2, 3], [4, 4], [2, 2]])); // prettier-ignore
    expect(percentAgreementVerdict(four)).toMatchObject({
      verdict: 'counts',
      sentence: '3 of 4 pairs of ratings are the same (4 pieces)',
    });
    const five = percentAgreement(ratingsOf([[1, 1], [2, 3], [4, 4], [2, 2], [1, 4]]), { within: 1 }); // prettier-ignore
    expect(percentAgreementVerdict(five, 1)).toMatchObject({
      verdict: 'share',
      sentence: '4 of 5 pairs of ratings differ by 1 at most (80\u00a0%, 5 pieces)',
    });
  });
});

/** Eight raters rate everybody; the last is `offset` from the others, who differ by a little noise. */
function panel(candidates: number, offset: number): SeverityRecord[] {
  return Array.from({ length: candidates * 8 }, (_, cell) => {
    const [index, rater] = [Math.floor(cell / 8), cell % 8];
    const noise = [0.25, -0.25, 0][(index + rater) % 3] ?? 0;
    return {
      candidate: padded(index),
      rater: rater === 7 ? 'odd' : padded(rater),
      value: 1 + (index % 4) + noise + (rater === 7 ? offset : 0),
    };
  });
}

describe('severity', () => {
  it('labels a strict and a lenient rater with an interval that excludes 0', () => {
    expect(severityVerdict(raterSeverity(panel(24, -0.6)), 'odd')).toMatchObject({
      verdict: 'stricter',
      sentence: expect.stringMatching(/^Stricter than the panel by 0\.\d \(0\.\d to 0\.\d, 24 shared candidates\)$/),
    });
    expect(severityVerdict(raterSeverity(panel(24, 0.6)), 'odd')).toMatchObject({
      verdict: 'more-lenient',
      sentence: expect.stringMatching(/^More lenient than the panel by 0\.\d \(0\.\d to 0\.\d, 24 shared candidates\)$/),
    });
  });

  it('does not label a rater whose interval holds 0', () => {
    expect(severityVerdict(raterSeverity(panel(24, -0.1)), 'odd')).toMatchObject({
      verdict: 'no-difference',
      sentence: expect.stringMatching(
        /^No clear difference from the panel \(0\.\d stricter to 0\.\d more lenient, 24 shared candidates\)$/,
      ),
    });
  });

  it('asks for shared candidates below 10', () => {
    expect(severityVerdict(raterSeverity(panel(6, -2)), 'odd')).toEqual({
      verdict: 'cannot-tell',
      sentence: 'Cannot tell yet: 4 more shared candidates',
      detail: 'Severity is judged from 10 shared candidates; there are 6.',
    });
  });

  it('says that groups cannot be compared, and who is unknown', () => {
    const other = panel(12, 0).map(({ candidate, rater, value }) => ({ candidate: `x${candidate}`, rater: `x${rater}`, value }));
    const fit = raterSeverity([...panel(12, -0.6), ...other]);
    expect(severityVerdict(fit, 'odd').detail).toMatch(/same group only/);
    expect(severityVerdict(fit, 'nobody')).toMatchObject({ verdict: 'no-value', sentence: 'nobody has not rated anybody here' });
  });
});

describe('drift', () => {
  const ratings = (n: number, slope: number) =>
    Array.from({ length: n }, (_, week) => ({ week, rating: 3 + slope * week + (week % 2 === 0 ? 0.1 : -0.1), expected: 3 }));

  it.each([
    [-0.03, 'growing-stricter', /^Growing stricter by 0\.3 in 10 weeks \(0\.\d to 0\.\d, 24 ratings over 24 weeks\)$/],
    [0.03, 'growing-lenient', /^Growing more lenient by 0\.3 in 10 weeks \(0\.\d to 0\.\d, 24 ratings over 24 weeks\)$/],
    [-0.008, 'growing-stricter', /^Growing stricter by 0\.09 in 10 weeks \(0\.0\d to 0\.1\d, 24 ratings over 24 weeks\)$/],
    [0, 'steady', /^No clear drift \(0\.1 stricter to 0\.1 more lenient in 10 weeks, 24 ratings over 24 weeks\)$/],
  ])('of %d is said', (slope, verdict, sentence) => {
    expect(driftVerdict(severityDrift(ratings(24, slope)))).toMatchObject({ verdict, sentence: expect.stringMatching(sentence) });
  });

  it('needs 20 ratings over 6 weeks', () => {
    const short = ratings(16, 0.1).map((one) => ({ ...one, week: one.week / 4 }));
    expect(driftVerdict(severityDrift(short)).sentence).toBe('Cannot tell yet: 4 more ratings and 2 more weeks');
  });
});

describe('the chance to outrank', () => {
  const chance = (estimate: number): Outcome<Outranking> => ({
    ok: true,
    estimate,
    standardError: null,
    interval: null,
    n: 2,
    difference: 0,
    differenceError: 1,
  });

  it.each([
    [0.56, 'too-close', 'Too close to call: 56 in 100 that A is ahead of B'],
    [0.35, 'too-close', 'Too close to call: 35 in 100 that A is ahead of B'],
    [0.654, 'a-ahead', 'A is ahead of B: 65.4 in 100'],
    [0.28, 'b-ahead', 'B is ahead of A: 72 in 100'],
    [0.999, 'a-ahead', 'A is ahead of B: more than 99 in 100'],
  ] as const)('of %d is said', (estimate, verdict, sentence) => {
    expect(outrankVerdict(chance(estimate), 'A', 'B')).toEqual({ verdict, sentence, detail: null });
  });

  it('has no value for broken numbers', () => {
    expect(outrankVerdict(outrankProbability({ score: NaN, se: 1 }, { score: 1, se: 1 }), 'A', 'B').verdict).toBe('no-value');
  });
});

/** Items 0 to 3 follow one ability; 4 is right for nearly all, 5 for nearly none, 6 is chance, 7 runs against the rest. */
function test(people: number) {
  return Array.from({ length: people }, (_, person) => {
    const ability = person % 5;
    const scores = [ability > 0, ability > 1, ability > 2, ability > 3, person % 33 > 0, person % 33 === 32, person % 2 === 0, ability < 2];
    return scores.map((right, item) => ({ person: padded(person), item: String(item), score: Number(right) }));
  }).flat(); // prettier-ignore
}

describe('items', () => {
  const analysis = itemAnalysis(test(165));

  it.each([
    ['1', 'healthy', /^Works as it should \(60\u00a0% of full marks, separation \.\d\d, 165 people\)$/],
    ['4', 'too-easy', /^Too easy \(97\u00a0% of full marks, separation −\.01, 165 people\)$/],
    ['5', 'too-hard', /^Too hard \(3\u00a0% of full marks, separation \.\d\d, 165 people\)$/],
    ['6', 'does-not-separate', /^Does not separate strong from weak people \(50\u00a0% of full marks, separation \.\d\d, 165 people\)$/], // prettier-ignore
    ['7', 'works-against', /^Works against the other items \(40\u00a0% of full marks, separation −\.\d\d, 165 people\)$/],
  ])('%s is said to be %s', (item, verdict, sentence) => {
    expect(itemVerdict(analysis, item)).toMatchObject({ verdict, sentence: expect.stringMatching(sentence) });
  });

  it('have no word below 100 people and no number below 30', () => {
    expect(itemVerdict(itemAnalysis(test(60)), '1').sentence).toMatch(/^Cannot tell yet: 40 more people \(60\u00a0% of full/);
    expect(itemVerdict(itemAnalysis(test(20)), '1').sentence).toBe('Cannot tell yet: 80 more people');
    expect(itemVerdict(analysis, 'x')).toMatchObject({ verdict: 'no-value', sentence: 'x is not among the items' });
  });

  it('that nobody varies on have a reason', () => {
    const half = test(120).map((one) => (one.item === '6' ? { ...one, score: 0.5 } : one));
    expect(itemVerdict(itemAnalysis(half), '6')).toMatchObject({
      verdict: 'no-value',
      sentence: 'Everybody has the same score on item 6',
    });
  });
});

describe('reliability', () => {
  const parts = (people: number, items: readonly string[]) =>
    cronbachAlpha(test(people).filter(({ item }) => items.includes(item)));

  it('is said with an interval and people', () => {
    expect(reliabilityVerdict(parts(120, ['0', '1', '2', '3']))).toMatchObject({
      verdict: 'fairly-reliable',
      sentence: expect.stringMatching(
        /^The test tells people apart fairly well \(reliability \.8\d, likely \.\d\d–\.\d\d, 120 people\)$/,
      ),
      detail: expect.stringMatching(/^Cronbach's alpha; a total is off by 0\.\d points as a rule\.$/),
    });
    expect(reliabilityVerdict(parts(120, ['1', '6']))).toMatchObject({
      verdict: 'not-reliable',
      sentence: expect.stringMatching(/^The test does not tell people apart reliably \(reliability /),
    });
    const twice = test(120).flatMap((one) => (Number(one.item) > 3 ? [] : [one, { ...one, item: `${one.item} again` }]));
    expect(reliabilityVerdict(cronbachAlpha(twice))).toMatchObject({
      verdict: 'reliable',
      sentence: expect.stringMatching(/^The test tells people apart reliably \(reliability \.9\d, /),
    });
  });

  it('has no word below 100 people and no number below 30', () => {
    expect(reliabilityVerdict(parts(30, ['1', '2'])).sentence).toMatch(/^Cannot tell yet: 70 more people \(reliability /);
    expect(reliabilityVerdict(parts(29, ['1', '2']))).toMatchObject({
      sentence: 'Cannot tell yet: 71 more people',
      detail: null,
    });
  });
});

describe('adverse impact', () => {
  const of = (...groups: [group: string, selected: number, applicants: number][]) =>
    fourFifths(groups.map(([group, selected, applicants]) => ({ group, selected, applicants })));

  it('is said with ratio, interval, exact test and n', () => {
    const result = of(['A', 120, 200], ['B', 36, 120], ['C', 68, 120]);
    expect(impactVerdict(result, 'A')).toMatchObject({
      verdict: 'highest-rate',
      sentence: 'Selected at the highest rate (60\u00a0%, 120 of 200 people)',
    });
    expect(impactVerdict(result, 'B')).toEqual({
      verdict: 'below-four-fifths',
      sentence: 'Selected at .50 of the highest rate, below four fifths (likely .37–.66, exact test p below .001, 320 people)',
      detail: '36 of 120 people were selected, 36 short of the highest rate.',
    });
    expect(impactVerdict(result, 'C')).toMatchObject({
      verdict: 'within-four-fifths',
      sentence: expect.stringMatching(
        /^Selected at \.94 of the highest rate, not below four fifths \(likely \.\d\d–1\.\d\d, exact test p \.\d{3}, 320 people\)$/,
      ),
    });
  });

  it('cannot be told in small groups, and says when one person would turn it around', () => {
    const result = of(['A', 5, 10], ['B', 3, 9]);
    expect(impactVerdict(result, 'B')).toMatchObject({
      verdict: 'cannot-tell',
      sentence: expect.stringMatching(
        /^Cannot tell yet: 281 more people \(ratio \.67, likely \.\d\d–\d\.\d\d, exact test p \.\d{3}, 19 people\)$/,
      ),
      detail: expect.stringMatching(/One selection moved between the groups would turn the order around\.$/),
    });
  });

  it('has a reason without selections, applicants or a second group', () => {
    expect(impactVerdict(of(['A', 0, 9], ['B', 0, 9]), 'A').sentence).toBe('Cannot tell yet: 1 more selection');
    expect(impactVerdict(of(['A', 1, 9], ['B', 1, 9], ['C', 0, 0]), 'C').sentence).toBe('Cannot tell yet: 1 more person');
    expect(impactVerdict(of(['A', 1, 9]), 'A').sentence).toBe('Cannot tell yet: 1 more person');
    expect(impactVerdict(of(['A', 1, 9], ['B', 1, 9]), 'x').sentence).toBe('x is not among the groups');
  });

  it('says that a million people are too many for the exact test', () => {
    const result = of(['A', 500_000, 900_000], ['B', 400_000, 900_000]);
    expect(impactVerdict(result, 'B').sentence).toMatch(/too many people for the exact test, 1,800,000 people\)$/);
  });
});

describe('a cut score', () => {
  it('of judges is said from 5 of them', () => {
    const rows = [[60, 40, 50], [50, 45, 55], [70, 35, 50], [40, 40, 60], [60, 50, 45]]; // prettier-ignore
    const panelOf = (judges: number) =>
      modifiedAngoff(ratingsOf([0, 1, 2].map((item) => rows.slice(0, judges).map((row) => row[item] ?? 0))));
    expect(angoffVerdict(panelOf(5))).toMatchObject({
      verdict: 'set',
      sentence: 'Cut score 1.5 of 3 points (50\u00a0%, likely 1.4–1.6, 5 judges)',
    });
    expect(angoffVerdict(panelOf(3)).sentence).toBe('Cannot tell yet: 2 more judges');
  });

  it('of grades is said from 50 candidates, with the doubts that there are', () => {
    const graded = (n: number, sign = 1) =>
      Array.from({ length: n }, (_, index) => ({ grade: 1 + (index % 4), score: 20 + sign * 10 * (index % 4) + (index % 3) }));
    const cut = (n: number, borderlineGrade: number, sign = 1) =>
      borderlineVerdict(borderlineRegression(graded(n, sign), { borderlineGrade }));
    expect(cut(60, 2)).toMatchObject({ verdict: 'set', sentence: 'Cut score 31.0 points (likely 30.8–31.2, 60 candidates)' });
    expect(cut(60, 0)).toMatchObject({
      verdict: 'extrapolated',
      sentence: expect.stringMatching(/^Cut score 11\.0 points, a guess beyond the grades given \(likely /),
    });
    expect(cut(60, 2, -1)).toMatchObject({
      verdict: 'contradicts',
      sentence: 'Scores do not rise with grades, so the line gives no cut score (60 candidates)',
    });
    expect(cut(40, 2).sentence).toBe('Cannot tell yet: 10 more candidates');
    expect(cut(0, 2).sentence).toBe('Cannot tell yet: 3 more people');
  });
});
