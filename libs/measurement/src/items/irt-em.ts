import type { Curve, ExpectedCounts, Pattern } from './irt-likelihood.js';
import { expectedCounts, nodes, probabilityRight } from './irt-likelihood.js';
import { at } from '../arrays.js';
import { sum } from '../moments.js';

/** Patterns of answers, and whether all items share one slope (1PL) or have their own (2PL). */
export interface IrtProblem {
  patterns: readonly Pattern[];
  sharedSlope: boolean;
}

/** A slope beyond it makes a curve a step within the spacing of the nodes: the data ask for an infinite one. */
export const steepestSlope = 10;

export interface EmFit {
  curves: Curve[];
  logLikelihood: number;
  cycles: number;
  /** Runaway: a slope passed `steepestSlope`; exhausted: the last cycle was still moving. */
  status: 'converged' | 'runaway' | 'exhausted';
}

/** A cycle whose step changes no slope and no intercept by more has converged. */
const settled = 1e-7;
/** A longer step would leave the region in which Newton's quadratic holds. */
const longestStep = 1;

/**
 * Marginal maximum likelihood by EM (Bock & Aitkin 1981, Psychometrika 46, 443–459). The M-step takes one Newton step per
 * cycle, which keeps EM's fixed points and its rate (Lange 1995, Journal of the Royal Statistical Society B 57, 425–437).
 */
export function fitByEm({ patterns, sharedSlope }: IrtProblem, start: readonly Curve[], maxCycles: number): EmFit {
  let curves = [...start];
  for (let cycles = 1; cycles <= maxCycles; cycles += 1) {
    const { counts, logLikelihood } = expectedCounts(patterns, curves);
    const steps = newtonSteps(counts, sharedSlope);
    if (steps.every(({ slope, intercept }) => Math.abs(slope) < settled && Math.abs(intercept) < settled)) {
      return { curves, logLikelihood, cycles, status: 'converged' };
    }
    curves = counts.map(({ curve }, item) => moved(curve, steps[item] ?? curve));
    if (!curves.every(({ slope }) => Math.abs(slope) <= steepestSlope)) {
      return { curves, logLikelihood, cycles, status: 'runaway' };
    }
  }
  return { curves, logLikelihood: expectedCounts(patterns, curves).logLikelihood, cycles: maxCycles, status: 'exhausted' };
}

/** The M-step: how far to move each curve uphill. */
function newtonSteps(counts: readonly ExpectedCounts[], sharedSlope: boolean): Curve[] {
  const derivatives = counts.map(derivativesOf);
  const sharedStep = sum(derivatives.map(slopeScoreLeft)) / sum(derivatives.map(slopeInformationLeft));
  return derivatives.map((own) => {
    const slope = sharedSlope ? sharedStep : slopeScoreLeft(own) / slopeInformationLeft(own);
    return { slope, intercept: (own.interceptScore - own.crossInformation * slope) / own.interceptInformation };
  });
}

/** First derivatives of the expected log-likelihood in an item's slope and intercept, and the negative second ones. */
interface Derivatives {
  slopeScore: number;
  interceptScore: number;
  slopeInformation: number;
  crossInformation: number;
  interceptInformation: number;
}

/** What the slope's score keeps once the item's intercept, which no other item has, is eliminated. */
function slopeScoreLeft(own: Derivatives): number {
  return own.slopeScore - (own.crossInformation * own.interceptScore) / own.interceptInformation;
}

function slopeInformationLeft(own: Derivatives): number {
  return own.slopeInformation - own.crossInformation ** 2 / own.interceptInformation;
}

export function derivativesOf(counts: ExpectedCounts): Derivatives {
  const found = { slopeScore: 0, interceptScore: 0, slopeInformation: 0, crossInformation: 0, interceptInformation: 0 };
  nodes.forEach((node, k) => {
    const chance = probabilityRight(counts.curve, node);
    const residual = at(counts.right, k) - at(counts.answered, k) * chance;
    const information = at(counts.answered, k) * chance * (1 - chance);
    found.slopeScore += residual * node;
    found.interceptScore += residual;
    found.slopeInformation += information * node ** 2;
    found.crossInformation += information * node;
    found.interceptInformation += information;
  });
  return found;
}

function moved(curve: Curve, step: Curve): Curve {
  return { slope: curve.slope + limited(step.slope), intercept: curve.intercept + limited(step.intercept) };
}

function limited(step: number): number {
  return Math.min(longestStep, Math.max(-longestStep, step));
}
