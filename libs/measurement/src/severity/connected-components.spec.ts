import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { connectedComponents } from './connected-components.js';

interface Gold {
  data: { rows: [candidate: string, rater: string][] };
  expected: { components: number; groups: { candidates: string[]; raters: string[] }[] };
}

const { data, expected } = JSON.parse(
  readFileSync(new URL('../../gold/design_connectivity.json', import.meta.url), 'utf8'),
) as Gold;
const records = data.rows.map(([candidate, rater]) => ({ candidate, rater }));

describe('the components of a design', () => {
  it('are those of the gold file', () => {
    expect(connectedComponents(records)).toEqual({
      ok: true,
      estimate: expected.components,
      standardError: null,
      interval: null,
      n: 4,
      groups: expected.groups,
    });
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
