import type { Design } from './design.js';
import {
  candidateSums,
  eliminateCandidates,
  innerProduct,
  lessPerCandidate,
  lessPerRater,
  raterInformation,
  raterSums,
  sumOverRaters,
} from './elimination.js';
import type { Incidence } from './incidence.js';
import { raterCounts } from './incidence.js';
import { at } from '../arrays.js';
import { choleskyFactor, identityMatrix, logDeterminant, solveFactored } from '../cholesky.js';
import type { SquareMatrix } from '../cholesky.js';

/** Two numbers, the candidates' first and the raters' second. */
export type Pair = readonly [candidate: number, rater: number];

/**
 * The model y = μ + Zc·u + Zr·v + e at given variance ratios γ = σ²/σ²ₑ, with μ and σ²ₑ at their best values.
 * H = I + γc·ZcZcᵀ + γr·ZrZrᵀ is the covariance over σ²ₑ, and σ²ₑP = H⁻¹ − H⁻¹11ᵀH⁻¹/(1ᵀH⁻¹1). All of it holds at γ = 0 too.
 */
export interface ProfilePoint {
  ratios: Pair;
  /** wᵢ = γc/(1 + γc·nᵢ). */
  weight: Float64Array;
  /** K = ZᵣᵀBZᵣ. */
  information: SquareMatrix;
  /** Cholesky factor of T = I + γr·K. */
  factor: SquareMatrix;
  /** H⁻¹1 and 1ᵀH⁻¹1. */
  ones: Float64Array;
  onesSum: number;
  mean: number;
  /** σ²ₑPy. */
  projected: Float64Array;
  residualVariance: number;
  /** −2 × the restricted log likelihood of the standardised values. */
  criterion: number;
}

/** The slope of the restricted log likelihood and the average information, both along the ratios. */
export interface Derivatives {
  score: Pair;
  information: { candidate: number; both: number; rater: number };
}

/** @returns null where the ratios are too large to compute with. */
export function profileAt({ incidence, value }: Design, ratios: Pair): ProfilePoint | null {
  const [candidateRatio, raterRatio] = ratios;
  const counts = raterCounts(incidence);
  const weight = Float64Array.from(counts, (count) => candidateRatio / (1 + candidateRatio * count));
  const information = raterInformation(incidence, weight);
  const factor = choleskyFactor(identityPlus(information, raterRatio));
  if (!factor) return null;
  const precision = { incidence, weight, factor, raterRatio };
  const ones = timesPrecision(precision, new Float64Array(value.length).fill(1));
  const onesSum = ones.reduce((sum, entry) => sum + entry, 0);
  const mean = innerProduct(ones, value) / onesSum;
  const projected = timesPrecision(
    precision,
    value.map((entry) => entry - mean),
  );
  const freedom = value.length - 1;
  const residualVariance = innerProduct(projected, value) / freedom;
  if (!(residualVariance > 0 && onesSum > 0)) return null;
  const determinant = counts.reduce((sum, count) => sum + Math.log1p(candidateRatio * count), logDeterminant(factor));
  const criterion = determinant + Math.log(onesSum) + freedom * (1 + Math.log(2 * Math.PI * residualVariance));
  return { ratios, weight, information, factor, ones, onesSum, mean, projected, residualVariance, criterion };
}

/**
 * The score tr and quadratic forms, and the average information ½·yᵀPVᵢPVⱼPy, after σ²ₑ is profiled out.
 * Source: Gilmour, Thompson & Cullis 1995, Biometrics 51; Johnson & Thompson 1995, J. Dairy Sci. 78.
 *
 * @param inverse T⁻¹ at the point.
 */
export function derivativesAt({ incidence, value }: Design, point: ProfilePoint, inverse: SquareMatrix): Derivatives {
  const { projected, residualVariance } = point;
  const freedom = value.length - 1;
  const candidateTotals = candidateSums(incidence, projected);
  const raterTotals = raterSums(incidence, projected);
  const blank = new Float64Array(value.length);
  // Minus VᵢPy; the sign cancels in every product below.
  const candidateVector = lessPerCandidate(incidence, blank, candidateTotals);
  const raterVector = lessPerRater(incidence, blank, raterTotals);
  const projectedCandidate = project(incidence, point, candidateVector);
  const projectedRater = project(incidence, point, raterVector);
  const squares: Pair = [innerProduct(candidateTotals, candidateTotals), innerProduct(raterTotals, raterTotals)];
  const traces = tracesAt(incidence, point, inverse);
  const average = (form: number, a: number, b: number): number =>
    (form - (a * b) / (freedom * residualVariance)) / (2 * residualVariance);
  return {
    score: [scoreOf(squares[0], traces[0]), scoreOf(squares[1], traces[1])],
    information: {
      candidate: average(innerProduct(candidateVector, projectedCandidate), squares[0], squares[0]) + floorOf(traces[0]),
      both: average(innerProduct(candidateVector, projectedRater), squares[0], squares[1]),
      rater: average(innerProduct(raterVector, projectedRater), squares[1], squares[1]) + floorOf(traces[1]),
    },
  };

  function scoreOf(square: number, trace: number): number {
    return (square / residualVariance - trace) / 2;
  }

  // The average information vanishes where the effects do; the expected one never falls below ½·trace²/freedom.
  function floorOf(trace: number): number {
    return (1e-6 * trace ** 2) / (2 * freedom);
  }
}

interface Precision {
  incidence: Incidence;
  weight: Float64Array;
  factor: SquareMatrix;
  raterRatio: number;
}

/** H⁻¹v = B(v − γr·Zᵣ·T⁻¹ZᵣᵀBv). */
function timesPrecision({ incidence, weight, factor, raterRatio }: Precision, values: Float64Array): Float64Array {
  const eliminated = eliminateCandidates(incidence, weight, values);
  const effects = solveFactored(factor, raterSums(incidence, eliminated)).map((effect) => effect * raterRatio);
  return eliminateCandidates(incidence, weight, lessPerRater(incidence, values, effects));
}

/** σ²ₑPv. */
function project(incidence: Incidence, point: ProfilePoint, values: Float64Array): Float64Array {
  const { weight, factor, ratios, ones, onesSum } = point;
  const mean = innerProduct(ones, values) / onesSum;
  return timesPrecision(
    { incidence, weight, factor, raterRatio: ratios[1] },
    values.map((value) => value - mean),
  );
}

/** The traces of σ²ₑPZcZcᵀ and σ²ₑPZᵣZᵣᵀ. */
function tracesAt(incidence: Incidence, point: ProfilePoint, inverse: SquareMatrix): Pair {
  const { information, ones, onesSum } = point;
  const [candidateRatio, raterRatio] = point.ratios;
  const candidateOnes = candidateSums(incidence, ones);
  const raterOnes = raterSums(incidence, ones);
  const candidate = raterCounts(incidence).reduce((sum, count, index) => {
    const share = 1 / (1 + candidateRatio * count);
    return sum + share * count - raterRatio * share ** 2 * sumOverRaters(incidence, inverse, index, index);
  }, 0);
  return [
    candidate - innerProduct(candidateOnes, candidateOnes) / onesSum,
    raterTrace(information, inverse, raterRatio) - innerProduct(raterOnes, raterOnes) / onesSum,
  ];

  // K·T⁻¹ = (I − T⁻¹)/γr, which has no value at γr = 0, where T⁻¹ = I.
  function raterTrace(known: SquareMatrix, inverted: SquareMatrix, ratio: number): number {
    if (ratio === 0) return traceOf(known);
    return (known.size - traceOf(inverted)) / ratio;
  }
}

function traceOf({ size, entries }: SquareMatrix): number {
  let trace = 0;
  for (let row = 0; row < size; row += 1) trace += at(entries, row * size + row);
  return trace;
}

function identityPlus(matrix: SquareMatrix, ratio: number): SquareMatrix {
  const sum = identityMatrix(matrix.size);
  matrix.entries.forEach((entry, index) => {
    sum.entries[index] = at(sum.entries, index) + ratio * entry;
  });
  return sum;
}
