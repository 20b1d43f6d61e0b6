import type { AttemptView, ExerciseWorkspace, RevisionView, TextFile } from '@assay/contracts';
import type {
  AttemptRow,
  GradingJobRow,
  RevisionRow,
  SittingExerciseRow,
  SittingRow,
  SittingWorkspaceRow,
  SubmissionRow,
} from '@assay/database';
import {
  candidateReportOf,
  gradingStateOf,
  graceSeconds,
  hasVisibleTests,
  minutesGranted,
  receiptOf,
  runsLeft,
  trialRunOf,
  workspaceFiles,
} from '@assay/domain';

/** What one exercise of a started attempt holds so far. */
export interface ExerciseProgress {
  head: { revision: RevisionRow; files: TextFile[] } | null;
  submission: SubmissionRow | null;
  grading: GradingJobRow | null;
  trial: GradingJobRow | null;
  trials: number;
}

export interface StartedAttempt {
  attempt: AttemptRow;
  workspaces: ExerciseWorkspace[];
}

export function revisionView(revision: RevisionRow): RevisionView {
  return {
    id: revision.id,
    exerciseId: revision.exerciseVersionId,
    seq: revision.seq,
    hash: revision.filesHash,
    savedAt: revision.savedAt.toISOString(),
    label: revision.label,
  };
}

export function exerciseView({ id, manifest }: SittingExerciseRow): AttemptView['exercises'][number] {
  const { title, summary, kind, minutes, aiAllowed } = manifest;
  return { id, title, summary, kind, minutes, aiAllowed };
}

export function trialRunView(job: GradingJobRow, manifest: SittingExerciseRow['manifest'], now: Date) {
  const rules = { purpose: 'trial', closed: false, disclosure: manifest.disclosure } as const;
  return trialRunOf(job, gradingStateOf(job, now), job.report && candidateReportOf(job.report, rules));
}

export function workspaceView(exercise: SittingWorkspaceRow, progress: ExerciseProgress, now: Date): ExerciseWorkspace {
  const { head, submission, grading, trial, trials } = progress;
  return {
    ...exerciseView(exercise),
    statement: exercise.statement,
    files: workspaceFiles(exercise.starter, exercise.visibleTests),
    ...(exercise.forms && { forms: exercise.forms }),
    latest: head && { revision: revisionView(head.revision), files: head.files },
    receipt: submission && receiptOf(submission, grading && gradingStateOf(grading, now)),
    lastRun: trial && trialRunView(trial, exercise.manifest, now),
    runsLeft: runsLeft(trials),
    hasVisibleTests: hasVisibleTests(exercise.manifest),
  };
}

export function attemptView(
  sitting: SittingRow,
  exercises: readonly SittingExerciseRow[],
  started: StartedAttempt | null,
  now: Date,
): AttemptView {
  const minutes = exercises.reduce((sum, { manifest }) => sum + manifest.minutes, 0);
  const attempt = started?.attempt ?? null;
  const timeFactor = attempt?.timeFactor ?? sitting.timeFactor;
  return {
    state: attempt === null ? 'not-started' : attempt.closedAt === null ? 'running' : 'closed',
    closed: closedView(attempt),
    company: sitting.company,
    candidate: { name: sitting.candidateName ?? 'Candidate' },
    assessment: { title: sitting.title, role: sitting.role, rules: sitting.rules },
    minutes,
    minutesGranted: minutesGranted(minutes, timeFactor),
    timeFactor,
    now: now.toISOString(),
    linkExpiresAt: sitting.expiresAt.toISOString(),
    startedAt: attempt?.startedAt.toISOString() ?? null,
    deadline: attempt?.deadline.toISOString() ?? null,
    timeCreditSeconds: attempt?.timeCreditSeconds ?? 0,
    graceSeconds: attempt?.graceSeconds ?? graceSeconds,
    exercises: exercises.map(exerciseView),
    workspaces: started?.workspaces ?? [],
    lastEvent: attempt?.lastEvent ?? 0,
    retentionMonths: sitting.retentionMonths,
  };
}

function closedView(attempt: AttemptRow | null): AttemptView['closed'] {
  if (!attempt?.closedAt || !attempt.closedHow) {
    return null;
  }
  return { at: attempt.closedAt.toISOString(), how: attempt.closedHow };
}
