import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { BiasAudit, ScoredPerson, ScoringAudit } from './ll144.js';
import { scoringRateAudit, selectionRateAudit } from './ll144.js';

function scoringOf(people: readonly ScoredPerson[]): ScoringAudit {
  const audit = scoringRateAudit(people);
  if (!audit.ok) throw new Error(audit.detail);
  return audit;
}

const ratesOf = ({ categories }: BiasAudit): (number | null)[] => categories.map(({ rate }) => rate);

describe('a bias audit under Local Law 144', () => {
  it('leaves out a category below the smallest share but not one that has it', () => {
    const excludedWith = (applicants: number): unknown => {
      const audit = selectionRateAudit(
        [
          { group: 'small', selected: applicants, applicants },
          { group: 'large', selected: 10, applicants: 100 - applicants },
        ],
        { minShare: 0.07 },
      );
      return audit.ok ? audit.categories[0] : audit;
    };
    expect(excludedWith(7)).toMatchObject({ excluded: false, impact: { ok: true, estimate: 1 } });
    // 7 of 101 are below 7 %; 8 of 102 are above.
    expect(excludedWith(6)).toMatchObject({
      excluded: true,
      rate: 1,
      impact: { ok: false, reason: 'excluded', needs: { what: 'people', more: 2 } },
    });
  });

  it('compares with the highest of the categories that were not left out', () => {
    const audit = selectionRateAudit([
      { group: 'tiny', selected: 5, applicants: 5 },
      { group: 'a', selected: 100, applicants: 400 },
      { group: 'b', selected: 200, applicants: 400 },
    ]);
    expect(audit).toMatchObject({ ok: true, reference: 'b' });
  });

  it('keeps rates where nobody was selected, and says why there are no ratios', () => {
    const audit = selectionRateAudit([
      { group: 'a', selected: 0, applicants: 10 },
      { group: 'b', selected: 0, applicants: 8 },
      { group: 'c', selected: 0, applicants: 0 },
    ]);
    expect(audit).toMatchObject({
      ok: true,
      reference: null,
      categories: [
        { rate: 0, impact: { reason: 'no-selections' } },
        { rate: 0, impact: { reason: 'no-selections' } },
        { rate: null, impact: { reason: 'no-data' } },
      ],
    });
  });

  it('cannot tell with few people', () => {
    const audit = selectionRateAudit([
      { group: 'a', selected: 90, applicants: 180 },
      { group: 'b', selected: 40, applicants: 100 },
    ]);
    expect(audit).toMatchObject({
      categories: [{ impact: { conclusive: true } }, { impact: { conclusive: false, needs: { what: 'people', more: 20 } } }],
    });
  });

  it('counts nobody above the median where all scores are equal, the smallest and largest numbers included', () => {
    for (const score of [0, 7, Number.MIN_VALUE, Number.MAX_VALUE, -Number.MAX_VALUE]) {
      const audit = scoringOf(['a', 'b', 'a', 'b'].map((group) => ({ group, score })));
      expect(audit.median).toBe(score);
      expect(ratesOf(audit)).toEqual([0, 0]);
    }
    const apart = [Number.MAX_VALUE, Number.MAX_VALUE / 2, -1, -2].map((score, index) => ({ group: `g${index % 2}`, score }));
    expect(Number.isFinite(scoringOf(apart).median)).toBe(true);
  });

  it('does not depend on the order of people or on the unit of scores', () => {
    const people = fc.array(fc.record({ group: fc.constantFrom('a', 'b', 'c'), score: fc.integer({ min: -50, max: 50 }) }));
    fc.assert(
      fc.property(people, (list) => {
        const audit = scoringRateAudit(list);
        expect(scoringRateAudit([...list].reverse())).toEqual(audit);
        const scaled = scoringRateAudit(list.map(({ group, score }) => ({ group, score: 4 * score + 3 })));
        expect({ ...scaled, median: null }).toEqual({ ...audit, median: null });
        const above = audit.ok ? audit.categories.reduce((sum, { selected }) => sum + selected, 0) : 0;
        expect(above).toBeLessThanOrEqual(list.length / 2);
      }),
    );
  });

  it.each([NaN, Infinity, -Infinity])('refuses the score %d', (score) => {
    expect(scoringRateAudit([{ group: 'a', score }])).toMatchObject({ ok: false, reason: 'bad-data' });
  });

  it('has no value without people, with one category, or with a share that is none', () => {
    expect(scoringRateAudit([])).toMatchObject({ ok: false, reason: 'no-data' });
    expect(scoringRateAudit([{ group: 'a', score: 1 }])).toMatchObject({ ok: false, reason: 'too-few-units' });
    for (const minShare of [NaN, -0.1, 1]) {
      expect(selectionRateAudit([], { minShare })).toMatchObject({ ok: false, reason: 'bad-data' });
    }
  });
});
