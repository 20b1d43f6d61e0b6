import type { NotEstimable } from '../estimate.js';
import { notEstimable } from '../estimate.js';
import type { Contrast } from './contrasts.js';
import { contrastsOf, freeGradient, freeInformation, fullStep, fullVariances } from './contrasts.js';
import type { Design } from './design.js';
import { completeInformation, observedInformation, scoreOf } from './information.js';
import type { Layout, Parameters } from './model.js';
import { gridFor, layoutOf } from './model.js';
import type { Expectation } from './posterior.js';
import { expectationAt } from './posterior.js';
import { at } from '../arrays.js';
import { roundingPivot, choleskyFactor, entryOf, invertFactored, solveFactored, zeroMatrix } from '../cholesky.js';
import type { SquareMatrix } from '../cholesky.js';

/** A fit that settled. */
export interface Fit {
  layout: Layout;
  parameters: Parameters;
  expectation: Expectation;
  standardErrors: Float64Array;
  /** As TAM computes them: see `FacetRater.tamStandardError`. */
  tamStandardErrors: Float64Array;
  freeParameters: number;
  iterations: number;
}

/** The fit is settled when no parameter moves by more, in logits. */
const smallestMove = 1e-7;
/** A parameter beyond this runs to infinity. */
const farthest = 30;
/** Once no parameter moves by more, in logits, the maximum is near enough for Newton steps on the likelihood itself. */
const nearEnough = 0.05;
/** Abilities that spread less, in logits, give no scale. */
const smallestSigma = 0.01;

/**
 * EM over abilities, with one Newton step for all parameters as M step. Near the maximum the information that is missing
 * about abilities is taken into account, which turns the slow end of EM into a few Newton steps.
 */
export function fitModel(design: Design, mostIterations: number): Fit | NotEstimable {
  const layout = layoutOf(design);
  const contrasts = contrastsOf(design, layout);
  let parameters = startOf(design, layout);
  let near = false;
  for (let iterations = 1; iterations <= mostIterations; iterations += 1) {
    const grid = gridFor(design, at(parameters, layout.sigma));
    if (grid === null) return tooLarge();
    const expectation = expectationAt(design, layout, parameters, grid);
    const step = newtonStep(design, layout, contrasts, expectation, near);
    if (step === null) return flat();
    near = largest(step) <= nearEnough;
    parameters = moved(parameters, step, layout);
    if (largest(parameters) > farthest) return unbounded();
    if (largest(step) <= smallestMove) return settled(design, layout, contrasts, parameters, iterations);
  }
  return notEstimable('no-convergence', `The fit did not settle in ${mostIterations} iterations.`);
}

function startOf({ maximum }: Design, layout: Layout): Parameters {
  const parameters = new Float64Array(layout.size);
  // The more categories, the fewer logits from one to the next.
  parameters[layout.sigma] = Math.min(1, 3 / maximum);
  return parameters;
}

function newtonStep(
  design: Design,
  layout: Layout,
  contrasts: readonly Contrast[],
  expectation: Expectation,
  near: boolean,
): Float64Array | null {
  const complete = completeInformation(design, layout, expectation);
  const observed = near
    ? choleskyFactor(freeInformation(contrasts, observedInformation(design, layout, expectation, complete)), roundingPivot)
    : null;
  const factor = observed ?? choleskyFactor(freeInformation(contrasts, complete), roundingPivot);
  if (factor === null) return null;
  const gradient = freeGradient(contrasts, scoreOf(design, layout, expectation));
  return fullStep(contrasts, solveFactored(factor, gradient), layout.size);
}

/** At most one logit at a time, because far from the maximum a Newton step overshoots. */
function moved(parameters: Parameters, step: Float64Array, layout: Layout): Parameters {
  const share = 1 / Math.max(1, largest(step));
  const next = parameters.map((value, index) => value + share * at(step, index));
  // σ and −σ are the same model.
  next[layout.sigma] = Math.abs(at(next, layout.sigma));
  return next;
}

function settled(
  design: Design,
  layout: Layout,
  contrasts: readonly Contrast[],
  parameters: Parameters,
  iterations: number,
): Fit | NotEstimable {
  if (at(parameters, layout.sigma) < smallestSigma) {
    return notEstimable('no-variation', 'The people differ no more than chance makes them: there is no scale to put them on.', {
      what: 'people',
      more: 1,
    });
  }
  const grid = gridFor(design, at(parameters, layout.sigma));
  if (grid === null) return tooLarge();
  const expectation = expectationAt(design, layout, parameters, grid);
  const complete = completeInformation(design, layout, expectation);
  const factor = choleskyFactor(
    freeInformation(contrasts, observedInformation(design, layout, expectation, complete)),
    roundingPivot,
  );
  if (factor === null) return flat();
  return {
    layout,
    parameters,
    expectation,
    standardErrors: fullVariances(contrasts, invertFactored(factor), layout.size).map(Math.sqrt),
    tamStandardErrors: fullVariances(contrasts, oneByOne(freeInformation(contrasts, complete)), layout.size).map(Math.sqrt),
    freeParameters: contrasts.length,
    iterations,
  };
}

/** Covariances as if each free parameter were the only unknown. */
function oneByOne(information: SquareMatrix): SquareMatrix {
  const covariance = zeroMatrix(information.size);
  for (let place = 0; place < information.size; place += 1) {
    covariance.entries[place * information.size + place] = 1 / entryOf(information, place, place);
  }
  return covariance;
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

function flat(): NotEstimable {
  return notEstimable('not-identifiable', 'The likelihood is flat: the ratings do not determine every parameter.');
}

function unbounded(): NotEstimable {
  return notEstimable('not-identifiable', 'A parameter runs to infinity: some ratings can be predicted with certainty.');
}

function tooLarge(): NotEstimable {
  return notEstimable('too-large', 'Too many people, categories, or ratings of one person for one fit.');
}
