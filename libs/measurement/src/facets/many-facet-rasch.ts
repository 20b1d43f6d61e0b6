import type { Need, Outcome } from '../estimate.js';
import { isNotEstimable } from '../estimate.js';
import type { Design, FacetRating } from './design.js';
import { designOf } from './design.js';
import type { Fit } from './fit.js';
import { fitModel } from './fit.js';
import { thresholds } from '../verdicts/thresholds.js';
import { momentsOf } from './posterior.js';
import { fitOfRaters } from './rater-fit.js';
import { at } from '../arrays.js';

export type { FacetRating } from './design.js';

/** All in logits; higher is harsher. */
export interface FacetRater {
  rater: string;
  severity: number;
  /** From the observed information, all parameters and abilities unknown. */
  standardError: number;
  /**
   * What the R package TAM prints: every other parameter and the abilities taken as known, and the rater whose name sorts
   * last given the root sum of squares of the others. It changes with names and is as a rule too small, for the last
   * rater too large. Kept to compare with TAM: do not show it.
   */
  tamStandardError: number;
  ratings: number;
  /** Mean squares with expectation 1: above 1 the ratings are noisier than the model says, below 1 more uniform. */
  infit: number;
  outfit: number;
}

/** All in logits; higher is harder. */
export interface FacetItem {
  item: string;
  difficulty: number;
  standardError: number;
}

/** In logits, relative to the item: where categories k − 1 and k are equally likely. */
export interface FacetThreshold {
  category: number;
  threshold: number;
  /** 0 on a scale of two categories, whose only threshold is 0 by definition. */
  standardError: number;
}

/** Posterior mean and standard deviation (EAP), in logits. */
export interface FacetPerson {
  person: string;
  ability: number;
  standardError: number;
  ratings: number;
}

export interface ManyFacetRasch {
  raters: FacetRater[];
  items: FacetItem[];
  thresholds: FacetThreshold[];
  /** The variance σ² of ability, in squared logits. */
  variance: { estimate: number; standardError: number };
  people: FacetPerson[];
  /** −2 times the marginal log-likelihood. */
  deviance: number;
  /** How many parameters were estimated. */
  parameters: number;
  iterations: number;
  /** The number of ratings. */
  n: number;
  /** The model explains how people rate; it never replaces a score. */
  diagnosticOnly: true;
  /** False below 200 ratings; `needs` then says how many are missing. */
  shown: boolean;
  needs: Need | null;
}

export interface ManyFacetRaschOptions {
  /** The highest category of the scale. Default: the highest value given. */
  maximum?: number;
  /** Default 2000. */
  mostIterations?: number;
}

/**
 * The many-facet Rasch model with a rating scale, fitted by marginal maximum likelihood.
 *
 * log P(x) / P(x − 1) = ability − difficulty(item) − severity(rater) − threshold(x), abilities ~ N(0, σ²). Severities sum
 * to 0, thresholds sum to 0, difficulties carry the level. EM over a grid of abilities with Newton steps; standard errors
 * from the observed information. Fit mean squares average the squared residuals over each person's posterior, which makes
 * their expectation 1: outfit is the mean of (x − E)² / Var, infit is Σ(x − E)² / ΣVar. All locations are in logits.
 *
 * Source: Linacre 1989, Many-Facet Rasch Measurement; Andrich 1978, Psychometrika 43, 561–573; Bock & Aitkin 1981,
 * Psychometrika 46, 443–459; Louis 1982, J. R. Stat. Soc. B 44, 226–233. Parameters agree with TAM's tam.mml.mfr.
 *
 * @returns `no-data`; `bad-data` for a value that is not a whole number from 0 to the maximum, two values by one rater
 * for one person and item; `too-large` for more of anything than one fit can hold (2000 raters, items and categories
 * together); `single-rater`; `too-few-units` for one person; `no-variation` when all values are the same or the people differ no more
 * than by chance; `not-identifiable` for an unused category, a rater or item with only lowest or only highest values,
 * severities that cannot be told from difficulties, or a parameter without end; `disconnected` when raters fall into
 * groups that share nobody; `no-convergence`.
 */
export function manyFacetRasch(
  ratings: readonly FacetRating[],
  { maximum, mostIterations = 2000 }: ManyFacetRaschOptions = {},
): Outcome<ManyFacetRasch> {
  const design = designOf(ratings, maximum);
  if (isNotEstimable(design)) return design;
  const fit = fitModel(design, mostIterations);
  return isNotEstimable(fit) ? fit : { ok: true, ...reportOf(design, fit) };
}

function reportOf(design: Design, fit: Fit): ManyFacetRasch {
  const { layout, parameters, standardErrors, expectation } = fit;
  const sigma = at(parameters, layout.sigma);
  const missing = thresholds.shownFrom.manyFacetRatings - design.n;
  return {
    raters: raterSeverities(design, fit),
    items: design.items.map((item, index) => ({
      item,
      difficulty: at(parameters, layout.item(index)),
      standardError: at(standardErrors, layout.item(index)),
    })),
    thresholds: design.reached.map((_, k) => ({
      category: k + 1,
      threshold: at(parameters, layout.threshold(k)),
      standardError: at(standardErrors, layout.threshold(k)),
    })),
    variance: { estimate: sigma * sigma, standardError: 2 * sigma * at(standardErrors, layout.sigma) },
    people: personAbilities(design, fit),
    deviance: -2 * expectation.logLikelihood,
    parameters: fit.freeParameters,
    iterations: fit.iterations,
    n: design.n,
    diagnosticOnly: true,
    shown: missing <= 0,
    needs: missing > 0 ? { what: 'ratings', more: missing } : null,
  };
}

function raterSeverities(design: Design, { layout, parameters, standardErrors, tamStandardErrors, expectation }: Fit) {
  const fits = fitOfRaters(design, expectation);
  return fits.map(({ rater, ratings, infit, outfit }, index) => {
    const place = layout.rater(index);
    return {
      rater,
      severity: at(parameters, place),
      standardError: at(standardErrors, place),
      tamStandardError: at(tamStandardErrors, place),
      ratings,
      infit,
      outfit,
    };
  });
}

function personAbilities({ people, given }: Design, { layout, parameters, expectation }: Fit): FacetPerson[] {
  const sigma = at(parameters, layout.sigma);
  return expectation.posteriors.map((posterior, index) => {
    const { mean, deviation } = momentsOf(posterior, expectation.grid);
    return {
      person: people[index] ?? '',
      ability: sigma * mean,
      standardError: sigma * deviation,
      ratings: given[index]?.length ?? 0,
    };
  });
}
