import type { GradingReport } from '@assay/contracts';
import { reportFingerprint } from './report.fingerprint.js';

/**
 * What is not the same in reports about the same files, in words: each case by what it came to and how often, or verdicts and scores
 * where all cases agree.
 *
 * @returns null when they agree in everything that must be the same
 */
export function flakesOf(reports: readonly GradingReport[]): string | null {
  if (new Set(reports.map(reportFingerprint)).size === 1) return null;
  const cases = reports.flatMap((report) => report.cases.map(({ id, outcome }) => ({ id, outcome })));
  const flaky = [...Map.groupBy(cases, ({ id }) => id)]
    .map(([id, same]) => ({ id, outcomes: same.map(({ outcome }) => outcome) }))
    .filter(({ outcomes }) => new Set(outcomes).size > 1 || outcomes.length < reports.length);
  if (flaky.length > 0) return flaky.map(({ id, outcomes }) => `${id} (${inWords(outcomes)})`).join(', ');
  return inWords(reports.map(({ verdict, score }) => `${verdict} with ${String(score)}`));
}

function inWords(values: readonly string[]): string {
  const counts = [...Map.groupBy(values, (value) => value)].map(([value, { length }]) => `${value} in ${String(length)}`);
  return counts.sort().join(', ');
}
