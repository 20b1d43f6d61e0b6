import type { Design } from './design.js';
import type { Expectation } from './posterior.js';
import { at } from '../arrays.js';

/** How well one rater's values follow the model. */
export interface RaterFit {
  rater: string;
  ratings: number;
  infit: number;
  outfit: number;
}

/** Residuals averaged over posteriors: at a point estimate of ability they would be too small. */
export function fitOfRaters(design: Design, { grid, curves, posteriors }: Expectation): RaterFit[] {
  const size = grid.nodes.length;
  const sums = design.raters.map((rater) => ({ rater, ratings: 0, squares: 0, variances: 0, standardised: 0 }));
  design.given.forEach((ratings, person) => {
    const posterior = posteriors[person] ?? new Float64Array(size);
    for (const { pair, value } of ratings) {
      const sum = sums[design.pairs[pair]?.rater ?? 0];
      if (sum === undefined) continue;
      sum.ratings += 1;
      posterior.forEach((weight, node) => {
        const variance = at(curves.variances, pair * size + node);
        const square = (value - at(curves.means, pair * size + node)) ** 2;
        sum.squares += weight * square;
        sum.variances += weight * variance;
        sum.standardised += weight * (square / variance);
      });
    }
  });
  return sums.map(({ rater, ratings, squares, variances, standardised }) => ({
    rater,
    ratings,
    infit: squares / variances,
    outfit: standardised / ratings,
  }));
}
