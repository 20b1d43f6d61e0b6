import type { KeyEntryOf } from '@assay/contracts';
import { findingsEntry } from '@assay/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { markFindings } from './review-findings.js';

const review: KeyEntryOf<'findings'> = findingsEntry.parse({
  id: 'review',
  kind: 'findings',
  requirements: ['R9'],
  categories: ['correctness', 'security', 'style'],
  severities: ['minor', 'major', 'blocker'],
  most: 8,
  defects: [
    {
      id: 'injection',
      requirements: ['R1'],
      points: 3,
      file: 'app/orders.py',
      from: 10,
      to: 12,
      tolerance: 2,
      categories: ['security'],
      severity: { points: 2, accepts: ['blocker'] },
    },
    { id: 'off-by-one', requirements: ['R2'], points: 2, file: 'app/orders.py', from: 13, to: 14, categories: ['correctness'] },
    {
      id: 'swallowed',
      requirements: ['R2'],
      file: 'app/orders.py',
      from: 14,
      to: 16,
      tolerance: 1,
      categories: ['correctness', 'style'],
    },
  ],
  decoys: [{ file: 'app/orders.py', from: 30, to: 33 }],
  restraint: { points: 4, decoy: 3, other: 1 },
});

const finding = (from: number, to: number, category: string, severity = 'major', file = 'app/orders.py') => ({
  file,
  from,
  to,
  category,
  severity,
});
const all = [finding(10, 12, 'security', 'blocker'), finding(13, 13, 'correctness'), finding(15, 17, 'style')];

function earned(answer: unknown): Record<string, number> {
  return Object.fromEntries(markFindings(review, answer).map((mark) => [mark.id, mark.earned]));
}
const sum = (answer: unknown) => markFindings(review, answer).reduce((total, mark) => total + mark.earned, 0);

describe('review findings', () => {
  it('earn all points when they are the defects, with the severity that was expected', () => {
    expect(earned(all)).toEqual({ injection: 5, 'off-by-one': 2, swallowed: 1, review: 4 });
    expect(markFindings(review, all).map(({ points }) => points)).toEqual([5, 2, 1, 4]);
  });

  it('find a defect without agreeing on its severity', () => {
    expect(earned([finding(10, 12, 'security', 'minor')])['injection']).toBe(3);
    expect(earned([finding(10, 12, 'security', 'unheard-of')])['injection']).toBe(3);
  });

  it.each([
    ['within the tolerance', finding(8, 14, 'security'), 3],
    ['on one line of it', finding(11, 11, 'security'), 3],
    ['a line too early', finding(7, 11, 'security'), 0],
    ['a line too long', finding(10, 15, 'security'), 0],
    ['naming the whole file', finding(1, 99_999, 'security'), 0],
    ['under another category', finding(10, 12, 'style'), 0],
    ['in another file', finding(10, 12, 'security', 'major', 'app/order.py'), 0],
  ])('lie %s', (_, one, points) => {
    expect(earned([one])['injection']).toBe(points);
  });

  it('count once each: one finding cannot find two defects, two cannot find one', () => {
    expect(earned([finding(14, 14, 'correctness')])).toMatchObject({ 'off-by-one': 2, swallowed: 0 });
    expect(earned([finding(14, 14, 'correctness'), finding(14, 14, 'correctness')])).toMatchObject({
      'off-by-one': 2,
      swallowed: 1,
    });
    expect(earned([all[0], all[0]])).toEqual({ injection: 5, 'off-by-one': 0, swallowed: 0, review: 1 });
  });

  it('give way to each other where together they find more', () => {
    expect(earned([finding(14, 14, 'correctness'), finding(13, 13, 'correctness')])).toMatchObject({
      'off-by-one': 2,
      swallowed: 1,
    });
  });

  it('cost restraint where they are false, more on a decoy, and never more than there is', () => {
    expect(earned([...all, finding(50, 50, 'style')])).toMatchObject({ injection: 5, review: 3 });
    expect(earned([...all, finding(31, 32, 'correctness')])).toMatchObject({ injection: 5, review: 1 });
    expect(earned([...all, finding(31, 32, 'correctness'), finding(32, 32, 'style')])).toMatchObject({ injection: 5, review: 0 });
  });

  it('show restraint in the share of what they found only, so silence earns nothing', () => {
    expect(sum([])).toBe(0);
    expect(earned([finding(13, 13, 'correctness')])['review']).toBe(1);
  });

  it('that cannot be read find nothing and are false', () => {
    expect(earned([...all, null, { file: 'app/orders.py' }])).toMatchObject({ injection: 5, review: 2 });
    expect(earned([{ ...all[0], from: '10' }])).toMatchObject({ injection: 0, review: 0 });
    expect(earned([{ ...all[0], from: 12, to: 10 }])).toMatchObject({ injection: 0 });
  });

  it.each([
    ['is missing', undefined, 'There is no answer.'],
    ['is no list', { 0: all[0] }, 'The answer must be a list of findings.'],
    [
      'names every line',
      Array.from({ length: 1_000_000 }, () => all[0]),
      'There are more than 8 findings; name those that matter.',
    ],
  ])('are not looked at when the list %s', (_, answer, remark) => {
    const marks = markFindings(review, answer);
    expect(marks.every((mark) => mark.earned === 0 && mark.remark === remark)).toBe(true);
  });
});

describe('any list of review findings', () => {
  const line = fc.integer({ min: 8, max: 18 });
  const near = fc.record({
    file: fc.constantFrom('app/orders.py', 'app/orders.py', 'app/other.py'),
    from: line,
    to: line,
    category: fc.constantFrom('correctness', 'security', 'style'),
    severity: fc.constantFrom('minor', 'major', 'blocker'),
  });
  const lists = fc.array(fc.oneof({ weight: 5, arbitrary: near }, fc.constantFrom(...all), fc.constant(null)), { maxLength: 7 });

  it('earns the same in every order', () => {
    fc.assert(
      fc.property(
        lists.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([list, shuffled]) => {
          expect(markFindings(review, shuffled)).toEqual(markFindings(review, list));
        },
      ),
    );
  });

  it('never earns more by one more false finding', () => {
    const false_ = fc.constantFrom(
      finding(31, 31, 'style'),
      finding(60, 61, 'correctness'),
      finding(10, 12, 'style'),
      null,
      'text',
    );
    fc.assert(
      fc.property(lists, false_, fc.nat({ max: 7 }), (list, added, place) => {
        expect(sum([...list.slice(0, place), added, ...list.slice(place)])).toBeLessThanOrEqual(sum(list));
      }),
    );
  });

  it('never earns less than nothing or more than all', () => {
    fc.assert(
      fc.property(lists, (list) => {
        expect(markFindings(review, list).every(({ earned: got, points }) => got >= 0 && got <= points)).toBe(true);
      }),
    );
  });

  it('earns from its defects what the best of all pairings earns', () => {
    const best = (defects: typeof review.defects, list: readonly unknown[]): number => {
      const [defect, ...rest] = defects;
      if (defect === undefined) return 0;
      const only = { ...review, defects: [defect] };
      const tries = list.map((one, index) => {
        const points = markFindings(only, [one])[0]?.earned ?? 0;
        return points + best(rest, list.toSpliced(index, 1));
      });
      return Math.max(best(rest, list), ...tries);
    };
    fc.assert(
      fc.property(fc.array(fc.oneof(near, fc.constantFrom(...all)), { maxLength: 5 }), (list) => {
        const { review: restraint, ...found } = earned(list);
        expect(restraint).toBeDefined();
        expect(Object.values(found).reduce((total, one) => total + one, 0)).toBe(best(review.defects, list));
      }),
    );
  });
});
