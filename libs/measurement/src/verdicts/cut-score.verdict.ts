import type { AngoffCut } from '../cut-scores/angoff.js';
import type { BorderlineCut } from '../cut-scores/borderline-regression.js';
import type { Outcome } from '../estimate.js';
import { thresholds } from './thresholds.js';
import type { Verdict } from './verdict.js';
import { cannotTell, nouns, refused } from './verdict.js';
import { counted, inBrackets, likely, percent, points } from './wording.js';

/** The verdict on an Angoff cut: "Cut score 4.2 of 8 points (53 %, likely 3.8–4.7, 5 judges)"; from 5 judges. */
export function angoffVerdict(outcome: Outcome<AngoffCut>): Verdict<'set'> {
  if (!outcome.ok) return refused(outcome, nouns.judges);
  const { estimate, interval, n, items, percent: share, judgeStandardDeviation } = outcome;
  const needed = thresholds.cutScore.judges;
  if (n < needed) return cannotTell([{ what: 'raters', more: needed - n }], nouns.judges, null, null);
  const numbers = inBrackets([percent(share / 100), likely(interval, points), counted(n, nouns.judges.raters)]);
  return {
    verdict: 'set',
    sentence: `Cut score ${points(estimate)} of ${counted(items, ['point', 'points'])} ${numbers}`,
    detail: `Modified Angoff; judges differ by ${points(judgeStandardDeviation)} points (standard deviation).`,
  };
}

/**
 * The verdict on a cut by borderline regression: "Cut score 37.4 points (likely 35.2–39.6, 60 candidates)"; from 50 candidates.
 * `contradicts` where scores do not rise with grades, `extrapolated` where nobody was graded on both sides of the cut.
 */
export function borderlineVerdict(outcome: Outcome<BorderlineCut>): Verdict<'set' | 'contradicts' | 'extrapolated'> {
  if (!outcome.ok) return refused(outcome, nouns.people);
  const { estimate, interval, n, slope, rSquared, extrapolated } = outcome;
  const needed = thresholds.cutScore.candidates;
  if (n < needed) return cannotTell([{ what: 'units', more: needed - n }], nouns.people, null, null);
  const candidates = counted(n, nouns.people.units);
  if (!(slope > 0)) {
    const sentence = `Scores do not rise with grades, so the line gives no cut score (${candidates})`;
    return { verdict: 'contradicts', sentence, detail: null };
  }
  const numbers = inBrackets([likely(interval, points), candidates]);
  const detail = `Borderline regression; grades explain ${percent(rSquared)} of the differences in scores.`;
  const sentence = `Cut score ${points(estimate)} points`;
  if (!extrapolated) return { verdict: 'set', sentence: `${sentence} ${numbers}`, detail };
  return { verdict: 'extrapolated', sentence: `${sentence}, a guess beyond the grades given ${numbers}`, detail };
}
