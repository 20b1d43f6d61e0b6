import type { NotEstimable } from '../estimate.js';
import type { ConfidenceOptions } from '../interval.js';
import { defaultLevel } from '../interval.js';
import type { CrossedEffectsFit } from './crossed-effects.js';
import { crossedEffects } from './crossed-effects.js';
import type { SeverityRecord } from './design.js';
import type { SharedCandidatesFit } from './shared-candidates.js';
import { sharedCandidates } from './shared-candidates.js';

export type SeverityVariant = 'shared-candidates' | 'crossed-effects';

export interface RaterSeverityOptions extends ConfidenceOptions {
  /** Unless given, `shared-candidates` where every candidate has two raters or more, otherwise `crossed-effects`. */
  variant?: SeverityVariant;
}

/** Why a variant was used. */
export type VariantReason = 'asked-for' | 'every-candidate-has-two-raters' | 'some-candidates-have-one-rater';

interface Chosen<Variant extends SeverityVariant> {
  variant: Variant;
  variantReason: VariantReason;
  /** Whether severities are against the average of one component of several, and scores comparable inside one only. */
  perComponent: boolean;
}

export type RaterSeverity =
  | (SharedCandidatesFit & Chosen<'shared-candidates'> & { ok: true })
  | (CrossedEffectsFit & Chosen<'crossed-effects'> & { ok: true })
  | NotEstimable;

/**
 * How strict each rater is and what each candidate would get from an average rater.
 *
 * Where every candidate has two raters or more, severity is taken from shared candidates (`sharedCandidates`), which holds even
 * when weak candidates went to some raters on purpose. Otherwise candidates with one rater would keep all of that rater's
 * error, so that the crossed random effects (`crossedEffects`), which shrink candidates too, are used; they take for granted that
 * candidates were dealt to raters at random. Effects are in points of the rubric: below 0 is strict, above 0 lenient.
 *
 * @returns the fit with the variant and why it was used. Reasons as for `crossedEffects`.
 */
export function raterSeverity(
  records: readonly SeverityRecord[],
  { variant, level = defaultLevel }: RaterSeverityOptions = {},
): RaterSeverity {
  const allShared = everyCandidateIsShared(records);
  const used = variant ?? (allShared ? 'shared-candidates' : 'crossed-effects');
  const found = allShared ? 'every-candidate-has-two-raters' : 'some-candidates-have-one-rater';
  const variantReason = variant ? 'asked-for' : found;
  if (used === 'shared-candidates') {
    const fit = sharedCandidates(records, { level });
    return fit.ok ? { ...fit, variant: used, variantReason, perComponent: fit.components.length > 1 } : fit;
  }
  const fit = crossedEffects(records, { level });
  return fit.ok ? { ...fit, variant: used, variantReason, perComponent: fit.components.length > 1 } : fit;
}

function everyCandidateIsShared(records: readonly SeverityRecord[]): boolean {
  const firstRater = new Map<string, string>();
  const waiting = new Set<string>();
  for (const { candidate, rater } of records) {
    const first = firstRater.get(candidate);
    if (first === undefined) {
      firstRater.set(candidate, rater);
      waiting.add(candidate);
    } else if (first !== rater) {
      waiting.delete(candidate);
    }
  }
  return waiting.size === 0;
}
