import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { candidateOutranks } from '../outrank.js';
import type { Random } from '../random.js';
import { seededRandom } from '../random.js';
import type { SeverityRecord } from './design.js';
import { raterSeverity } from './rater-severity.js';
import { sharedCandidates } from './shared-candidates.js';
import { numbersIn } from '../testing/numbers.js';

function record(candidate: string, rater: string, value: number): SeverityRecord {
  return { candidate, rater, value };
}

/** Three raters on four candidates each; the last of them is strict. */
const panel = [
  ...[3, 1, 4, 2].flatMap((level, index) => [
    record(`c${String(index)}`, 'even', level),
    record(`c${String(index)}`, 'fair', level + (index % 2 === 0 ? 0.5 : -0.5)),
    record(`c${String(index)}`, 'strict', level - 2),
  ]),
];

function gaussian(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

describe('the way severity is estimated', () => {
  it('is by shared candidates where every candidate has two raters', () => {
    expect(raterSeverity(panel)).toMatchObject({
      ok: true,
      variant: 'shared-candidates',
      variantReason: 'every-candidate-has-two-raters',
      perComponent: false,
    });
  });

  it('is by crossed random effects where a candidate has one rater, however many criteria', () => {
    expect(raterSeverity([...panel, record('alone', 'even', 2), record('alone', 'even', 3)])).toMatchObject({
      ok: true,
      variant: 'crossed-effects',
      variantReason: 'some-candidates-have-one-rater',
    });
  });

  it.each(['shared-candidates', 'crossed-effects'] as const)('is %s when asked for', (variant) => {
    expect(raterSeverity(panel, { variant })).toMatchObject({ ok: true, variant, variantReason: 'asked-for' });
  });

  it('carries the level of the intervals', () => {
    const fit = raterSeverity(panel, { level: 0.9 });
    expect(fit.ok && fit.raters.map(({ interval }) => interval.level)).toEqual([0.9, 0.9, 0.9]);
  });

  it.each([[[]], [[record('a', 'x', NaN)]], [[record('a', 'x', 1)]]])('has no value for %o', (records) => {
    expect(raterSeverity(records).ok).toBe(false);
  });
});

describe('severity from shared candidates', () => {
  it('finds the strict rater, between no shrinkage and full shrinkage', () => {
    const fit = sharedCandidates(panel);
    if (!fit.ok) throw new Error(fit.detail);
    const strict = fit.raters.find(({ id }) => id === 'strict');
    // Column means less the grand mean, as in any complete table: −2 − (0 + 0 − 2)/3.
    expect(strict?.unshrunk?.effect).toBeCloseTo(-4 / 3, 12);
    // Var of a column mean less the grand mean: σ²(1/4 − 1/12).
    expect(strict?.unshrunk?.standardError).toBeCloseTo(Math.sqrt(fit.variances.residual / 6), 12);
    expect(strict?.effect).toBeLessThan(0);
    expect(strict?.effect).toBeGreaterThan(-4 / 3);
    expect(strict?.sharedCandidates).toBe(4);
  });

  it('agrees with the analysis of variance of a complete table', () => {
    const fit = sharedCandidates(panel);
    if (!fit.ok) throw new Error(fit.detail);
    // Residuals are ±0.5 around "fair", halved and thirded: RSS = Σ 0.25·(1 − 1/3) over 4 candidates, on 3·2 degrees of freedom.
    expect(fit.variances.residual).toBeCloseTo((4 * 0.25 * (2 / 3)) / 6, 12);
    expect(fit.degreesOfFreedom).toBe(6);
    // (MS(raters) − MS(error)) / candidates.
    const rows = (4 * ((2 / 3) ** 2 * 2 + (4 / 3) ** 2)) / 2;
    expect(fit.raterVarianceBeforeBound).toBeCloseTo((rows - fit.variances.residual) / 4, 12);
  });

  it('says so when raters differ less than error alone makes them', () => {
    const noise = [record('a', 'x', 1), record('a', 'y', 2), record('b', 'x', 2), record('b', 'y', 1)];
    const fit = sharedCandidates(noise);
    if (!fit.ok) throw new Error(fit.detail);
    expect(fit.atZero).toEqual(['rater']);
    expect(fit.variances.rater).toBe(0);
    expect(fit.raterVarianceBeforeBound).toBeLessThan(0);
    expect(fit.candidates.map(({ adjusted, rawMean }) => adjusted - rawMean)).toEqual([0, 0]);
  });

  it('knows nothing of a rater who shares no candidate', () => {
    const fit = sharedCandidates([...panel, record('alone', 'hermit', 2)]);
    if (!fit.ok) throw new Error(fit.detail);
    const hermit = fit.raters.find(({ id }) => id === 'hermit');
    expect(hermit).toMatchObject({ sharedCandidates: 0, effect: 0, unshrunk: null });
    expect(hermit?.standardError).toBeCloseTo(Math.sqrt(fit.variances.rater), 12);
    expect(candidateOutranks(fit, 'alone', 'c0')).toMatchObject({ ok: false, reason: 'disconnected' });
  });

  it('works per component and says so', () => {
    const other = panel.map(({ candidate, rater, value }) => record(`other ${candidate}`, `other ${rater}`, value + 1));
    const fit = raterSeverity([...panel, ...other]);
    if (!fit.ok) throw new Error(fit.detail);
    expect(fit).toMatchObject({ variant: 'shared-candidates', perComponent: true });
    for (const component of [0, 1]) {
      const members = fit.raters.filter((rater) => rater.component === component);
      expect(members.reduce((sum, { effect }) => sum + effect, 0)).toBeCloseTo(0, 12);
    }
    expect(candidateOutranks(fit, 'c0', 'other c0')).toMatchObject({ ok: false, reason: 'disconnected' });
    expect(candidateOutranks(fit, 'c0', 'nobody')).toMatchObject({ ok: false, reason: 'bad-data' });
  });

  it('does not blame a rater for weak candidates', () => {
    const random = seededRandom(20);
    // The unlucky one meets only weak candidates, each of them with a second rater.
    const records = Array.from({ length: 120 }, (_, index) => {
      const isWeak = index % 3 === 0;
      const level = (isWeak ? 1 : 3) + 0.3 * gaussian(random);
      const pair = [isWeak ? 'unlucky' : `r${String(index % 4)}`, `s${String(index % 5)}`];
      return pair.map((rater) => record(`c${String(index)}`, rater, level + 0.3 * gaussian(random)));
    }).flat();
    const fit = raterSeverity(records);
    if (!fit.ok) throw new Error(fit.detail);
    expect(Math.abs(fit.raters.find(({ id }) => id === 'unlucky')?.effect ?? NaN)).toBeLessThan(0.2);
  });
});

describe.each(['shared-candidates', 'crossed-effects'] as const)('severity by %s', (variant) => {
  it('brings scores nearer to the truth', () => {
    const random = seededRandom(4);
    const severity = Array.from({ length: 12 }, () => 0.5 * gaussian(random));
    const truth = new Map(Array.from({ length: 200 }, (_, index) => [`c${String(index)}`, 2.5 + 0.5 * gaussian(random)]));
    const records = [...truth].flatMap(([candidate, level]) => {
      const first = Math.floor(random() * 12);
      return [first, (first + 1 + Math.floor(random() * 11)) % 12].map((rater) =>
        record(candidate, `r${String(rater)}`, level + (severity[rater] ?? NaN) + 0.3 * gaussian(random)),
      );
    });
    const fit = raterSeverity(records, { variant });
    if (!fit.ok) throw new Error(fit.detail);
    const errorOf = (score: 'adjusted' | 'rawMean'): number =>
      Math.sqrt(
        fit.candidates.reduce(
          (sum, candidate) => sum + (candidate[score] - (truth.get(candidate.id) ?? NaN)) ** 2 / truth.size,
          0,
        ),
      );
    expect(errorOf('adjusted')).toBeLessThan(0.8 * errorOf('rawMean'));
    const covered = fit.candidates.filter(({ id, interval }) => {
      const level = truth.get(id) ?? NaN;
      return interval.lower <= level && level <= interval.upper;
    });
    expect(covered.length / truth.size).toBeGreaterThan(0.9);
  });

  it('gives numbers or a reason for whatever data, in whatever order', () => {
    const name = fc.integer({ min: 0, max: 5 }).map(String);
    const value = fc.oneof(fc.integer({ min: 1, max: 4 }), fc.double(), fc.constantFrom(0, 1e-200, 1e90, -1e90));
    fc.assert(
      fc.property(fc.array(fc.record({ candidate: name, rater: name, value }), { maxLength: 40 }), (records) => {
        const fit = raterSeverity(records, { variant });
        const reverse = raterSeverity([...records].reverse(), { variant });
        expect(numbersIn(fit).filter((number) => !Number.isFinite(number))).toEqual([]);
        expect(reverse.ok).toBe(fit.ok);
        if (!fit.ok && fit.needs) expect(fit.needs.more).toBeGreaterThanOrEqual(1);
      }),
      { numRuns: 300 },
    );
  });

  it('can leave a worker thread', () => {
    const fit = raterSeverity(panel, { variant });
    const copy = structuredClone(fit);
    if (!copy.ok || !fit.ok) throw new Error('The panel is estimable.');
    expect(candidateOutranks(copy, 'c0', 'c1')).toEqual(candidateOutranks(fit, 'c0', 'c1'));
  });
});
