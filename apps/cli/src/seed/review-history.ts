import { reviewDueDays } from '@assay/domain';
import type { Company } from './company.js';
import { exerciseOf } from './company.js';
import { demoId } from './demo-id.js';
import { pieceKey } from './demo.js';
import type { History } from './history.js';
import type { DoneReview, PlannedReview } from './review-plan.js';
import { disputedCriteria } from './review-plan.js';
import { later } from './sittings.js';

/** Adds the reviews of one piece with the ratings that were handed in. */
export function addReviews(history: History, company: Company, reviews: readonly PlannedReview[]): void {
  for (const review of reviews) {
    addReview(history, company, review);
  }
  const adjudication = reviews[2];
  if (adjudication) {
    const { sitting, handedIn, openedAt } = adjudication;
    history.note(openedAt, {
      action: 'adjudication.opened',
      actor: 'system',
      subject: `attempt:${sitting.attemptId}`,
      payload: { submissionId: handedIn.submissionId, criteria: disputedCriteria(handedIn.piece.exercise.rubric, reviews) },
    });
  }
}

function addReview(history: History, company: Company, { sitting, handedIn, slot, openedAt, done }: PlannedReview): void {
  const { piece, submissionId } = handedIn;
  const exercise = exerciseOf(company, piece.exercise.manifest.slug);
  const id = demoId(`review ${pieceKey(piece)} ${String(slot)}`, openedAt);
  history.add('review', {
    id,
    attempt_id: sitting.attemptId,
    exercise_version_id: exercise.versionId,
    submission_id: submissionId,
    rubric_version_id: exercise.rubricVersionId,
    slot,
    opened_at: openedAt,
    due_at: later(openedAt, reviewDueDays * 24 * 3_600),
    rater_id: done?.raterId ?? null,
    claimed_at: done?.claimedAt ?? null,
    claim_expires_at: null,
    submitted_at: done?.submittedAt ?? null,
  });
  if (done) {
    addRatings(history, id, done);
    const actor = `staff:${done.raterId}`;
    const levels = Object.fromEntries(done.ratings.map(({ criterion, level }) => [criterion, level]));
    history.note(done.claimedAt, { action: 'review.claimed', actor, subject: `review:${id}` });
    history.note(done.submittedAt, {
      action: 'ratings.submitted',
      actor,
      subject: `review:${id}`,
      payload: { attemptId: sitting.attemptId, submissionId, rubricVersionId: exercise.rubricVersionId, levels },
    });
  }
}

function addRatings(history: History, reviewId: string, { raterId, submittedAt, ratings }: DoneReview): void {
  for (const [index, { criterion, level, evidence, reason }] of ratings.entries()) {
    history.add('rating', {
      // Ratings of one review are listed by id, which keeps them in the rubric's order.
      id: demoId(`rating ${reviewId} ${criterion}`, later(submittedAt, index / 1_000)),
      review_id: reviewId,
      rater_id: raterId,
      criterion,
      level,
      evidence,
      reason,
      at: submittedAt,
    });
  }
}
