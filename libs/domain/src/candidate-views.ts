import type {
  CandidateReport,
  ExerciseManifest,
  ExerciseWorkspace,
  GradingState,
  Receipt,
  TextFile,
  TrialRunView,
} from '@assay/contracts';

/** What a receipt tells of a submission's row. */
export interface HandedIn {
  readonly id: string;
  readonly exerciseVersionId: string;
  readonly filesHash: string;
  readonly receivedAt: Date;
  readonly automatic: boolean;
}

/** What a candidate is told of a trial run's row. */
export interface RequestedRun {
  readonly id: string;
  readonly exerciseVersionId: string;
  readonly requestedAt: Date;
}

/** A grading's state in the candidate's words: what needs our attention is ours to retry. Without a grading yet: received. */
export function receiptStateOf(grading: GradingState | null): Receipt['state'] {
  if (grading === null) {
    return 'received';
  }
  return grading === 'needs-attention' ? 'retrying' : grading;
}

/** The candidate's receipt for a submission. */
export function receiptOf(submission: HandedIn, grading: GradingState | null): Receipt {
  return {
    id: submission.id,
    exerciseId: submission.exerciseVersionId,
    hash: submission.filesHash,
    receivedAt: submission.receivedAt.toISOString(),
    automatic: submission.automatic,
    state: receiptStateOf(grading),
  };
}

/** A trial run as the candidate sees it; the report is what `candidateReportOf` left of it. */
export function trialRunOf(run: RequestedRun, state: GradingState, report: CandidateReport | null): TrialRunView {
  return {
    id: run.id,
    exerciseId: run.exerciseVersionId,
    requestedAt: run.requestedAt.toISOString(),
    state: receiptStateOf(state),
    report,
  };
}

/** Whether candidates can run anything before they hand it in. */
export function hasVisibleTests({ groups }: Pick<ExerciseManifest, 'groups'>): boolean {
  return groups.some(({ visibility }) => visibility === 'visible');
}

/** Where visible tests stand in the candidate's tree of files. */
export const visibleTestsFolder = 'tests/';

/** The files of a workspace to begin with: what candidates write in, and the visible tests to read. */
export function workspaceFiles(starter: readonly TextFile[], visibleTests: readonly TextFile[]): ExerciseWorkspace['files'] {
  return [
    ...starter.map((file) => ({ ...file, readOnly: false })),
    ...visibleTests.map((file) => ({ ...file, path: visibleTestsFolder + file.path, readOnly: true })),
  ];
}
