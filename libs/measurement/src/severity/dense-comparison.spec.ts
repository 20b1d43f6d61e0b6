import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { SeverityRecord } from './design.js';
import { crossedEffects } from './crossed-effects.js';
import { comparablePair } from './severity-fit.js';
import { sharedCandidates } from './shared-candidates.js';

type Matrix = number[][];

/** A design of at most 6 candidates and 4 raters on a scale of 1 to 4, as its cells. */
const smallDesigns = fc
  .uniqueArray(
    fc.record({
      candidate: fc.integer({ min: 0, max: 5 }),
      rater: fc.integer({ min: 0, max: 3 }),
      value: fc.integer({ min: 1, max: 4 }),
    }),
    {
      minLength: 6,
      maxLength: 16,
      selector: ({ candidate, rater }) => candidate * 10 + rater,
    },
  )
  .map((cells) =>
    cells.map(({ candidate, rater, value }): SeverityRecord => ({
      candidate: `c${String(candidate)}`,
      rater: `r${String(rater)}`,
      value,
    })),
  );

function entry(matrix: Matrix, row: number, column: number): number {
  return matrix[row]?.[column] ?? NaN;
}

/** Gauss–Jordan with row exchange; the determinant beside the inverse. */
function invert(matrix: Matrix): { inverse: Matrix; logDeterminant: number } {
  const size = matrix.length;
  const work = matrix.map((row, i) => [...row, ...row.map((_, k) => (i === k ? 1 : 0))]);
  let logDeterminant = 0;
  for (let column = 0; column < size; column += 1) {
    const rows = work.map((_, index) => index).slice(column);
    const best = rows.reduce((a, b) => (Math.abs(entry(work, b, column)) > Math.abs(entry(work, a, column)) ? b : a));
    [work[column], work[best]] = [work[best] ?? [], work[column] ?? []];
    const pivot = entry(work, column, column);
    logDeterminant += Math.log(Math.abs(pivot));
    const pivotRow = (work[column] ?? []).map((value) => value / pivot);
    work.forEach((row, index) => {
      const factor = row[column] ?? NaN;
      work[index] = index === column ? pivotRow : row.map((value, k) => value - factor * (pivotRow[k] ?? NaN));
    });
  }
  return { inverse: work.map((row) => row.slice(size)), logDeterminant };
}

function times(matrix: Matrix, vector: readonly number[]): number[] {
  return matrix.map((row) => row.reduce((sum, value, index) => sum + value * (vector[index] ?? NaN), 0));
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? NaN), 0);
}

/** −2 × the restricted log likelihood from V in full, the residual variance at its best. */
function denseCriterion(records: readonly SeverityRecord[], candidateRatio: number, raterRatio: number): number {
  const covariance = records.map((one, i) =>
    records.map(
      (other, k) =>
        Number(i === k) +
        candidateRatio * Number(one.candidate === other.candidate) +
        raterRatio * Number(one.rater === other.rater),
    ),
  );
  const { inverse, logDeterminant } = invert(covariance);
  const y = records.map(({ value }) => value);
  const ones = times(
    inverse,
    y.map(() => 1),
  );
  const onesSum = ones.reduce((sum, value) => sum + value, 0);
  const mean = dot(ones, y) / onesSum;
  const deviations = y.map((value) => value - mean);
  const freedom = y.length - 1;
  const residual = dot(deviations, times(inverse, deviations)) / freedom;
  return logDeterminant + Math.log(onesSum) + freedom * (1 + Math.log(2 * Math.PI * residual));
}

/** A coarse grid, then a compass search from its best point. */
function smallestCriterion(records: readonly SeverityRecord[]): number {
  const grid = [0, 0.1, 0.4, 1, 3, 10, 40];
  let best = { at: [0, 0] as [number, number], criterion: Infinity };
  const consider = (a: number, b: number): boolean => {
    const criterion = a < 0 || b < 0 ? Infinity : denseCriterion(records, a, b);
    if (criterion >= best.criterion) return false;
    best = { at: [a, b], criterion };
    return true;
  };
  for (const a of grid) for (const b of grid) consider(a, b);
  for (let step = 0.5; step > 1e-6;) {
    const [a, b] = best.at;
    const [stepA, stepB] = [step * (a + 0.1), step * (b + 0.1)];
    const directions: [number, number][] = [[1, 0], [-1, 0], [0, 1], [0, -1]]; // prettier-ignore
    const toEdge = [consider(0, b), consider(a, 0)].some(Boolean);
    const improved = directions.map(([i, k]) => consider(a + i * stepA, b + k * stepB)).some(Boolean);
    if (!improved && !toEdge) step /= 2;
  }
  return best.criterion;
}

/**
 * Effects and their error covariance from the mixed-model equations in full: fixed columns first, then random ones with a
 * penalty of σ²ₑ/σ² each.
 */
function mixedModelEquations(
  columns: Matrix,
  penalties: readonly number[],
  y: readonly number[],
  residual: number,
): { effects: number[]; errors: Matrix } {
  const left = columns.map((one, i) => columns.map((other, k) => dot(one, other) + (i === k ? (penalties[i] ?? NaN) : 0)));
  const { inverse } = invert(left);
  return { effects: times(inverse, times(columns, y)), errors: inverse.map((row) => row.map((value) => value * residual)) };
}

function indicators(records: readonly SeverityRecord[], of: 'candidate' | 'rater', names: readonly string[]): Matrix {
  return names.map((name) => records.map((record) => Number(record[of] === name)));
}

describe('crossed effects on small designs', () => {
  it('have the same maximum as a search over the dense likelihood', () => {
    let compared = 0;
    fc.assert(
      fc.property(smallDesigns, (records) => {
        const fit = crossedEffects(records);
        if (!fit.ok) {
          expect(fit.reason).not.toBe('no-convergence');
          return;
        }
        compared += 1;
        const { candidate, rater, residual } = fit.variances;
        expect(fit.remlCriterion).toBeCloseTo(denseCriterion(records, candidate / residual, rater / residual), 6);
        expect(fit.remlCriterion - smallestCriterion(records)).toBeLessThan(1e-6);
      }),
      { numRuns: 150, seed: 11 },
    );
    expect(compared).toBeGreaterThan(50);
  });

  it('find the higher of two maxima', () => {
    // The lower one has both ratios near 5, and a climb from the moments ends there; the higher one has no candidate variance.
    const cells = 'a1=1 a2=0 a3=0 b0=1 c0=1 c2=0 c3=0 d1=1 d3=0 e0=0 e1=0 f1=1 f2=0 f3=0 g2=1 h2=0 h3=0 i3=1 j0=1 j1=0';
    const records = cells
      .split(' ')
      .map((cell) => ({ candidate: cell.slice(0, 1), rater: cell.slice(1, 2), value: Number(cell.slice(3)) }));
    const fit = crossedEffects(records);
    expect(fit.ok && fit.remlCriterion - smallestCriterion(records)).toBeCloseTo(0, 6);
  });

  it('predict and err as the mixed-model equations do', () => {
    let compared = 0;
    fc.assert(
      fc.property(smallDesigns, (records) => {
        const fit = crossedEffects(records);
        if (!fit.ok || fit.atZero.length > 0) return;
        compared += 1;
        const { candidate, rater, residual } = fit.variances;
        const [m, q] = [fit.candidates.length, fit.raters.length];
        const columns = [
          records.map(() => 1),
          ...indicators(records, 'candidate', fit.candidates.map(({ id }) => id)),
          ...indicators(records, 'rater', fit.raters.map(({ id }) => id)),
        ]; // prettier-ignore
        const penalties = [0, ...new Array<number>(m).fill(residual / candidate), ...new Array<number>(q).fill(residual / rater)];
        const { effects, errors } = mixedModelEquations(columns, penalties, records.map(({ value }) => value), residual); // prettier-ignore
        const adjustedCovariance = (i: number, k: number): number =>
          entry(errors, 0, 0) + entry(errors, 0, i + 1) + entry(errors, 0, k + 1) + entry(errors, i + 1, k + 1);
        expect(fit.estimate).toBeCloseTo(effects[0] ?? NaN, 7);
        fit.candidates.forEach(({ effect, effectError, standardError }, i) => {
          expect(effect).toBeCloseTo(effects[i + 1] ?? NaN, 7);
          expect(effectError ** 2).toBeCloseTo(entry(errors, i + 1, i + 1), 7);
          expect(standardError ** 2).toBeCloseTo(adjustedCovariance(i, i), 7);
        });
        fit.raters.forEach(({ effect, standardError }, j) => {
          expect(effect).toBeCloseTo(effects[m + j + 1] ?? NaN, 7);
          expect(standardError ** 2).toBeCloseTo(entry(errors, m + j + 1, m + j + 1), 7);
        });
        const [a, b] = [fit.candidates[0], fit.candidates[1]];
        const pair = comparablePair(fit, a?.id ?? '', b?.id ?? '');
        if (pair.ok) expect(pair.covariance).toBeCloseTo(adjustedCovariance(0, 1), 7);
      }),
      { numRuns: 300, seed: 12 },
    );
    expect(compared).toBeGreaterThan(20);
  });
});

describe('shared candidates on small designs', () => {
  it('predict and err as the mixed-model equations with fixed candidates do', () => {
    let compared = 0;
    fc.assert(
      fc.property(smallDesigns, (records) => {
        const fit = sharedCandidates(records);
        if (!fit.ok || fit.atZero.length > 0) return;
        compared += 1;
        const { rater, residual } = fit.variances;
        const [m, q] = [fit.candidates.length, fit.raters.length];
        const columns = [
          ...indicators(records, 'candidate', fit.candidates.map(({ id }) => id)),
          ...indicators(records, 'rater', fit.raters.map(({ id }) => id)),
        ]; // prettier-ignore
        const penalties = [...new Array<number>(m).fill(0), ...new Array<number>(q).fill(residual / rater)];
        const { effects, errors } = mixedModelEquations(columns, penalties, records.map(({ value }) => value), residual); // prettier-ignore
        fit.candidates.forEach(({ adjusted, standardError }, i) => {
          expect(adjusted).toBeCloseTo(effects[i] ?? NaN, 7);
          expect(standardError ** 2).toBeCloseTo(entry(errors, i, i), 7);
        });
        fit.raters.forEach(({ effect, standardError }, j) => {
          expect(effect).toBeCloseTo(effects[m + j] ?? NaN, 7);
          expect(standardError ** 2).toBeCloseTo(entry(errors, m + j, m + j), 7);
        });
        const all = errors.slice(0, m).flatMap((row) => row.slice(0, m));
        expect(fit.standardError ** 2).toBeCloseTo(all.reduce((sum, value) => sum + value, 0) / m ** 2, 7);
        const pair = comparablePair(fit, fit.candidates[0]?.id ?? '', fit.candidates[1]?.id ?? '');
        if (pair.ok) expect(pair.covariance).toBeCloseTo(entry(errors, 0, 1), 7);
      }),
      { numRuns: 300, seed: 13 },
    );
    expect(compared).toBeGreaterThan(50);
  });
});
