import type { PercentAgreement } from '../agreement/percent-agreement.js';
import type { Outcome } from '../estimate.js';
import { thresholds } from './thresholds.js';
import type { Verdict } from './verdict.js';
import { cannotTell, nouns, refused } from './verdict.js';
import { coefficient, counted, grouped, inBrackets, likely, percent } from './wording.js';

export type AgreementCode = 'agree' | 'mostly-agree' | 'partly-agree' | 'hardly-agree' | 'disagree';

const { piecesForShare, piecesForInterval, piecesForVerdict, agree, mostly, partly } = thresholds.agreement;
const pieces = nouns.pieces.units;

const words: Readonly<Record<AgreementCode, string>> = {
  agree: 'Interviewers agree',
  'mostly-agree': 'Interviewers mostly agree',
  'partly-agree': 'Interviewers agree in part',
  'hardly-agree': 'Interviewers hardly agree',
  disagree: 'Interviewers disagree more than chance would make them',
};

/**
 * The verdict on a coefficient of agreement beyond chance: "Interviewers mostly agree (α .62, likely .48–.74, 41 pieces)".
 * No word below 30 pieces, no number below 10.
 *
 * @param symbol of the coefficient: α, or AC2, κ …
 */
export function agreementVerdict(outcome: Outcome, symbol = 'α'): Verdict<AgreementCode> {
  if (!outcome.ok) return refused(outcome, nouns.pieces);
  const { estimate, interval, n } = outcome;
  const isCut = interval !== null && interval.upper > 1;
  const shown = interval && { lower: interval.lower, upper: Math.min(interval.upper, 1) };
  const numbers = inBrackets([`${symbol} ${coefficient(estimate)}`, shown && likely(shown, coefficient), counted(n, pieces)]);
  const detail = isCut ? 'The likely range is cut at 1.' : null;
  if (n < piecesForVerdict) {
    const need = { what: 'shared-units', more: piecesForVerdict - n } as const;
    return cannotTell([need], nouns.pieces, n < piecesForInterval ? null : numbers, detail);
  }
  const verdict = codeOf(estimate);
  return { verdict, sentence: `${words[verdict]} ${numbers}`, detail };
}

/**
 * The verdict on exact or adjacent agreement: "12 of 20 pairs of ratings are the same (60 %, 10 pieces)"; counts only below 5
 * pieces.
 *
 * @param within as in `percentAgreement`.
 */
export function percentAgreementVerdict(outcome: Outcome<PercentAgreement>, within = 0): Verdict<'share' | 'counts'> {
  if (!outcome.ok) return refused(outcome, nouns.pieces);
  const { agreeingPairs, pairs, estimate, n } = outcome;
  const alike = within === 0 ? 'are the same' : `differ by ${String(within)} at most`;
  const isCounts = n < piecesForShare;
  const numbers = inBrackets([isCounts ? null : percent(estimate), counted(n, pieces)]);
  return {
    verdict: isCounts ? 'counts' : 'share',
    sentence: `${grouped(agreeingPairs)} of ${counted(pairs, ['pair', 'pairs'])} of ratings ${alike} ${numbers}`,
    detail: isCounts ? null : 'The share is the mean over pieces; some of it is chance.',
  };
}

function codeOf(estimate: number): AgreementCode {
  if (estimate >= agree) return 'agree';
  if (estimate >= mostly) return 'mostly-agree';
  if (estimate >= partly) return 'partly-agree';
  return estimate >= 0 ? 'hardly-agree' : 'disagree';
}
