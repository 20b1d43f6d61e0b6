import type { Incidence } from './incidence.js';
import { indexAt } from './incidence.js';
import { at } from '../arrays.js';
import { zeroMatrix } from '../cholesky.js';
import type { SquareMatrix } from '../cholesky.js';

/*
 * Candidates are eliminated by B = I − ⊕ w_i 11ᵀ, one block per candidate. With w_i = 1/n_i it takes a candidate's mean out
 * (candidates fixed); with w_i = γ/(1 + γn_i) it is the inverse of I + γZZᵀ (candidates random with variance ratio γ).
 */

/** Bv: each cell less the weighted sum of its candidate's cells. */
export function eliminateCandidates(incidence: Incidence, weight: Float64Array, values: Float64Array): Float64Array {
  const sums = candidateSums(incidence, values);
  return lessPerCandidate(
    incidence,
    values,
    sums.map((sum, candidate) => sum * at(weight, candidate)),
  );
}

/** ZᵣᵀBZᵣ = diag(cells of each rater) − Σ wᵢaᵢaᵢᵀ, where aᵢ marks the raters of candidate i: what is known about raters. */
export function raterInformation({ raters, start, raterOf }: Incidence, weight: Float64Array): SquareMatrix {
  const information = zeroMatrix(raters.length);
  const { size, entries } = information;
  weight.forEach((w, candidate) => {
    const end = indexAt(start, candidate + 1);
    for (let cell = indexAt(start, candidate); cell < end; cell += 1) {
      const row = indexAt(raterOf, cell) * size;
      for (let other = indexAt(start, candidate); other < end; other += 1) {
        const entry = row + indexAt(raterOf, other);
        entries[entry] = at(entries, entry) + (cell === other ? 1 - w : -w);
      }
    }
  });
  return information;
}

/** Zcᵀv: the sum over each candidate's cells. */
export function candidateSums({ candidates, start }: Incidence, values: Float64Array): Float64Array {
  return Float64Array.from(candidates, (_, candidate) => {
    let sum = 0;
    for (let cell = indexAt(start, candidate); cell < indexAt(start, candidate + 1); cell += 1) sum += at(values, cell);
    return sum;
  });
}

/** Zᵣᵀv: the sum over each rater's cells. */
export function raterSums({ raters, raterOf }: Incidence, values: Float64Array): Float64Array {
  const sums = new Float64Array(raters.length);
  raterOf.forEach((rater, cell) => {
    sums[rater] = at(sums, rater) + at(values, cell);
  });
  return sums;
}

/** v − Zc·x: takes each candidate's own number from their cells. */
export function lessPerCandidate({ start }: Incidence, values: Float64Array, own: Float64Array): Float64Array {
  const left = new Float64Array(values);
  own.forEach((subtract, candidate) => {
    for (let cell = indexAt(start, candidate); cell < indexAt(start, candidate + 1); cell += 1) {
      left[cell] = at(left, cell) - subtract;
    }
  });
  return left;
}

/** v − Zᵣ·x: takes each rater's own number from their cells. */
export function lessPerRater({ raterOf }: Incidence, values: Float64Array, own: Float64Array): Float64Array {
  return values.map((value, cell) => value - at(own, indexAt(raterOf, cell)));
}

/** aᵢᵀMaₖ: the sum of a matrix over the raters of one candidate and those of another. */
export function sumOverRaters(
  { start, raterOf }: Pick<Incidence, 'start' | 'raterOf'>,
  { size, entries }: SquareMatrix,
  one: number,
  other: number,
): number {
  let sum = 0;
  for (let cell = indexAt(start, one); cell < indexAt(start, one + 1); cell += 1) {
    const row = indexAt(raterOf, cell) * size;
    for (let partner = indexAt(start, other); partner < indexAt(start, other + 1); partner += 1) {
      sum += at(entries, row + indexAt(raterOf, partner));
    }
  }
  return sum;
}

export function innerProduct(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, index) => sum + value * at(b, index), 0);
}
