import type { CandidateReport, CaseResult, ExerciseManifest, GradingReport, GroupResult } from '@assay/contracts';

export interface DisclosureRules {
  /** A trial run holds visible tests only; a grading holds hidden ones too. */
  readonly purpose: 'trial' | 'grading';
  /** Whether the attempt has ended. */
  readonly closed: boolean;
  /** What the exercise tells about hidden groups once the attempt has ended. */
  readonly disclosure: ExerciseManifest['disclosure'];
}

const outputCap = 65_536;
const undisclosed: CandidateReport = {
  verdict: null,
  groups: [],
  cases: [],
  limitsHit: [],
  fault: null,
  output: null,
  usage: null,
};

/**
 * What of a report its candidate may see. A trial run: everything of the visible groups. A grading: nothing while the attempt is open;
 * after its end visible tests in full, and of a hidden group at most its title and whether all of it passed. Never a hidden test's
 * name, input, output, count or time.
 */
export function candidateReportOf(report: GradingReport, rules: DisclosureRules): CandidateReport {
  if (rules.purpose === 'grading' && !rules.closed) return undisclosed;
  const isTrial = rules.purpose === 'trial';
  const complete = isTrial || rules.disclosure.afterClose === 'groups';
  const visible = new Set(report.groups.filter(({ visibility }) => visibility === 'visible').map(({ id }) => id));
  const isShown = ({ id }: Pick<GroupResult, 'id'>) => visible.has(id) || (complete && !isTrial);
  const cases = report.cases.filter(({ group }) => visible.has(group));
  return {
    ...(report.runtime.assurance === 'development' ? { assurance: 'development' } : {}),
    verdict: complete ? report.verdict : null,
    groups: report.groups.filter(isShown).map(passedWhole),
    cases,
    limitsHit: [...new Set(report.limitsHit.filter(({ group }) => isShown({ id: group })).map(({ kind }) => kind))],
    fault: faultOf(report),
    output: outputOf(cases),
    usage: isTrial ? report.usage : null,
  };
}

function passedWhole({ title, passed, total }: GroupResult): CandidateReport['groups'][number] {
  return { title, passed: passed === total };
}

/** What the candidate's program printed during the visible tests, in their order. */
function outputOf(cases: readonly CaseResult[]): string | null {
  const output = cases.map(({ stdout }) => stdout ?? '').join('');
  return output === '' ? null : output.slice(0, outputCap);
}

/** A candidate sees their own load error whole; a fault of ours only as ours, since its text may name hidden tests. */
function faultOf({ verdict, fault }: GradingReport): CandidateReport['fault'] {
  if (fault === null) return null;
  if (verdict === 'load-error') return fault;
  return { code: 'platform-fault', message: 'Our fault, not yours: this will be graded again and never counts against you.' };
}
