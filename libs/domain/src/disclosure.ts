import type { CandidateReport, ExerciseManifest, GradingReport, GroupResult } from '@assay/contracts';

export interface DisclosureRules {
  /** A trial run holds visible tests only; a grading holds hidden ones too. */
  readonly purpose: 'trial' | 'grading';
  /** Whether the attempt has ended. */
  readonly closed: boolean;
  /** What the exercise tells about hidden groups once the attempt has ended. */
  readonly disclosure: ExerciseManifest['disclosure'];
}

/**
 * What of a report its candidate may see. Of a hidden group at most its title and whether all of it passed, and that only
 * after the end; never a hidden test's name, input, output or count.
 */
export function candidateReportOf(report: GradingReport, rules: DisclosureRules): CandidateReport {
  const hiddenToo = rules.purpose === 'grading' && rules.closed && rules.disclosure.afterClose === 'groups';
  const complete = rules.purpose === 'trial' || hiddenToo;
  const shown = report.groups.filter(({ visibility }) => hiddenToo || visibility === 'visible');
  const visible = new Set(report.groups.filter(({ visibility }) => visibility === 'visible').map(({ id }) => id));
  const limits = report.limitsHit.filter(({ group }) => hiddenToo || visible.has(group));
  return {
    verdict: complete ? report.verdict : null,
    groups: shown.map(passedWhole),
    cases: report.cases.filter(({ group }) => visible.has(group)),
    limitsHit: [...new Set(limits.map(({ kind }) => kind))],
    fault: faultOf(report),
    output: null,
    usage: complete ? report.usage : null,
  };
}

function passedWhole({ title, passed, total }: GroupResult): CandidateReport['groups'][number] {
  return { title, passed: passed === total };
}

/** A candidate sees their own load error whole; a fault of ours only as ours, since its text may name hidden tests. */
function faultOf({ verdict, fault }: GradingReport): CandidateReport['fault'] {
  if (fault === null) {
    return null;
  }
  if (verdict === 'load-error') {
    return fault;
  }
  return { code: 'platform-fault', message: 'Our fault, not yours: this will be graded again and never counts against you.' };
}
