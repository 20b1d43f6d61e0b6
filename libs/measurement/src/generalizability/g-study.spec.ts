import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Rating } from '../ratings.js';
import type { Effect, TaskRating } from './design.js';
import type { GStudy } from './g-study.js';
import { gStudyPersonsByRaters, gStudyPersonsByRatersInTasks, gStudyPersonsByTasksByRaters } from './g-study.js';
import { numbersIn } from '../testing/numbers.js';

function dataOf(name: string): unknown {
  return (JSON.parse(readFileSync(new URL(`../../gold/${name}.json`, import.meta.url), 'utf8')) as { data: unknown }).data;
}

const brennan = (dataOf('gstudy_brennan_3_2_p_x_r_in_t') as { rows: [string, string, string, number][] }).rows.map(
  ([unit, task, rater, value]) => ({ unit, task, rater, value }),
);

function degreesOfFreedom({ components }: GStudy): number[] {
  return components.map((source) => source.degreesOfFreedom);
}

function ratingsOf(matrix: readonly (readonly number[])[]): Rating[] {
  return matrix.flatMap((row, unit) => row.map((value, rater) => ({ unit: `u${unit}`, rater: `r${rater}`, value })));
}

/** Columns run over tasks and, within each, over its raters. */
function taskRatingsOf(matrix: readonly (readonly number[])[], ratersPerTask: number): TaskRating[] {
  return matrix.flatMap((row, unit) =>
    row.map((value, column) => ({
      unit: `u${unit}`,
      task: `t${Math.floor(column / ratersPerTask)}`,
      rater: `r${column % ratersPerTask}`,
      value,
    })),
  );
}

function estimated(outcome: ReturnType<typeof gStudyPersonsByRaters>): GStudy {
  expect(outcome).toMatchObject({ ok: true });
  return outcome as GStudy & { ok: true };
}

function component({ components }: GStudy, effect: Effect) {
  return components.find((candidate) => candidate.effect === effect);
}

const tables = fc
  .tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 2, max: 3 }), fc.integer({ min: 2, max: 3 }))
  .chain(([units, tasks, raters]) =>
    fc
      .array(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: tasks * raters, maxLength: tasks * raters }), {
        minLength: units,
        maxLength: units,
      })
      .map((matrix) => ({ matrix, tasks, raters })),
  );

describe('published examples', () => {
  it('have as many degrees of freedom as Shrout and Fleiss and Brennan have', () => {
    const { matrix } = dataOf('gstudy_pxr_shrout_fleiss') as { matrix: number[][] };
    const crossed = estimated(gStudyPersonsByRaters(ratingsOf(matrix)));
    expect(degreesOfFreedom(crossed)).toEqual([5, 3, 15]);
    expect(crossed).toMatchObject({ n: 6, sizes: { unit: 6, rater: 4, task: 1 } });
    expect(degreesOfFreedom(estimated(gStudyPersonsByRatersInTasks(brennan)))).toEqual([9, 2, 9, 18, 81]);
  });

  it('show the negative component of Gleser both raw and as 0', () => {
    const { matrix } = dataOf('gstudy_gleser_pxixj') as { matrix: number[][] };
    const study = estimated(gStudyPersonsByTasksByRaters(taskRatingsOf(matrix, 2)));
    for (const { raw, value, wasNegative } of study.components) expect([value, wasNegative]).toEqual([Math.max(raw, 0), raw < 0]);
    expect(component(study, 'rater')).toMatchObject({ value: 0, wasNegative: true });
  });

  it('do not change when raters are numbered within tasks', () => {
    const numberedWithinTasks = brennan.map((rating) => ({ ...rating, rater: `${Number(rating.rater) % 4}` }));
    expect(gStudyPersonsByRatersInTasks(numberedWithinTasks)).toEqual(gStudyPersonsByRatersInTasks(brennan));
  });
});

describe('data that do not allow a study', () => {
  const complete = taskRatingsOf(
    [
      [1, 2, 3, 4],
      [2, 2, 5, 1],
      [4, 3, 3, 2],
    ],
    2,
  );

  it.each([
    ['nothing', [], 'no-data', { what: 'ratings', more: 1 }],
    ['one unit', ratingsOf([[1, 2]]), 'too-few-units', { what: 'units', more: 1 }],
    ['one rater', ratingsOf([[1], [2]]), 'single-rater', { what: 'raters', more: 1 }],
    [
      'equal ratings',
      ratingsOf([
        [0.1, 0.1],
        [0.1, 0.1],
        [0.1, 0.1],
      ]),
      'no-variation',
      { what: 'different-values', more: 1 },
    ],
    [
      'a hole',
      ratingsOf([
        [1, 2],
        [2, 3],
        [3, 3],
      ]).slice(2, 5),
      'missing-cells',
      { what: 'ratings', more: 1 },
    ],
    [
      'a second rating',
      [
        ...ratingsOf([
          [1, 2],
          [2, 3],
        ]),
        { unit: 'u0', rater: 'r0', value: 1 },
      ],
      'bad-data',
      null,
    ],
    [
      'a value that is no number',
      ratingsOf([
        [1, 2],
        [NaN, 3],
      ]),
      'bad-data',
      null,
    ],
    [
      'squares that overflow',
      ratingsOf([
        [1e200, 2],
        [2, 3],
      ]),
      'bad-data',
      null,
    ],
  ] as const)('give p × r a reason: %s', (_case, ratings, reason, needs) => {
    expect(gStudyPersonsByRaters(ratings)).toMatchObject({ ok: false, reason, needs });
  });

  it.each([
    ['crossed', gStudyPersonsByTasksByRaters],
    ['nested', gStudyPersonsByRatersInTasks],
  ])('give the %s design a reason for one task, one rater and a hole', (_name, gStudy) => {
    const oneTask = complete.filter(({ task }) => task === 't0');
    expect(gStudy(oneTask)).toMatchObject({ ok: false, reason: 'too-few-items', needs: { what: 'items', more: 1 } });
    const oneRater = complete.filter(({ rater }) => rater === 'r0');
    expect(gStudy(oneRater)).toMatchObject({ ok: false, reason: 'single-rater', needs: { what: 'raters', more: 1 } });
    expect(gStudy(complete.slice(1))).toMatchObject({ ok: false, reason: 'missing-cells', needs: { what: 'ratings', more: 1 } });
    expect(gStudy([])).toMatchObject({ ok: false, reason: 'no-data' });
  });

  it('counts what is missing when tasks have different numbers of raters', () => {
    const uneven = [...complete, ...['u0', 'u1', 'u2'].map((unit) => ({ unit, task: 't0', rater: 'r9', value: 3 }))];
    expect(gStudyPersonsByRatersInTasks(uneven)).toMatchObject({ reason: 'missing-cells', needs: { what: 'ratings', more: 3 } });
  });

  it('refuses raters of different names per task as a crossed design', () => {
    const own = complete.map((rating) => ({ ...rating, rater: `${rating.task}${rating.rater}` }));
    expect(gStudyPersonsByTasksByRaters(own)).toMatchObject({ ok: false, reason: 'missing-cells', needs: { more: 12 } });
    expect(gStudyPersonsByRatersInTasks(own)).toMatchObject({ ok: true });
  });
});

describe('variance components', () => {
  it('of ratings without any error put all variance on units and raters', () => {
    const study = estimated(
      gStudyPersonsByRaters(
        ratingsOf([
          [0.1, 0.3],
          [0.2, 0.4],
          [0.7, 0.9],
        ]),
      ),
    );
    expect(component(study, 'residual')).toMatchObject({ raw: 0, value: 0, wasNegative: false });
    expect(component(study, 'unit')?.value).toBeCloseTo(0.31 / 3, 12);
    expect(component(study, 'rater')?.value).toBeCloseTo(0.02, 12);
  });

  it('of units that differ less than chance would have it are negative and flagged', () => {
    const study = estimated(
      gStudyPersonsByRaters(
        ratingsOf([
          [1, 5],
          [5, 1],
          [3, 3],
        ]),
      ),
    );
    expect(component(study, 'unit')).toMatchObject({ value: 0, wasNegative: true });
    expect(component(study, 'unit')?.raw).toBeLessThan(0);
  });

  it('have mean squares that add up to the total sum of squares', () => {
    fc.assert(
      fc.property(tables, ({ matrix, raters }) => {
        for (const gStudy of [gStudyPersonsByTasksByRaters, gStudyPersonsByRatersInTasks]) {
          const study = gStudy(taskRatingsOf(matrix, raters));
          if (!study.ok) {
            expect(study.reason).toBe('no-variation');
            return;
          }
          const total = matrix.flat().reduce((sum, value) => sum + (value - study.grandMean) ** 2, 0);
          const parts = study.components.map(({ meanSquare, degreesOfFreedom }) => meanSquare * degreesOfFreedom);
          expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(total, 8);
          const degrees = study.components.reduce((sum, { degreesOfFreedom }) => sum + degreesOfFreedom, 0);
          expect(degrees).toBe(matrix.flat().length - 1);
        }
      }),
    );
  });

  it('of the crossed design hold those of the nested one: rater in task is rater with task by rater', () => {
    fc.assert(
      fc.property(tables, ({ matrix, raters }) => {
        const crossed = gStudyPersonsByTasksByRaters(taskRatingsOf(matrix, raters));
        const nested = gStudyPersonsByRatersInTasks(taskRatingsOf(matrix, raters));
        expect(crossed.ok).toBe(nested.ok);
        if (!crossed.ok || !nested.ok) return;
        const squares = (study: GStudy, effect: Effect) => {
          const { meanSquare = NaN, degreesOfFreedom = NaN } = component(study, effect) ?? {};
          return meanSquare * degreesOfFreedom;
        };
        expect(squares(nested, 'rater-in-task')).toBeCloseTo(squares(crossed, 'rater') + squares(crossed, 'task-by-rater'), 8);
        expect(squares(nested, 'residual')).toBeCloseTo(squares(crossed, 'unit-by-rater') + squares(crossed, 'residual'), 8);
      }),
    );
  });

  it('do not depend on the order of ratings, nor on a shift, and scale with the square of the unit', () => {
    fc.assert(
      fc.property(
        tables,
        fc.integer({ min: -100, max: 100 }),
        fc.integer({ min: 2, max: 9 }),
        ({ matrix, raters }, shift, factor) => {
          const ratings = taskRatingsOf(matrix, raters);
          const original = gStudyPersonsByTasksByRaters(ratings);
          const changed = gStudyPersonsByTasksByRaters(
            ratings.map(({ value, ...rating }) => ({ ...rating, value: factor * value + shift })).reverse(),
          );
          expect(changed.ok).toBe(original.ok);
          if (!original.ok || !changed.ok) return;
          original.components.forEach(({ raw }, index) => {
            expect(changed.components[index]?.raw).toBeCloseTo(factor ** 2 * raw, 8);
          });
        },
      ),
    );
  });

  it('are never a number that is not finite, whatever the data', () => {
    const value = fc.oneof(fc.double(), fc.constantFrom(0, 1, NaN, Infinity, 1e-200, 1e200));
    const name = fc.constantFrom('a', 'b');
    const loose = fc.array(fc.record({ unit: name, task: name, rater: name, value }), { maxLength: 9 });
    const complete = fc
      .array(fc.array(value, { minLength: 4, maxLength: 4 }), { maxLength: 4 })
      .map((matrix) => taskRatingsOf(matrix, 2));
    fc.assert(
      fc.property(fc.oneof(loose, complete), (ratings) => {
        for (const gStudy of [gStudyPersonsByRaters, gStudyPersonsByTasksByRaters, gStudyPersonsByRatersInTasks]) {
          expect(numbersIn(gStudy(ratings)).every(Number.isFinite)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
