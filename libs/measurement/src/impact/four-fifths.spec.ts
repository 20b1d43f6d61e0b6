import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { FourFifths, GroupCount, GroupImpact, ImpactComparison } from './four-fifths.js';
import { fourFifths } from './four-fifths.js';
import { numbersIn } from '../testing/numbers.js';

const groupLists = fc.uniqueArray(
  fc.record({
    group: fc.string({ maxLength: 3 }),
    applicants: fc.integer({ min: 0, max: 400 }),
    selected: fc.integer({ min: 0, max: 400 }),
  }),
  { selector: ({ group }) => group, maxLength: 6 },
);
const possible = groupLists.map((groups) =>
  groups.map(({ group, applicants, selected }) => ({ group, applicants, selected: Math.min(selected, applicants) })),
);

function resultOf(groups: readonly GroupCount[], level?: number): FourFifths {
  const result = fourFifths(groups, level === undefined ? {} : { level });
  if (!result.ok) throw new Error(result.detail);
  return result;
}

function groupOf(result: FourFifths, name: string): GroupImpact {
  const found = result.groups.find(({ group }) => group === name);
  if (found === undefined) throw new Error(`no group ${name}`);
  return found;
}

function comparisonOf(group: GroupImpact): ImpactComparison {
  if (!group.impact.ok || group.impact.comparison === null) throw new Error(`group ${group.group} is not compared`);
  return group.impact.comparison;
}

describe('adverse impact by the four-fifths rule', () => {
  it('does not flag exactly four fifths, in groups of any size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200_000 }), (scale) => {
        const result = resultOf([
          { group: 'a', selected: 6 * scale, applicants: 10 * scale },
          { group: 'b', selected: 24 * scale, applicants: 50 * scale },
        ]);
        expect(groupOf(result, 'b').impact).toMatchObject({ estimate: 0.8, belowFourFifths: false });
        const below = resultOf([
          { group: 'a', selected: 6 * scale, applicants: 10 * scale },
          { group: 'b', selected: 24 * scale - 1, applicants: 50 * scale },
        ]);
        expect(groupOf(below, 'b').impact).toMatchObject({ belowFourFifths: true });
      }),
    );
  });

  it('cannot tell below 200 people in the larger or 100 in the smaller group', () => {
    const verdict = (larger: number, smaller: number): Pick<ImpactComparison, 'conclusive' | 'needs'> => {
      const result = resultOf([
        { group: 'a', selected: 10, applicants: larger },
        { group: 'b', selected: 1, applicants: smaller },
      ]);
      const { conclusive, needs } = comparisonOf(groupOf(result, 'b'));
      return { conclusive, needs };
    };
    expect(verdict(200, 100)).toEqual({ conclusive: true, needs: null });
    expect(verdict(199, 100)).toEqual({ conclusive: false, needs: { what: 'people', more: 1 } });
    expect(verdict(200, 99)).toEqual({ conclusive: false, needs: { what: 'people', more: 1 } });
    expect(verdict(150, 60)).toEqual({ conclusive: false, needs: { what: 'people', more: 90 } });
  });

  it('says when one person would turn the direction', () => {
    const flips = (selected: number, applicants: number): boolean =>
      comparisonOf(
        groupOf(
          resultOf([
            { group: 'a', selected: 5, applicants: 10 },
            { group: 'b', selected, applicants },
          ]),
          'b',
        ),
      ).flipsWithOnePerson;
    // One moved: 4/10 against 4/9 flips, against 4/10 is even, against 3/10 does not.
    expect(flips(3, 9)).toBe(true);
    expect(flips(3, 10)).toBe(false);
    expect(flips(2, 10)).toBe(false);
  });

  it('has no z where everybody was selected, and does not flip', () => {
    const result = resultOf([
      { group: 'a', selected: 10, applicants: 10 },
      { group: 'b', selected: 5, applicants: 5 },
    ]);
    expect(comparisonOf(groupOf(result, 'b'))).toMatchObject({ z: null, katz: null, fisherP: 1, flipsWithOnePerson: false });
  });

  it('has no exact p beyond a million people but everything else', () => {
    const result = resultOf([
      { group: 'a', selected: 500_000, applicants: 900_000 },
      { group: 'b', selected: 400_000, applicants: 900_000 },
    ]);
    expect(comparisonOf(groupOf(result, 'b'))).toMatchObject({ fisherP: null, conclusive: true });
  });

  it('shows a group without applicants without a rate', () => {
    const result = resultOf([
      { group: 'a', selected: 3, applicants: 4 },
      { group: 'b', selected: 1, applicants: 4 },
      { group: 'c', selected: 0, applicants: 0 },
    ]);
    expect(groupOf(result, 'c')).toMatchObject({ rate: null, impact: { ok: false, reason: 'no-data' } });
  });

  it('takes the larger of two groups with the highest rate as reference', () => {
    const result = resultOf([
      { group: 'a', selected: 1, applicants: 2 },
      { group: 'b', selected: 2, applicants: 4 },
    ]);
    expect(result.reference).toBe('b');
    expect(groupOf(result, 'a').impact).toMatchObject({ estimate: 1, belowFourFifths: false });
  });

  it('does not depend on the order of the groups, and never gives a number that is not finite', () => {
    fc.assert(
      fc.property(possible, (groups) => {
        const result = fourFifths(groups);
        expect(numbersIn(result).every(Number.isFinite)).toBe(true);
        const turned = fourFifths([...groups].reverse());
        if (result.ok && turned.ok) {
          expect([...turned.groups].reverse()).toEqual(result.groups);
          expect(turned.reference).toBe(result.reference);
        } else {
          expect(turned).toEqual(result);
        }
      }),
    );
  });

  it('has ratios in 0..1, and a shortfall that grows as selections fall', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), (selected) => {
        const shortfall = (own: number): number =>
          comparisonOf(
            groupOf(
              resultOf([
                { group: 'a', selected: 60, applicants: 60 },
                { group: 'b', selected: own, applicants: 60 },
              ]),
              'b',
            ),
          ).shortfall;
        expect(shortfall(selected - 1)).toBeCloseTo(shortfall(selected) + 1, 12);
      }),
    );
    fc.assert(
      fc.property(possible, (groups) => {
        const result = fourFifths(groups);
        const ratios = result.ok ? result.groups.flatMap(({ impact }) => (impact.ok ? [impact.estimate] : [])) : [];
        for (const ratio of ratios) {
          expect(ratio).toBeGreaterThanOrEqual(0);
          expect(ratio).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it.each([
    [[], 'no-data'],
    [[{ group: 'a', selected: 0, applicants: 0 }], 'no-data'],
    [[{ group: 'a', selected: 1, applicants: 2 }], 'too-few-units'],
    [[{ group: 'a', selected: 3, applicants: 2 }], 'bad-data'],
    [[{ group: 'a', selected: NaN, applicants: 2 }], 'bad-data'],
    [[{ group: 'a', selected: 1, applicants: Infinity }], 'bad-data'],
    [[{ group: 'a', selected: 1, applicants: 20_000_000 }], 'too-large'],
    [
      [
        { group: 'a', selected: 1, applicants: 2 },
        { group: 'a', selected: 1, applicants: 2 },
      ],
      'bad-data',
    ],
  ])('of %o has no value: %s', (groups, reason) => {
    expect(fourFifths(groups)).toMatchObject({ ok: false, reason });
  });
});
