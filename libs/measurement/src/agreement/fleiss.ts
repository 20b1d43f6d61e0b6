import type { Outcome } from '../estimate.js';
import { isNotEstimable } from '../estimate.js';
import type { Rating } from '../ratings.js';
import { tabulate } from '../ratings.js';
import type { ChanceCorrected, ChanceDisagreement } from './chance-corrected.js';
import { categoryShares, chanceCorrected } from './chance-corrected.js';
import type { Classified, Tally } from './categories.js';
import { classifyCategorical, tabulatePair } from './categories.js';
import { disagreementWeights } from './weights.js';
import { valueAt } from '../arrays.js';
import type { ConfidenceOptions } from '../interval.js';
import { defaultLevel, refuseLevel } from '../interval.js';
import { mean, sumOf } from '../moments.js';

export interface FleissOptions extends ConfidenceOptions {
  /** The scale, rising; categories that nobody used change nothing. Default: the values that occur. */
  categories?: readonly number[];
}

/** How far a kappa is from 0, measured in the standard errors that it has when raters agree by chance only. */
export interface ChanceTest {
  standardError: number;
  z: number;
}

export interface CategoryKappa {
  category: number;
  /** Agreement beyond chance on "this category or another"; null where nobody or everybody used the category. */
  kappa: number | null;
  /** Null without a kappa and where units have unequal numbers of ratings. */
  chanceTest: ChanceTest | null;
}

export interface FleissKappa extends ChanceCorrected {
  /** Null where units have unequal numbers of ratings. */
  chanceTest: ChanceTest | null;
  perCategory: CategoryKappa[];
}

/**
 * Fleiss' kappa: agreement beyond chance of any number of raters on categories without order, in −1..1; who gave a rating does
 * not matter. Cells may be missing: a unit's agreement is that of its own pairs of ratings, and units count the same.
 *
 *     κ = (p_a − p_e) / (1 − p_e),   p_e = Σ_k π_k²
 *
 * `standardError` is Gwet's linearised one (n − 1 form) with a t interval over all rated units, null where the variance is 0;
 * it is right at any kappa. `chanceTest` has the classic one under κ = 0, fit for a test and for nothing else.
 *
 * @returns `no-data`, `single-rater`, `no-pairs`, `too-few-units` below two units with two ratings, `no-variation` when all
 * ratings are the same, `bad-data` for a rating twice, a value outside the scale, `too-large` for over 1,000 categories.
 *
 * Source: Fleiss 1971, Psychol. Bull. 76:378–382; errors under chance Fleiss, Nee & Landis 1979, Psychol. Bull. 86:974–977;
 * missing cells Gwet 2014, ch. 5.
 */
export function fleissKappa(ratings: readonly Rating[], options: FleissOptions = {}): Outcome<FleissKappa> {
  const classified = classifyCategorical(tabulate(ratings), options.categories);
  if (isNotEstimable(classified)) return classified;
  const kappa = kappaOf(classified, options.level ?? defaultLevel);
  if (!kappa.ok) return kappa;
  const shares = categoryShares(classified);
  const perUnit = commonSize(classified);
  return {
    ...kappa,
    chanceTest: perUnit === null ? null : chanceTest(kappa.estimate, chanceVariance(shares, kappa.n, perUnit)),
    perCategory: classified.categories.map((category, code) => {
      const inCategory = categoryKappa(classified, code, valueAt(shares, code));
      const pairs = perUnit === null ? 0 : kappa.n * perUnit * (perUnit - 1);
      const test = inCategory === null || pairs === 0 ? null : chanceTest(inCategory, 2 / pairs);
      return { category, kappa: inCategory, chanceTest: test };
    }),
  };
}

/**
 * Scott's pi: agreement beyond chance of two raters on categories without order, in −1..1, where both are taken to use the
 * categories equally often. Only units that both rated count. The formula is Fleiss' kappa for two raters; standard error and
 * interval as there.
 *
 * @returns the reasons of `fleissKappa`, and `bad-data` for three raters or more.
 *
 * Source: Scott 1955, Public Opin. Q. 19:321–325; standard error Gwet 2014, ch. 5.
 */
export function scottPi(ratings: readonly Rating[], options: FleissOptions = {}): Outcome<ChanceCorrected> {
  const classified = classifyCategorical(tabulatePair(ratings), options.categories);
  return isNotEstimable(classified) ? classified : kappaOf(classified, options.level ?? defaultLevel);
}

function kappaOf(classified: Classified, level: number): Outcome<ChanceCorrected> {
  const wrongLevel = refuseLevel(level);
  if (wrongLevel !== null) return wrongLevel;
  const weights = disagreementWeights('unweighted', classified.categories);
  if (isNotEstimable(weights)) return weights;
  return chanceCorrected(classified, weights, fleissChance(categoryShares(classified)), level);
}

function fleissChance(shares: readonly number[]): ChanceDisagreement {
  return {
    overall: sumOf(shares, (share) => share * (1 - share)),
    ofUnit: ({ counts, size }) => sumOf(counts, ({ code, count }) => count * (1 - valueAt(shares, code))) / size,
  };
}

/** The number of ratings that every unit has, or null where it differs. */
function commonSize({ pairable, single }: Classified): number | null {
  const size = pairable[0]?.size ?? 0;
  return single.length === 0 && pairable.every((unit) => unit.size === size) ? size : null;
}

function chanceVariance(shares: readonly number[], units: number, perUnit: number): number {
  const spread = sumOf(shares, (share) => share * (1 - share));
  const skew = sumOf(shares, (share) => share * (1 - share) * (1 - 2 * share));
  return (2 * (spread ** 2 - skew)) / (units * perUnit * (perUnit - 1) * spread ** 2);
}

function chanceTest(kappa: number, variance: number): ChanceTest | null {
  if (!(variance > 0)) return null;
  const standardError = Math.sqrt(variance);
  return { standardError, z: kappa / standardError };
}

function categoryKappa({ pairable }: Classified, code: number, share: number): number | null {
  const expected = 2 * share * (1 - share);
  if (!(expected > 0)) return null;
  return 1 - mean(pairable.map((unit) => disagreementOn(unit, code))) / expected;
}

/** The share of a unit's pairs of ratings in which exactly one is of the category. */
function disagreementOn({ counts, size }: Tally, code: number): number {
  const inside = counts.find((entry) => entry.code === code)?.count ?? 0;
  return (2 * inside * (size - inside)) / (size * (size - 1));
}
