import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DStudyOptions } from './d-study.js';
import { cutScoreDependability, dStudy, ratersNeeded } from './d-study.js';
import type { GStudy } from './g-study.js';
import { gStudyPersonsByRaters, gStudyPersonsByRatersInTasks, gStudyPersonsByTasksByRaters } from './g-study.js';

function readGold(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../gold/${name}.json`, import.meta.url), 'utf8'));
}

function estimated<Result extends { ok: boolean }>(outcome: Result): Extract<Result, { ok: true }> {
  expect(outcome).toMatchObject({ ok: true });
  return outcome as Extract<Result, { ok: true }>;
}

function studyOf(matrix: readonly (readonly number[])[]): GStudy {
  const ratings = matrix.flatMap((row, unit) => row.map((value, rater) => ({ unit: `u${unit}`, rater: `r${rater}`, value })));
  return estimated(gStudyPersonsByRaters(ratings));
}

interface ShroutFleiss {
  data: { matrix: number[][] };
}

interface Brennan {
  data: { rows: [string, string, string, number][] };
}

const shroutFleiss = readGold('gstudy_pxr_shrout_fleiss') as ShroutFleiss;
const crossed = studyOf(shroutFleiss.data.matrix);
const brennan = readGold('gstudy_brennan_3_2_p_x_r_in_t') as Brennan;
const nested = estimated(
  gStudyPersonsByRatersInTasks(brennan.data.rows.map(([unit, task, rater, value]) => ({ unit, task, rater, value }))),
);
const gleser = readGold('gstudy_gleser_pxixj') as { data: { matrix: number[][] } };
const withNegative = estimated(
  gStudyPersonsByTasksByRaters(
    gleser.data.matrix.flatMap((row, unit) =>
      row.map((value, column) => ({ unit: `u${unit}`, task: `t${Math.floor(column / 2)}`, rater: `r${column % 2}`, value })),
    ),
  ),
);

describe('a D-study', () => {
  it('plans as many tasks as the G-study had unless told', () => {
    expect(dStudy(nested, { raters: 4 })).toEqual(dStudy(nested, { raters: 4, tasks: 3 }));
  });

  it('divides each component of p × t × r by the levels that it is averaged over, and says which counted as 0', () => {
    const planned = estimated(dStudy(withNegative, { raters: 2, tasks: 6 }));
    expect(planned.setToZero).toEqual(['rater']);
    const relative = 0.42727272727 / 6 + 0.19191919192 / 2 + 0.62121212121 / 12;
    expect(planned.relativeErrorVariance).toBeCloseTo(relative, 9);
    expect(planned.absoluteErrorVariance).toBeCloseTo(relative + 0.46717171717 / 6 + 0.02045454545 / 12, 9);
  });

  it('is surer with more raters, and never surer of levels than of order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 99 }), (raters, tasks) => {
        for (const study of [nested, withNegative]) {
          const planned = estimated(dStudy(study, { raters, tasks }));
          const more = estimated(dStudy(study, { raters: raters + 1, tasks }));
          expect(more.gCoefficient).toBeGreaterThan(planned.gCoefficient);
          expect(more.phi).toBeGreaterThan(planned.phi);
          expect(planned.phi).toBeLessThanOrEqual(planned.gCoefficient);
        }
      }),
    );
  });

  it('is 0, with the flag, where units vary less than chance would have it', () => {
    expect(
      dStudy(
        studyOf([
          [1, 5],
          [5, 1],
          [3, 3],
        ]),
        { raters: 2 },
      ),
    ).toMatchObject({ gCoefficient: 0, phi: 0, setToZero: ['unit', 'rater'] });
  });

  it('has a reason where only raters vary', () => {
    const outcome = dStudy(
      studyOf([
        [1, 2],
        [1, 2],
      ]),
      { raters: 2 },
    );
    expect(outcome).toMatchObject({ ok: false, reason: 'no-variation', needs: { what: 'different-values', more: 1 } });
  });

  it.each<DStudyOptions>([{ raters: 0 }, { raters: 1.5 }, { raters: NaN }, { raters: Infinity }, { raters: 2, tasks: 0 }])(
    'refuses %j',
    (options) => {
      expect(dStudy(nested, options)).toMatchObject({ ok: false, reason: 'bad-data' });
      expect(cutScoreDependability(nested, 3, options)).toMatchObject({ ok: false, reason: 'bad-data' });
    },
  );

  it('refuses tasks for a design without tasks', () => {
    expect(dStudy(crossed, { raters: 2, tasks: 2 })).toMatchObject({ ok: false, reason: 'bad-data' });
  });
});

describe('the raters needed', () => {
  it('are the first number that reaches the target', () => {
    const targets = fc.double({ min: 0.05, max: 0.95, noNaN: true });
    fc.assert(
      fc.property(
        targets,
        fc.constantFrom('gCoefficient' as const, 'phi' as const),
        fc.constantFrom(crossed, nested, withNegative),
        (target, coefficient, study) => {
          const needed = ratersNeeded(study, { coefficient, target });
          if (!needed.ok) {
            expect(needed).toMatchObject({ reason: 'too-few-items', needs: { what: 'items' } });
            return;
          }
          expect(estimated(dStudy(study, { raters: needed.raters }))[coefficient]).toBeGreaterThan(target - 1e-8);
          if (needed.raters > 1) {
            expect(estimated(dStudy(study, { raters: needed.raters - 1 }))[coefficient]).toBeLessThan(target);
          }
        },
      ),
    );
  });

  it('are not one too many where a number is exactly enough', () => {
    for (const raters of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const exact = estimated(dStudy(crossed, { raters })).phi;
      expect(ratersNeeded(crossed, { coefficient: 'phi', target: exact })).toEqual({ ok: true, raters });
    }
  });

  it('become finite with as many more tasks as are asked for, and not with one less', () => {
    const target = { coefficient: 'phi', target: 0.9 } as const;
    const needed = ratersNeeded(nested, { ...target, tasks: 2 });
    expect(needed).toMatchObject({ ok: false, reason: 'too-few-items', needs: { what: 'items' } });
    const more = needed.ok ? 0 : (needed.needs?.more ?? 0);
    expect(ratersNeeded(nested, { ...target, tasks: 2 + more })).toMatchObject({ ok: true });
    expect(ratersNeeded(nested, { ...target, tasks: 1 + more })).toMatchObject({ ok: false });
  });

  it.each([0, 1, -1, 2, NaN])('cannot be told for a target of %d', (target) => {
    expect(ratersNeeded(crossed, { coefficient: 'phi', target })).toMatchObject({ ok: false, reason: 'bad-data' });
  });

  it('cannot be told where units do not vary', () => {
    const study = studyOf([
      [1, 5],
      [5, 1],
      [3, 3],
    ]);
    expect(ratersNeeded(study, { coefficient: 'gCoefficient', target: 0.8 })).toMatchObject({
      ok: false,
      reason: 'no-variation',
    });
  });
});

describe('dependability at a cut score', () => {
  const rows = fc.array(fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 4, maxLength: 4 }), {
    minLength: 3,
    maxLength: 12,
  });

  // Brennan 1984, in Berk (ed.), A Guide to Criterion-Referenced Test Construction: 0/1 items need only mean and variance of shares.
  it('is the short-cut formula on 0/1 items', () => {
    fc.assert(
      fc.property(rows, fc.double({ min: 0, max: 1, noNaN: true }), (matrix, cut) => {
        const ratings = matrix.flatMap((row, unit) => row.map((value, item) => ({ unit: `u${unit}`, rater: `i${item}`, value })));
        const study = gStudyPersonsByRaters(ratings);
        fc.pre(study.ok && study.components.every(({ wasNegative }) => !wasNegative));
        const shares = matrix.map((row) => row.reduce((sum, value) => sum + value, 0) / row.length);
        const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
        const variance = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / shares.length;
        const shortCut = 1 - (mean * (1 - mean) - variance) / 3 / ((mean - cut) ** 2 + variance);
        fc.pre(Number.isFinite(shortCut) && Math.abs(shortCut) < 1e6);
        expect(estimated(cutScoreDependability(study, cut, { raters: 4 })).estimate).toBeCloseTo(shortCut, 8);
      }),
    );
  });

  it('is lowest at the mean, where it is below Φ, and nears 1 far away', () => {
    const at = (distance: number) =>
      estimated(cutScoreDependability(nested, nested.grandMean + distance, { raters: 4 })).estimate;
    expect(at(0)).toBeLessThan(estimated(dStudy(nested, { raters: 4 })).phi);
    expect(at(1)).toBeGreaterThan(at(0.5));
    expect(at(0.5)).toBeGreaterThan(at(0));
    expect(at(-1)).toBeCloseTo(at(1), 10);
    expect(at(1000)).toBeGreaterThan(0.999);
    expect(at(1000)).toBeLessThan(1);
  });

  it('has a reason where nothing varies about the cut, and for a cut that is no number', () => {
    const study = studyOf([
      [1, 5],
      [5, 1],
      [3, 3],
    ]);
    expect(cutScoreDependability(study, study.grandMean, { raters: 1000 })).toMatchObject({ ok: false, reason: 'no-variation' });
    for (const cut of [NaN, Infinity, 1e200]) {
      expect(cutScoreDependability(crossed, cut, { raters: 2 })).toMatchObject({ ok: false, reason: 'bad-data' });
    }
  });
});
