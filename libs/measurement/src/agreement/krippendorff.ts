import type { Estimated, NotEstimable, Outcome } from '../estimate.js';
import { isNotEstimable, notEstimable } from '../estimate.js';
import type { Random } from '../random.js';
import { seededRandom } from '../random.js';
import { thresholds } from '../verdicts/thresholds.js';
import type { Rating } from '../ratings.js';
import { tabulate } from '../ratings.js';
import type { Classified, Count, Tally } from './categories.js';
import { classify, noVariation, onlyValue } from './categories.js';
import { unitPositions } from './unit-positions.js';
import { rising, valueAt } from '../arrays.js';
import { defaultLevel, intervalAround, refuseLevel, upperTail } from '../interval.js';
import type { ConfidenceOptions, Spread } from '../interval.js';
import { mean, sumOf } from '../moments.js';

/**
 * What a difference between two values means:
 * - `nominal`: values are equal or not;
 * - `ordinal`: the number of ratings that lie between them;
 * - `interval`: c − k;
 * - `ratio`: (c − k) / (c + k), for values that are not negative.
 */
export type Metric = 'nominal' | 'ordinal' | 'interval' | 'ratio';

export interface KrippendorffOptions extends ConfidenceOptions {
  /** Default `ordinal`, as levels of a rubric are. */
  metric?: Metric;
  /** Bootstrap samples, 0..100,000; default 1,000; 0 leaves the interval out. */
  samples?: number;
  /** The same seed gives the same interval; default 1. */
  seed?: number;
}

/** Krippendorff's alpha; `n` counts the units with two ratings or more, the only ones that it uses. */
export interface KrippendorffAlpha extends Estimated {
  raters: number;
  /** Ratings of these units. */
  pairableRatings: number;
  /** Null where nothing was resampled. */
  bootstrap: {
    samples: number;
    /** Samples in which all ratings were the same, so that alpha had no value; the interval leaves them out. */
    undefinedSamples: number;
  } | null;
}

const mostSamples = 100_000;

/**
 * Krippendorff's alpha: agreement beyond chance of any number of raters, cells may be missing. 1 is perfect, 0 is chance,
 * below 0 is systematic disagreement.
 *
 *     α = 1 − (n − 1) · Σ_u Σ_c≠k o_uck δ²_ck / Σ_c≠k n_c n_k δ²_ck
 *
 * with n pairable ratings, n_c of them of value c, o_uck the ordered pairs of values in unit u divided by its ratings less
 * one, and δ² the metric's squared difference. Units with one rating are left out.
 *
 * From 10 units on, the interval is the percentile interval (linear interpolation) and the standard error the standard
 * deviation of bootstrap samples over units. Both are null below 10 units, when all samples are the same (perfect agreement
 * shows no error to resample), and the interval also in the rare case that it misses the estimate. For the ratio metric the
 * time grows with the square of the number of different values.
 *
 * @returns `no-data`, `single-rater`, `no-pairs`, `too-few-units` below two pairable units (alpha of one is always 0),
 * `no-variation` when all pairable ratings are the same, `bad-data` for a rating twice, a value that is no number, a negative
 * value with the ratio metric, and options outside their range.
 *
 * Source: Krippendorff 2011, Computing Krippendorff's Alpha-Reliability; Krippendorff 2004, Content Analysis, 2nd ed., ch. 11.
 * The bootstrap resamples whole units instead of single pairs, so that ratings of a unit stay together.
 */
export function krippendorffAlpha(ratings: readonly Rating[], options: KrippendorffOptions = {}): Outcome<KrippendorffAlpha> {
  const { metric = 'ordinal', level = defaultLevel, samples = 1000, seed = 1 } = options;
  const refusal = refuseLevel(level) ?? checkSamples(samples);
  if (refusal !== null) return refusal;
  const classified = classify(tabulate(ratings));
  if (isNotEstimable(classified)) return classified;
  if (metric === 'ratio' && valueAt(classified.categories, 0) < 0) {
    return notEstimable('bad-data', 'The ratio metric is for values that are not negative.');
  }
  const { pairable: units, raters } = classified;
  const patterns = patternsOf(units);
  const alphaOf = alphaWith(metric, classified, patterns);
  const estimate = alphaOf(timesOf(patterns, patterns.ofUnit));
  if (estimate === null) return noVariation(onlyValue(classified));
  const resampled = samples > 0 && units.length >= thresholds.agreement.piecesForInterval;
  const alphas = resampled ? bootstrap(patterns, alphaOf, samples, seededRandom(seed)) : [];
  return {
    ok: true,
    estimate,
    ...percentile(estimate, alphas, level),
    n: units.length,
    raters,
    pairableRatings: sumOf(units, ({ size }) => size),
    bootstrap: resampled ? { samples, undefinedSamples: samples - alphas.length } : null,
  };
}

function checkSamples(samples: number): NotEstimable | null {
  if (Number.isInteger(samples) && samples >= 0 && samples <= mostSamples) return null;
  return notEstimable('bad-data', `The number of bootstrap samples must be a whole number from 0 to ${mostSamples}.`);
}

/** Units with the same ratings are one pattern: on a short scale there are few, however many units are resampled. */
interface Patterns {
  tallies: Tally[];
  /** The index of each unit's pattern. */
  ofUnit: number[];
}

function patternsOf(units: readonly Tally[]): Patterns {
  const tallies: Tally[] = [];
  const indexOf = new Map<string, number>();
  const ofUnit = units.map((unit) => {
    const key = unit.counts.map(({ code, count }) => `${code}:${count}`).join();
    const index = indexOf.get(key) ?? tallies.push(unit) - 1;
    indexOf.set(key, index);
    return index;
  });
  return { tallies, ofUnit };
}

/** How often each pattern occurs among drawn ones. */
function timesOf({ tallies }: Patterns, drawn: readonly number[]): Float64Array {
  const times = new Float64Array(tallies.length);
  for (const pattern of drawn) {
    times[pattern] = valueAt(times, pattern) + 1;
  }
  return times;
}

type AlphaOf = (times: Float64Array) => number | null;

/** Alpha as a function of how often each pattern occurs; null where all ratings are the same. */
function alphaWith(metric: Metric, { categories }: Classified, { tallies }: Patterns): AlphaOf {
  const positions = unitPositions(categories);
  return (times) => {
    const pooled = pool(tallies, times, categories.length);
    if (pooled.counts.length < 2) return null;
    const disagreement = {
      nominal: () => unequalPairs,
      ordinal: () => squaredDifferences(midRanks(pooled, categories.length)),
      interval: () => squaredDifferences(positions),
      ratio: () => squaredRatios(categories),
    }[metric]();
    const expected = disagreement(pooled);
    // Differences that are too small for their squares to exist.
    if (expected === 0) return null;
    const observed = sumOf(tallies, (tally, index) => (valueAt(times, index) * disagreement(tally)) / (tally.size - 1));
    return 1 - ((pooled.size - 1) * observed) / expected;
  };
}

/** All ratings of all units in one tally. */
function pool(tallies: readonly Tally[], times: Float64Array, categories: number): Tally {
  const counts = new Float64Array(categories);
  for (const [index, tally] of tallies.entries()) {
    for (const { code, count } of tally.counts) {
      counts[code] = valueAt(counts, code) + valueAt(times, index) * count;
    }
  }
  const used = Array.from(counts, (count, code): Count => ({ code, count })).filter(({ count }) => count > 0);
  return { counts: used, size: sumOf(used, ({ count }) => count) };
}

/** Each of these sums the squared difference over all ordered pairs of a tally's ratings. */
type Disagreement = (tally: Tally) => number;

function unequalPairs({ counts, size }: Tally): number {
  return size ** 2 - sumOf(counts, ({ count }) => count ** 2);
}

/** Over all pairs, (a − b)² adds up to twice the size times the squared deviations from the mean: no double loop. */
function squaredDifferences(positions: ArrayLike<number>): Disagreement {
  return ({ counts, size }) => {
    // Measured from one of the ratings, so that equal ratings differ by exactly 0.
    const origin = valueAt(positions, counts[0]?.code ?? 0);
    const shift = sumOf(counts, ({ code, count }) => count * (valueAt(positions, code) - origin)) / size;
    return 2 * size * sumOf(counts, ({ code, count }) => count * (valueAt(positions, code) - origin - shift) ** 2);
  };
}

function squaredRatios(values: readonly number[]): Disagreement {
  const squared = (a: number, b: number): number => {
    const quotient = Math.min(a, b) / Math.max(a, b);
    return ((1 - quotient) / (1 + quotient)) ** 2;
  };
  return ({ counts }) => {
    let total = 0;
    for (const one of counts) {
      for (const other of counts) {
        if (other === one) break;
        total += 2 * one.count * other.count * squared(valueAt(values, one.code), valueAt(values, other.code));
      }
    }
    return total;
  };
}

/** Ratings below a value and half of those at it; their differences are the ordinal metric. */
function midRanks(pooled: Tally, categories: number): Float64Array {
  const ranks = new Float64Array(categories);
  let below = 0;
  for (const { code, count } of pooled.counts) {
    ranks[code] = below + count / 2;
    below += count;
  }
  return ranks;
}

/** Rising alphas of resampled units, without the samples that have none. */
function bootstrap(patterns: Patterns, alphaOf: AlphaOf, samples: number, random: Random): number[] {
  const { ofUnit } = patterns;
  const alphas: number[] = [];
  for (let sample = 0; sample < samples; sample += 1) {
    const drawn = ofUnit.map(() => valueAt(ofUnit, Math.floor(random() * ofUnit.length)));
    const alpha = alphaOf(timesOf(patterns, drawn));
    if (alpha !== null) alphas.push(alpha);
  }
  return rising(alphas);
}

function percentile(estimate: number, alphas: readonly number[], level: number): Spread {
  if (valueAt(alphas, 0) === alphas.at(-1) || alphas.length < 2) return { standardError: null, interval: null };
  const centre = mean(alphas);
  const upper = upperTail(level);
  return {
    standardError: Math.sqrt(sumOf(alphas, (alpha) => (alpha - centre) ** 2) / (alphas.length - 1)),
    interval: intervalAround(estimate, quantile(alphas, 1 - upper), quantile(alphas, upper), level),
  };
}

function quantile(sorted: readonly number[], p: number): number {
  const position = p * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.ceil(position);
  return valueAt(sorted, below) + (position - below) * (valueAt(sorted, above) - valueAt(sorted, below));
}
