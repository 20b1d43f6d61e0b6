import type { Design } from './design.js';
import type { Derivatives, Pair, ProfilePoint } from './profile-likelihood.js';
import { derivativesAt, profileAt } from './profile-likelihood.js';
import { invertFactored } from '../cholesky.js';
import type { SquareMatrix } from '../cholesky.js';

export interface RemlMaximum {
  point: ProfilePoint;
  /** T⁻¹ at the point. */
  inverse: SquareMatrix;
  iterations: number;
}

const mostIterations = 200;
const mostHalvings = 40;
/** In units of the log likelihood: parameters are then within 1e-6 of their standard errors. */
const smallestGain = 1e-13;

/** Designs of some twenty cells may have two maxima, one of them mostly at 0; larger ones pay for one climb only. */
const fewCells = 500;
const otherStarts: readonly Pair[] = [[0.01, 0.01], [5, 5], [50, 0.01], [0.01, 50]]; // prettier-ignore

/**
 * The largest maximum of the restricted likelihood, climbing from the ratios given and, in a small design, from far apart.
 *
 * @returns null where no climb settled.
 */
export function maximiseReml(design: Design, start: Pair): RemlMaximum | null {
  const starts = design.value.length <= fewCells ? [start, ...otherStarts] : [start];
  return starts
    .map((from) => climb(design, from))
    .filter((maximum) => maximum !== null)
    .reduce<RemlMaximum | null>((best, maximum) => (best && !isClearlyBetter(maximum, best) ? best : maximum), null);
}

/** Two climbs to one maximum differ by rounding; the first of them then counts. */
function isClearlyBetter(one: RemlMaximum, other: RemlMaximum): boolean {
  return one.point.criterion < other.point.criterion - 1e-8;
}

/**
 * Climbs the restricted likelihood by average-information steps. A step stays within γ ≥ 0 and lands on the boundary where
 * the quadratic model has its maximum there; it is halved until the likelihood does not fall.
 *
 * @returns null where it did not settle.
 */
function climb(design: Design, start: Pair): RemlMaximum | null {
  let point = profileAt(design, start);
  for (let iterations = 0; point && iterations < mostIterations; iterations += 1) {
    const inverse = invertFactored(point.factor);
    const slope = derivativesAt(design, point, inverse);
    const step = boundedStep(slope, point.ratios);
    if (gainOf(slope, step) <= smallestGain) return { point, inverse, iterations };
    point = halvedUntilBetter(design, point, step);
  }
  return null;
}

/** The step that the quadratic model likes best among those that keep both ratios at 0 or above. */
export function boundedStep(slope: Derivatives, [candidate, rater]: Pair): Pair {
  const { score, information } = slope;
  const determinant = information.candidate * information.rater - information.both ** 2;
  const newton: Pair = [
    (score[0] * information.rater - score[1] * information.both) / determinant,
    (score[1] * information.candidate - score[0] * information.both) / determinant,
  ];
  const steps: Pair[] = [
    newton,
    [-candidate, (score[1] + candidate * information.both) / information.rater],
    [(score[0] + rater * information.both) / information.candidate, -rater],
    [-candidate, -rater],
  ];
  return steps
    .filter((step) => candidate + step[0] >= 0 && rater + step[1] >= 0)
    .reduce((best, step) => (gainOf(slope, step) > gainOf(slope, best) ? step : best), [0, 0]);
}

/** What the quadratic model promises a step to add to the log likelihood. */
function gainOf({ score, information }: Derivatives, [candidate, rater]: Pair): number {
  const bend = information.candidate * candidate ** 2 + 2 * information.both * candidate * rater + information.rater * rater ** 2;
  return score[0] * candidate + score[1] * rater - bend / 2;
}

function halvedUntilBetter(design: Design, from: ProfilePoint, step: Pair): ProfilePoint | null {
  // Rounding error of the criterion, which grows with the ratios.
  const slack = 1e-13 * (1 + from.ratios[0] + from.ratios[1]) * (design.value.length + Math.abs(from.criterion));
  for (let halving = 0, part = 1; halving < mostHalvings; halving += 1, part /= 2) {
    const next = profileAt(design, [from.ratios[0] + part * step[0], from.ratios[1] + part * step[1]]);
    if (next && next.criterion <= from.criterion + slack) return next;
  }
  return null;
}
