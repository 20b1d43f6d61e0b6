import type { CandidateReport, CaseOutcome, CaseResult, TrialRunView } from '@assay/contracts';
import type { IconName } from '../../components/icon.js';
import type { Tone } from '../../components/tag.js';
import { count } from '../../lib/time.js';

export interface Words {
  tone: Tone;
  icon: IconName;
  word: string;
}

const outcomes: Record<CaseOutcome, Words> = {
  passed: { tone: 'ok', icon: 'check', word: 'Passed' },
  failed: { tone: 'bad', icon: 'cross', word: 'Failed' },
  'time-limit': { tone: 'warn', icon: 'clock', word: 'Time limit' },
  'memory-limit': { tone: 'warn', icon: 'warning', word: 'Memory limit' },
  'output-limit': { tone: 'warn', icon: 'warning', word: 'Output limit' },
  crashed: { tone: 'bad', icon: 'warning', word: 'Crashed' },
  'not-run': { tone: 'unk', icon: 'dots', word: 'Not run' },
};

export const outcomeWords = (outcome: CaseOutcome): Words => outcomes[outcome];

/** Our fault is never a failed test. */
export const isOurFault = (run: TrialRunView): boolean => run.state === 'retrying' || run.report?.verdict === 'judge-error';

export const isUnderWay = (run: TrialRunView): boolean => run.state !== 'graded';

/** The state of a run in a few words, for the tab and for who listens. */
export function runWords(run: TrialRunView): Words {
  if (isOurFault(run)) {
    const again = run.state === 'retrying';
    return { tone: 'acc', icon: 'retry', word: again ? 'our fault, retrying' : 'our fault' };
  }
  if (run.state === 'received' || run.state === 'queued') {
    return { tone: 'unk', icon: 'dots', word: 'waiting' };
  }
  if (run.state === 'running' || !run.report) {
    return { tone: 'acc', icon: 'ring', word: 'running' };
  }
  return reportWords(run.report);
}

function reportWords({ cases, fault }: CandidateReport): Words {
  if (fault && cases.length === 0) {
    return { tone: 'bad', icon: 'warning', word: 'could not be loaded' };
  }
  if (cases.length === 0) {
    return { tone: 'unk', icon: 'info', word: 'nothing to run' };
  }
  const notPassed = cases.filter(({ outcome }) => outcome !== 'passed').length;
  return notPassed === 0
    ? { tone: 'ok', icon: 'check', word: `${count(cases.length, 'test')} passed` }
    : { tone: 'bad', icon: 'cross', word: `${String(notPassed)} of ${String(cases.length)} not passed` };
}

/** `tests/test_visible.py::test_x[a]` is too long for a row: the name alone, and where it stands. */
export function caseName({ id }: Pick<CaseResult, 'id'>): { name: string; file: string } {
  const at = id.indexOf('::');
  return at === -1 ? { name: id, file: '' } : { name: id.slice(at + 2), file: id.slice(0, at) };
}

/** The case to look at first: the first that did not pass, else the first. */
export function firstCase(cases: readonly CaseResult[]): CaseResult | null {
  return cases.find(({ outcome }) => outcome !== 'passed') ?? cases[0] ?? null;
}
