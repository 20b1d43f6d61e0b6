import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { connectedComponents } from './connected-components.js';

const rows = [['c1', 'r1'], ['c1', 'r2'], ['c2', 'r2'], ['c3', 'r3'], ['c4', 'r3'], ['c4', 'r4']] as const; // prettier-ignore
const records = rows.map(([candidate, rater]) => ({ candidate, rater }));

describe('the components of a design', () => {
  it('have no error, and count candidates', () => {
    expect(connectedComponents(records)).toMatchObject({ estimate: 2, standardError: null, interval: null, n: 4 });
  });

  it('are one when a rater ties them together', () => {
    expect(connectedComponents([...records, { candidate: 'c1', rater: 'r4' }])).toMatchObject({ ok: true, estimate: 1 });
  });

  it('tell a candidate from a rater of the same name', () => {
    const apart = [
      { candidate: 'x', rater: 'y' },
      { candidate: 'y', rater: 'x' },
    ];
    expect(connectedComponents(apart)).toMatchObject({ estimate: 2 });
  });

  it('are unknown without records', () => {
    expect(connectedComponents([])).toMatchObject({ ok: false, reason: 'no-data', needs: { what: 'ratings', more: 1 } });
  });

  it('do not depend on the order of records, and hold everybody once', () => {
    const name = fc.integer({ min: 0, max: 12 }).map(String);
    fc.assert(
      fc.property(fc.array(fc.record({ candidate: name, rater: name }), { minLength: 1 }), (pairings) => {
        const found = connectedComponents(pairings);
        expect(connectedComponents([...pairings].reverse())).toEqual(found);
        const groups = found.ok ? found.groups : [];
        const everybody = new Set(pairings.map(({ candidate }) => candidate));
        expect(groups.flatMap(({ candidates }) => candidates).sort()).toEqual([...everybody].sort());
        for (const { candidate, rater } of pairings) {
          const home = groups.filter(({ candidates }) => candidates.includes(candidate));
          expect(home).toHaveLength(1);
          expect(home[0]?.raters).toContain(rater);
        }
      }),
    );
  });
});
