import type { AttemptView } from '@assay/contracts';
import type {
  AttemptRow,
  GradingJobRow,
  SittingExerciseRow,
  SittingRow,
  SittingWorkspaceRow,
  SubmissionRow,
  Transaction,
} from '@assay/database';
import { AttemptStore, FileSetStore, GradingJobStore, RevisionStore, SittingStore, SubmissionStore } from '@assay/database';
import { AssayError } from '@assay/platform';
import { Injectable } from '@nestjs/common';
import type { ExerciseProgress, StartedAttempt } from './attempt.view.js';
import { attemptView, workspaceView } from './attempt.view.js';

export interface HandedIn {
  submission: SubmissionRow;
  gradings: GradingJobRow[];
}

/** Reads an attempt as its candidate sees it. */
@Injectable()
export class AttemptReadingService {
  constructor(
    private readonly sittings: SittingStore,
    private readonly attempts: AttemptStore,
    private readonly revisions: RevisionStore,
    private readonly fileSets: FileSetStore,
    private readonly submissions: SubmissionStore,
    private readonly gradingJobs: GradingJobStore,
  ) {}

  async view(tx: Transaction, invitationId: string): Promise<AttemptView> {
    const sitting = await this.sitting(tx, invitationId);
    const attempt = await this.attempts.findOptionalByInvitation(tx, invitationId);
    if (attempt === null) {
      return attemptView(sitting, await this.sittings.exercises(tx, sitting.assessmentVersionId), null, tx.receivedAt);
    }
    const workspaces = await this.sittings.workspaces(tx, sitting.assessmentVersionId);
    return attemptView(sitting, workspaces, await this.started(tx, attempt, workspaces), tx.receivedAt);
  }

  /** @throws AssayError `not-found` when the invitation is gone. */
  async sitting(tx: Transaction, invitationId: string): Promise<SittingRow> {
    const sitting = await this.sittings.findOptional(tx, invitationId);
    if (sitting === null) {
      throw new AssayError('not-found', 'This invitation does not exist any more.');
    }
    return sitting;
  }

  /** The submission that counts of each exercise, with its gradings, newest epoch first. */
  async handedIn(tx: Transaction, attemptId: string): Promise<Map<string, HandedIn>> {
    const submissions = await this.submissions.counting(tx, attemptId);
    const gradings = await this.gradingJobs.listOfSubmissions(
      tx,
      submissions.map(({ id }) => id),
    );
    return new Map(
      submissions.map((submission) => [
        submission.exerciseVersionId,
        { submission, gradings: gradings.filter(({ submissionId }) => submissionId === submission.id) },
      ]),
    );
  }

  /** @throws AssayError `not-found` for an exercise of another assessment. */
  async exercise(tx: Transaction, attempt: AttemptRow, exerciseId: string): Promise<SittingExerciseRow> {
    const exercises = await this.sittings.exercises(tx, attempt.assessmentVersionId);
    const exercise = exercises.find(({ id }) => id === exerciseId);
    if (exercise === undefined) {
      throw new AssayError('not-found', 'This exercise is not part of your assessment.');
    }
    return exercise;
  }

  private async started(tx: Transaction, attempt: AttemptRow, exercises: SittingWorkspaceRow[]): Promise<StartedAttempt> {
    const progress = await this.progress(tx, attempt.id, exercises);
    return {
      attempt,
      workspaces: exercises.map((exercise, index) => workspaceView(exercise, progress[index] ?? nothingYet, tx.receivedAt)),
    };
  }

  private async progress(tx: Transaction, attemptId: string, exercises: SittingWorkspaceRow[]): Promise<ExerciseProgress[]> {
    const heads = await this.revisions.heads(tx, attemptId);
    const files = await this.fileSets.getMany(
      tx,
      heads.map(({ filesHash }) => filesHash),
    );
    const handedIn = await this.handedIn(tx, attemptId);
    const trials = await this.gradingJobs.newestTrials(tx, attemptId);
    const progress: ExerciseProgress[] = [];
    for (const { id } of exercises) {
      const revision = heads.find(({ exerciseVersionId }) => exerciseVersionId === id);
      const trial = trials.find(({ exerciseVersionId }) => exerciseVersionId === id) ?? null;
      progress.push({
        head: revision === undefined ? null : { revision, files: files.get(revision.filesHash) ?? [] },
        submission: handedIn.get(id)?.submission ?? null,
        grading: handedIn.get(id)?.gradings[0] ?? null,
        trial,
        trials: trial === null ? 0 : await this.gradingJobs.countTrials(tx, attemptId, id),
      });
    }
    return progress;
  }
}

const nothingYet: ExerciseProgress = { head: null, submission: null, grading: null, trial: null, trials: 0 };
