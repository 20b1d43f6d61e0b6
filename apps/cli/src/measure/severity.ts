import { countOf } from '@assay/domain';
import type { Outcome, RaterSeverity } from '@assay/measurement';
import { driftVerdict, raterSeverity, severityDrift, severityVerdict } from '@assay/measurement';
import type { Answer } from './answer.js';
import { answerOf, chance, estimateTable, figure, intervalHeading, numbersTable, range, said } from './answer.js';
import type { MeasureOptions } from './options.js';
import type { RowOf } from './statistics.js';

type Fitted = Extract<RaterSeverity, { ok: true }>;
/** The error covariance of all candidates is for computing with, not for reading. */
type Reported = Omit<Fitted, 'errors'>;
type RaterVerdict = ReturnType<typeof severityVerdict>;

export function severityAnswer(rows: readonly RowOf<'rater-severity'>[], options: MeasureOptions): Answer {
  const fit = raterSeverity(rows, options);
  const verdictOn = (rater: string): RaterVerdict => severityVerdict(fit, rater);
  return answerOf(withoutErrors(fit), (found) => [
    labelled(found, verdictOn),
    `Effects are in points of the rubric: below 0 is strict, above 0 lenient. Fitted by ${found.variant} (${found.variantReason}).`,
    ...(found.perComponent ? [componentsWarning(found)] : []),
    ratersTable(found, verdictOn),
    candidatesTable(found),
  ]);
}

export function driftAnswer(rows: readonly RowOf<'drift'>[], options: MeasureOptions): Answer {
  return answerOf(severityDrift(rows, options), (found) => [
    said(driftVerdict(found)),
    'The table is in points of the rubric a week, above 0 for growing lenience.',
    estimateTable(found, 'ratings', { weeks: String(found.weeks), t: figure(found.t), p: chance(found.p) }),
  ]);
}

function withoutErrors(fit: RaterSeverity): Outcome<Reported> {
  if (!fit.ok) return fit;
  const { errors, ...reported } = fit;
  return reported;
}

function componentsWarning({ components }: Reported): string {
  const groups = countOf(components.length, 'group');
  return `Raters and candidates fall into ${groups} that share nobody: compare severities and scores inside one group only.`;
}

/** What is said of the raters who differ from the panel. */
function labelled({ raters }: Reported, verdictOn: (rater: string) => RaterVerdict): string {
  const verdicts = raters.map(({ id }) => ({ id, ...verdictOn(id) }));
  const clear = verdicts.filter(({ verdict }) => verdict === 'stricter' || verdict === 'more-lenient');
  if (clear.length === 0) return 'No rater is clearly stricter or more lenient than the panel.';
  return clear.map(({ id, ...verdict }) => `${id}: ${said(verdict)}`).join('\n');
}

function ratersTable({ raters, perComponent, interval }: Reported, verdictOn: (rater: string) => RaterVerdict): string {
  return numbersTable(
    ['rater', 'effect', intervalHeading(interval), 'ratings', 'shared candidates', 'verdict', ...(perComponent ? ['group'] : [])],
    raters.map(({ id, effect, interval: reach, ratings, sharedCandidates, component }) => [
      id,
      figure(effect),
      range(reach),
      String(ratings),
      String(sharedCandidates),
      verdictOn(id).verdict,
      ...(perComponent ? [String(component + 1)] : []),
    ]),
  );
}

function candidatesTable({ candidates, perComponent, interval }: Reported): string {
  return numbersTable(
    ['candidate', 'raw', 'adjusted', intervalHeading(interval), 'raters', ...(perComponent ? ['group'] : [])],
    candidates.map(({ id, rawMean, adjusted, interval: reach, ratings, component }) => [
      id,
      figure(rawMean),
      figure(adjusted),
      range(reach),
      String(ratings),
      ...(perComponent ? [String(component + 1)] : []),
    ]),
  );
}
