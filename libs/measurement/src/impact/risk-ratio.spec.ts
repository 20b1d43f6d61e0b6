import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { RiskRatio, SelectionCount } from './risk-ratio.js';
import { riskRatio } from './risk-ratio.js';

const counts = fc
  .tuple(fc.integer({ min: 1, max: 3000 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([applicants, share]) => ({ selected: Math.max(1, Math.round(share * applicants)), applicants }));

function ratioOf(first: SelectionCount, second: SelectionCount, level?: number): RiskRatio {
  const ratio = riskRatio(first, second, level === undefined ? {} : { level });
  if (!ratio.ok) throw new Error(ratio.detail);
  return ratio;
}

const of = (selected: number, applicants: number): SelectionCount => ({ selected, applicants });

/** Koopman's statistic at the rates that a search finds to be the most likely ones with this ratio. */
function statisticByDefinition(ratio: number, a: SelectionCount, b: SelectionCount): number {
  const logLikelihood = (p: number): number =>
    [[a, ratio * p] as const, [b, p] as const].reduce((sum, [{ selected, applicants }, rate]) => {
      const others = applicants - selected;
      return sum + selected * Math.log(rate) + (others === 0 ? 0 : others * Math.log(1 - rate));
    }, 0);
  let [low, high] = [0, Math.min(1, 1 / ratio)];
  for (let step = 0; step < 200; step += 1) {
    const [left, right] = [low + (high - low) / 3, high - (high - low) / 3];
    if (logLikelihood(left) < logLikelihood(right)) low = left;
    else high = right;
  }
  const term = ({ selected, applicants }: SelectionCount, p: number): number =>
    selected === applicants && p > 1 - 1e-12 ? 0 : (selected - applicants * p) ** 2 / (applicants * p * (1 - p));
  return term(a, ratio * low) + term(b, low);
}

describe('the ratio of two selection rates', () => {
  it('is 0 with a finite upper end where only the second group has selections', () => {
    const ratio = ratioOf(of(0, 20), of(10, 20));
    expect(ratio).toMatchObject({ estimate: 0, standardError: null, katz: null, n: 40 });
    expect(ratio.interval.lower).toBe(0);
    expect(ratio.interval.upper).toBeGreaterThan(0);
    expect(ratio.interval.upper).toBeLessThan(1);
  });

  it('has only a lower end where the second group has no selections', () => {
    const ratio = ratioOf(of(10, 20), of(0, 20));
    expect(ratio).toMatchObject({ estimate: null, standardError: null, katz: null, interval: { upper: null } });
    const inverse = ratioOf(of(0, 20), of(10, 20));
    expect(ratio.interval.lower).toBeCloseTo(1 / (inverse.interval.upper ?? NaN), 10);
  });

  it('has the closed form n / (n + z²) where everybody was selected', () => {
    const ratio = ratioOf(of(30, 30), of(50, 50));
    const z2 = 1.959963984540054 ** 2;
    expect(ratio).toMatchObject({ estimate: 1, katz: null, standardError: null });
    expect(ratio.interval.lower).toBeCloseTo(30 / (30 + z2), 10);
    expect(ratio.interval.upper).toBeCloseTo((50 + z2) / 50, 10);
  });

  it("is bounded by Wilson's interval of the second rate where everybody in the first group was selected", () => {
    const z2 = 1.959963984540054 ** 2;
    const wilsonUpper = (1 / 16 + z2 / 32 + Math.sqrt(z2 * ((1 / 16) * (15 / 16)) * 16 + z2 ** 2 / 4) / 16) / (1 + z2 / 16);
    // The most likely rate of the first group stays 1 for ratios above people over selected, 116/101.
    expect(ratioOf(of(100, 100), of(1, 16)).interval.lower).toBeCloseTo(1 / wilsonUpper, 9);
  });

  it.each([
    [of(7, 30), of(20, 40)],
    [of(1, 300), of(2, 50)],
    [of(290, 300), of(30, 50)],
    [of(3, 3), of(1, 16)],
    [of(5, 16), of(4, 4)],
    [of(12, 12), of(399, 400)],
  ])('of %o to %o has ends whose score statistic is the critical value', (a, b) => {
    const { lower, upper } = ratioOf(a, b).interval;
    expect(statisticByDefinition(lower, a, b)).toBeCloseTo(3.841458820694124, 5);
    expect(statisticByDefinition(upper ?? NaN, a, b)).toBeCloseTo(3.841458820694124, 5);
  });

  it('turns over when the groups change places', () => {
    fc.assert(
      fc.property(counts, counts, (a, b) => {
        const one = ratioOf(a, b);
        const other = ratioOf(b, a);
        expect((one.interval.upper ?? NaN) * other.interval.lower).toBeCloseTo(1, 9);
        expect((one.estimate ?? NaN) * (other.estimate ?? NaN)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('has an interval around the estimate that widens with the level', () => {
    fc.assert(
      fc.property(counts, counts, (a, b) => {
        const narrow = ratioOf(a, b, 0.8);
        const wide = ratioOf(a, b, 0.99);
        expect(narrow.interval.lower).toBeLessThan((narrow.estimate ?? NaN) * (1 + 1e-12));
        expect(narrow.interval.upper).toBeGreaterThan((narrow.estimate ?? NaN) * (1 - 1e-12));
        expect(wide.interval.lower).toBeLessThan(narrow.interval.lower);
        expect(wide.interval.upper).toBeGreaterThan(narrow.interval.upper ?? NaN);
      }),
    );
  });

  it('is never a number that is not finite, however large or lopsided the groups', () => {
    const large = fc
      .integer({ min: 1, max: 10_000_000 })
      .chain((applicants) =>
        fc.constantFrom(0, 1, Math.floor(applicants / 2), applicants - 1, applicants).map((selected) => of(selected, applicants)),
      );
    fc.assert(
      fc.property(large, large, fc.constantFrom(0.5, 0.95, 0.999), (a, b, level) => {
        const ratio = riskRatio(a, b, { level });
        if (!ratio.ok) {
          expect(ratio.reason).toBe('no-selections');
          return;
        }
        const { interval, katz } = ratio;
        const values = [ratio.estimate, ratio.standardError, interval.lower, interval.upper, katz?.lower, katz?.upper];
        for (const value of values) expect(value === null || value === undefined || Number.isFinite(value)).toBe(true);
      }),
    );
  });

  it.each([
    [of(0, 0), of(1, 2), 0.95, 'no-data'],
    [of(0, 5), of(0, 2), 0.95, 'no-selections'],
    [of(3, 2), of(1, 2), 0.95, 'bad-data'],
    [of(NaN, 2), of(1, 2), 0.95, 'bad-data'],
    [of(1, 2), of(1, Infinity), 0.95, 'bad-data'],
    [of(1, 2), of(-1, 2), 0.95, 'bad-data'],
    [of(1, 2), of(1, 10_000_001), 0.95, 'too-large'],
    [of(1, 2), of(1, 2), 1, 'bad-data'],
    [of(1, 2), of(1, 2), NaN, 'bad-data'],
    [of(1, 2), of(1, 2), 0.4, 'bad-data'],
  ])('of %o to %o at level %d has no value: %s', (first, second, level, reason) => {
    expect(riskRatio(first, second, { level })).toMatchObject({ ok: false, reason });
  });
});
