import type { Interval, Outcome } from '../estimate.js';
import { notEstimable } from '../estimate.js';
import type { ConfidenceOptions } from '../interval.js';
import { defaultLevel, normalReach, refuseLevel } from '../interval.js';
import { ratioOfRates, refuseCount } from './groups.js';

/** So many of so many people. */
export interface SelectionCount {
  selected: number;
  applicants: number;
}

/** An interval for a ratio; `upper` is null where the data bound the ratio only from below. */
export interface RatioInterval {
  lower: number;
  upper: number | null;
  /** Confidence, in 0..1. */
  level: number;
}

export interface RiskRatio {
  /** First rate divided by second. Null where the second group has no selections: every ratio is then exceeded. */
  estimate: number | null;
  /** Delta method: ratio · SE of its logarithm. Null exactly where `katz` is. */
  standardError: number | null;
  /** Koopman's score interval; `upper` is null exactly where the second group has no selections. */
  interval: RatioInterval;
  /**
   * Katz's log interval. Null where a group has no selections, and where everybody in both groups was selected, because
   * its standard error is then infinite or 0.
   */
  katz: Interval | null;
  /** People in both groups. */
  n: number;
}

/**
 * The ratio of two selection rates, x₁/n₁ over x₂/n₂, with Koopman's score interval and Katz's log interval.
 *
 * Koopman: all ratios φ whose score statistic (x₁ − n₁p₁)² / (n₁p₁q₁) + (x₂ − n₂p₂)² / (n₂p₂q₂) does not exceed the
 * χ²₁ quantile, p₁ = φp₂ being the most likely rates with that ratio. Katz: exp(ln φ̂ ± z·√(1/x₁ − 1/n₁ + 1/x₂ − 1/n₂)).
 *
 * Source: Koopman 1984, Biometrics 40, 513–517; Katz et al. 1978, Biometrics 34, 469–474.
 *
 * @returns `bad-data` for counts that are not whole numbers, more selected than applied, or a level outside 0.5 to 0.999;
 * `too-large` over ten million people in a group; `no-data` for a group without applicants; `no-selections` where neither group has any.
 */
export function riskRatio(
  first: SelectionCount,
  second: SelectionCount,
  { level = defaultLevel }: ConfidenceOptions = {},
): Outcome<RiskRatio> {
  const refused = refuseLevel(level) ?? refuseCount(first) ?? refuseCount(second);
  if (refused) return refused;
  if (first.applicants === 0 || second.applicants === 0) {
    return notEstimable('no-data', 'A group has no applicants.', { what: 'people', more: 1 });
  }
  if (first.selected + second.selected === 0) {
    return notEstimable('no-selections', 'Nobody was selected in either group.', { what: 'selections', more: 1 });
  }
  const ratio = second.selected === 0 ? null : ratioOfRates(first, second);
  const logError = logStandardError(first, second);
  return {
    ok: true,
    estimate: ratio,
    standardError: ratio === null || logError === null ? null : ratio * logError,
    interval: koopman(first, second, level),
    katz: ratio === null || logError === null ? null : katzInterval(ratio, logError, level),
    n: first.applicants + second.applicants,
  };
}

function logStandardError(first: SelectionCount, second: SelectionCount): number | null {
  if (first.selected === 0 || second.selected === 0) return null;
  const variance = [first, second].reduce(
    (sum, { selected, applicants }) => sum + (applicants - selected) / (selected * applicants),
    0,
  );
  return variance === 0 ? null : Math.sqrt(variance);
}

function katzInterval(ratio: number, logError: number, level: number): Interval {
  const reach = Math.exp(normalReach(level) * logError);
  return { lower: ratio / reach, upper: ratio * reach, level };
}

/** The upper end is one over the lower end of the inverse ratio. */
function koopman(first: SelectionCount, second: SelectionCount, level: number): RatioInterval {
  const critical = normalReach(level) ** 2;
  const inverse = koopmanLower(second, first, critical);
  return { lower: koopmanLower(first, second, critical), upper: inverse === 0 ? null : 1 / inverse, level };
}

/** The smallest ratio that is not rejected: the root of statistic = critical value, which falls up to the estimate. */
function koopmanLower(first: SelectionCount, second: SelectionCount, critical: number): number {
  if (first.selected === 0) return 0;
  let accepted = acceptedRatio(first, second, critical);
  let rejected = accepted;
  while (scoreStatistic(rejected, first, second) <= critical) rejected /= 2;
  for (;;) {
    const middle = (rejected + accepted) / 2;
    if (middle <= rejected || middle >= accepted) return accepted;
    if (scoreStatistic(middle, first, second) > critical) rejected = middle;
    else accepted = middle;
  }
}

/** The estimate, or without one a ratio large enough not to be rejected. */
function acceptedRatio(first: SelectionCount, second: SelectionCount, critical: number): number {
  if (second.selected > 0) return ratioOfRates(first, second);
  let ratio = 1;
  while (scoreStatistic(ratio, first, second) > critical) ratio *= 2;
  return ratio;
}

/** Koopman's statistic for a ratio below the estimate. */
function scoreStatistic(ratio: number, first: SelectionCount, second: SelectionCount): number {
  const selected = first.selected + second.selected;
  const people = first.applicants + second.applicants;
  const b = ratio * (first.applicants + second.selected) + first.selected + second.applicants;
  // The smaller root of the likelihood equation, written without a difference of nearly equal numbers; where both roots
  // meet, rounding may put the discriminant below 0.
  const rate = (2 * ratio * selected) / (b + Math.sqrt(Math.max(0, b * b - 4 * ratio * people * selected)));
  return scoreTerm(first, rate) + scoreTerm(second, rate / ratio);
}

/** (x − np)² / (npq), for x = n without the 0/0 at p = 1, where the most likely rate of such a group may lie. */
function scoreTerm({ selected, applicants }: SelectionCount, rate: number): number {
  if (selected === applicants) return (applicants * (1 - rate)) / rate;
  return (selected - applicants * rate) ** 2 / (applicants * rate * (1 - rate));
}
