import type { NotEstimable, Outcome } from '../estimate.js';
import { isNotEstimable, notEstimable } from '../estimate.js';
import type { EmFit, IrtProblem } from './irt-em.js';
import { fitByEm, steepestSlope } from './irt-em.js';
import { observedInformation, parameterIndices } from './irt-information.js';
import type { Curve, Pattern } from './irt-likelihood.js';
import type { ItemResponse, ResponseTable } from './responses.js';
import { tabulateResponses } from './responses.js';
import type { SquareMatrix } from '../cholesky.js';
import { choleskyFactor, entryOf, invertFactored, roundingPivot } from '../cholesky.js';
import { finiteOrBadData } from '../finite.js';

export interface IrtOptions {
  /** EM cycles before the fit counts as not settled, from 1; 5000 unless told. */
  maxCycles?: number;
}

/** An item's curve P(right | θ) = 1 / (1 + exp(−a(θ − b))), with ability θ in standard deviations of the people. */
export interface ItemParameters {
  item: string;
  /** b: the ability at which half are right. */
  difficulty: number;
  /** a: how steep the curve is there; the same for all items in the 1PL. Negative if the able are wrong more often. */
  discrimination: number;
}

export interface EstimatedItem extends ItemParameters {
  difficultyStandardError: number;
  discriminationStandardError: number;
}

export interface IrtFit {
  /** Sorted by name. */
  items: EstimatedItem[];
  logLikelihood: number;
  /** Free parameters, for information criteria. */
  parameters: number;
  /** EM cycles until no parameter moved by more than 10⁻⁷. */
  cycles: number;
  /** People. */
  n: number;
}

/**
 * The one-parameter logistic model: items differ in difficulty and share one discrimination. Marginal maximum likelihood by
 * EM with standard normal ability on 61 nodes; scores are 1 (right) or 0 (wrong), and an item that a person did not answer
 * is ignored, which is right if it is missing at random. Standard errors come from the observed information (Louis), for
 * difficulties by the delta method.
 *
 * @returns reasons: `no-data`; `bad-data` for scores other than 0 and 1, a second score of a person on an item, and
 * `maxCycles` under 1; `too-few-items` under 2; `not-identifiable` if all are right or all are wrong on an item, if the
 * answers show no common ability (discrimination near 0), if they ask for an infinite discrimination, or if the information
 * is singular; `no-convergence`.
 *
 * Sources: Bock & Aitkin 1981, Psychometrika 46, 443–459; Thissen 1982, Psychometrika 47, 175–186; parameters as in
 * Rizopoulos 2006, Journal of Statistical Software 17(5), with IRT.param.
 */
export function fitOneParameterLogistic(responses: readonly ItemResponse[], options: IrtOptions = {}): Outcome<IrtFit> {
  return fit(responses, { ...options, sharedSlope: true, fewestItems: 2 });
}

/**
 * The two-parameter logistic model: items differ in difficulty and discrimination. The direction of ability is the one in
 * which the fit starts, with all discriminations positive. Method, reasons and sources as in `fitOneParameterLogistic`, but
 * `too-few-items` under 3.
 */
export function fitTwoParameterLogistic(responses: readonly ItemResponse[], options: IrtOptions = {}): Outcome<IrtFit> {
  return fit(responses, { ...options, sharedSlope: false, fewestItems: 3 });
}

/** Below it the difficulty, intercept over discrimination, is a ratio of noise. */
const flattestSlope = 0.01;

interface Model extends IrtOptions {
  sharedSlope: boolean;
  fewestItems: number;
}

function fit(responses: readonly ItemResponse[], { maxCycles = 5000, sharedSlope, fewestItems }: Model): Outcome<IrtFit> {
  const table = tabulateResponses(responses);
  if (isNotEstimable(table)) return table;
  const lacking = whatIsLacking(table, fewestItems, maxCycles);
  if (lacking) return lacking;
  const problem = { patterns: patternsOf(table), sharedSlope };
  const fitted = fitByEm(problem, startingCurves(table), maxCycles);
  const failure = whyUnfit(fitted, table.items);
  if (failure) return failure;
  const factor = choleskyFactor(observedInformation(problem, fitted.curves), roundingPivot);
  if (factor === null) {
    return notEstimable('not-identifiable', 'The answers leave a combination of the parameters undetermined.');
  }
  const { logLikelihood, cycles } = fitted;
  const items = estimatedItems(table.items, fitted.curves, invertFactored(factor), problem);
  return finiteOrBadData({
    ok: true as const,
    items,
    logLikelihood,
    parameters: factor.size,
    cycles,
    n: table.people.length,
  });
}

function whatIsLacking({ items, scores }: ResponseTable, fewestItems: number, maxCycles: number): NotEstimable | null {
  if (!(maxCycles >= 1)) return notEstimable('bad-data', 'A fit needs at least one cycle.');
  if (scores.some((row) => row.some((score) => score !== null && score !== 0 && score !== 1))) {
    return notEstimable('bad-data', 'A score is neither 0 nor 1.');
  }
  if (items.length < fewestItems) {
    const detail = `The model needs ${fewestItems} items.`;
    return notEstimable('too-few-items', detail, { what: 'items', more: fewestItems - items.length });
  }
  const uniform = items.find((_, index) => [0, 1].includes(shareRight(scores, index)));
  if (uniform === undefined) return null;
  const detail = `Everybody is right or everybody is wrong on item ${uniform}, so that its difficulty is infinite.`;
  return notEstimable('not-identifiable', detail, { what: 'different-values', more: 1 });
}

function whyUnfit({ status, curves, cycles }: EmFit, items: readonly string[]): NotEstimable | null {
  if (status === 'runaway') {
    const runaway = items.filter((_, index) => !(Math.abs(curves[index]?.slope ?? 0) <= steepestSlope));
    return notEstimable('not-identifiable', `The discrimination grows without bound on: ${runaway.join(', ')}.`);
  }
  const flat = items.filter((_, index) => Math.abs(curves[index]?.slope ?? 0) < flattestSlope);
  if (flat.length > 0) {
    const detail = `The answers do not depend on a common ability, so that no difficulty is determined, on: ${flat.join(', ')}.`;
    return notEstimable('not-identifiable', detail);
  }
  return status === 'converged' ? null : notEstimable('no-convergence', `The fit had not settled after ${cycles} cycles.`);
}

/** Equal rows once each, since they have the same likelihood. */
function patternsOf({ scores }: ResponseTable): Pattern[] {
  const groups = Map.groupBy(scores, (row) => row.join());
  return [...groups.values()].map((rows) => ({ answers: rows[0] ?? [], count: rows.length }));
}

function startingCurves({ items, scores }: ResponseTable): Curve[] {
  return items.map((_, index) => {
    const share = shareRight(scores, index);
    return { slope: 1, intercept: Math.log(share / (1 - share)) };
  });
}

function shareRight(scores: ResponseTable['scores'], index: number): number {
  const answers = scores.map((row) => row[index] ?? null).filter((score) => score !== null);
  return answers.filter((score) => score === 1).length / answers.length;
}

/** From slope–intercept form: b = −intercept/slope, its variance by the delta method. */
function estimatedItems(
  names: readonly string[],
  curves: readonly Curve[],
  covariances: SquareMatrix,
  { sharedSlope }: IrtProblem,
): EstimatedItem[] {
  const indices = parameterIndices(curves.length, sharedSlope);
  return curves.map(({ slope, intercept }, item) => {
    const index = indices[item] ?? { slope: 0, intercept: 0 };
    const covariance = (a: number, b: number) => entryOf(covariances, a, b);
    const difficulty = -intercept / slope;
    const difficultyVariance =
      (covariance(index.intercept, index.intercept) +
        2 * difficulty * covariance(index.intercept, index.slope) +
        difficulty ** 2 * covariance(index.slope, index.slope)) /
      slope ** 2;
    return {
      item: names[item] ?? '',
      difficulty,
      discrimination: slope,
      difficultyStandardError: Math.sqrt(difficultyVariance),
      discriminationStandardError: Math.sqrt(covariance(index.slope, index.slope)),
    };
  });
}
