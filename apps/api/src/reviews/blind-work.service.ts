import type { ComparedAnswers, RatingView, ReviewView } from '@assay/contracts';
import type { ReviewRow, Transaction } from '@assay/database';
import { ExerciseVersionStore, GradingJobStore, RatingStore, ratingViewOf, ReviewedWorkStore } from '@assay/database';
import { blindFiles, blindReport, effectiveGrading, gradingStateOf } from '@assay/domain';
import { Injectable } from '@nestjs/common';
import { blindAnswers, comparedAnswersOf } from './compared-answers.js';

type BlindWork = Pick<ReviewView, 'exercise' | 'rubric' | 'competencies' | 'files' | 'grading'>;

/**
 * Work as raters may see it. Everything that a rater's answer holds of a candidate comes from here, and passes the blinding;
 * the identity itself goes nowhere else.
 */
@Injectable()
export class BlindWorkService {
  constructor(
    private readonly work: ReviewedWorkStore,
    private readonly gradingJobs: GradingJobStore,
    private readonly ratings: RatingStore,
    private readonly exercises: ExerciseVersionStore,
  ) {}

  async of(tx: Transaction, review: ReviewRow): Promise<BlindWork> {
    const work = await this.work.find(tx, review.id);
    const identity = { name: work.candidateName, email: work.candidateEmail };
    const gradings = await this.gradingJobs.listOfSubmissions(tx, [review.submissionId]);
    const report = effectiveGrading(gradings)?.report ?? null;
    const [newest] = gradings;
    return {
      exercise: { id: review.exerciseVersionId, title: work.title, code: work.code, statement: work.statement },
      rubric: work.rubric,
      competencies: Object.fromEntries(work.competencies.map(({ id, name }) => [id, name])),
      files: blindFiles(work.files, identity),
      grading: {
        state: newest ? gradingStateOf(newest, tx.receivedAt) : 'queued',
        report: report && blindReport(report, identity),
      },
    };
  }

  /** The answers beside their keys, for a rater who may see keys; empty where the exercise has none. */
  async answersBesideKeys(tx: Transaction, review: ReviewRow): Promise<ComparedAnswers[]> {
    const exercise = await this.exercises.findOptional(tx, review.exerciseVersionId);
    const work = await this.work.find(tx, review.id);
    const identity = { name: work.candidateName, email: work.candidateEmail };
    return exercise === null ? [] : comparedAnswersOf(exercise.package, work.files).map((one) => blindAnswers(one, identity));
  }

  /** What one rater handed in for the piece that a review belongs to. */
  async ratingsBy(tx: Transaction, { submissionId }: ReviewRow, raterId: string): Promise<RatingView[]> {
    const rows = await this.ratings.ofSubmissions(tx, [submissionId]);
    return rows.filter((row) => row.raterId === raterId).map(ratingViewOf);
  }

  /** What everybody else handed in for it. */
  async ratingsByOthers(tx: Transaction, { submissionId }: ReviewRow, raterId: string): Promise<RatingView[]> {
    const rows = await this.ratings.ofSubmissions(tx, [submissionId]);
    return rows.filter((row) => row.raterId !== raterId).map(ratingViewOf);
  }
}
