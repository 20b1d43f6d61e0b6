import type { Design } from './design.js';
import type { Layout } from './model.js';
import { at } from '../arrays.js';
import { entryOf, zeroMatrix } from '../cholesky.js';
import type { SquareMatrix } from '../cholesky.js';

/** A free parameter: it moves `plus` up and, where its block sums to zero, the block's last member `minus` down. */
export interface Contrast {
  plus: number;
  minus: number | null;
}

/** Items and σ are free; the last rater and the last threshold are minus the sum of the others. */
export function contrastsOf({ items, raters, maximum }: Design, layout: Layout): Contrast[] {
  const lastRater = layout.rater(raters.length - 1);
  const lastThreshold = layout.threshold(maximum - 1);
  return [
    ...items.map((_, index) => ({ plus: layout.item(index), minus: null })),
    ...raters.slice(1).map((_, index) => ({ plus: layout.rater(index), minus: lastRater })),
    ...Array.from({ length: maximum - 1 }, (_, index) => ({ plus: layout.threshold(index), minus: lastThreshold })),
    { plus: layout.sigma, minus: null },
  ];
}

/** A gradient in all parameters as one in the free ones. */
export function freeGradient(contrasts: readonly Contrast[], gradient: Float64Array): Float64Array {
  return Float64Array.from(contrasts, ({ plus, minus }) => at(gradient, plus) - (minus === null ? 0 : at(gradient, minus)));
}

/** An information matrix in all parameters as one in the free ones. */
export function freeInformation(contrasts: readonly Contrast[], information: SquareMatrix): SquareMatrix {
  const free = zeroMatrix(contrasts.length);
  const moves = contrasts.map(signed);
  moves.forEach((a, row) => {
    moves.forEach((b, column) => {
      let sum = 0;
      for (const [i, sign] of a) for (const [j, other] of b) sum += sign * other * entryOf(information, i, j);
      free.entries[row * free.size + column] = sum;
    });
  });
  return free;
}

/** A step in the free parameters as one in all. */
export function fullStep(contrasts: readonly Contrast[], free: Float64Array, size: number): Float64Array {
  const step = new Float64Array(size);
  contrasts.forEach((contrast, place) => {
    for (const [index, sign] of signed(contrast)) step[index] = at(step, index) + sign * at(free, place);
  });
  return step;
}

/** The variances of all parameters from the covariances of the free ones. */
export function fullVariances(contrasts: readonly Contrast[], covariance: SquareMatrix, size: number): Float64Array {
  const variances = new Float64Array(size);
  contrasts.forEach((a, row) => {
    variances[a.plus] = entryOf(covariance, row, row);
    if (a.minus === null) return;
    const minus = a.minus;
    contrasts.forEach((b, column) => {
      if (b.minus === minus) variances[minus] = at(variances, minus) + entryOf(covariance, row, column);
    });
  });
  return variances;
}

function signed({ plus, minus }: Contrast): [number, number][] {
  return minus === null
    ? [[plus, 1]]
    : [
        [plus, 1],
        [minus, -1],
      ];
}
