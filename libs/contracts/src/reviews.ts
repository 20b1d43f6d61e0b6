import { z } from 'zod';
import { rubricManifest } from './exercise.js';
import { comparedAnswers } from './form.js';
import { gradingReport, gradingState } from './grading.js';
import { id, instant, nothing, sentence, slug, textFile } from './primitives.js';
import { level } from './role.js';
import { route } from './route.js';

/** What a rating rests on. */
export const evidence = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('lines'), path: z.string().max(200), from: z.int().positive(), to: z.int().positive() }),
  z.object({ kind: z.literal('test'), caseId: z.string().max(300) }),
  z.object({ kind: z.literal('note'), path: z.string().max(200), line: z.int().positive(), text: sentence(2_000) }),
]);
export type Evidence = z.output<typeof evidence>;

export const criterionDraft = z.object({
  level: level.nullable(),
  evidence: z.array(evidence).max(40),
  reason: z.string().max(4_000),
});
/** Criterion id → what the rater has so far. */
export const reviewDraft = z.record(slug, criterionDraft);
export type ReviewDraft = z.output<typeof reviewDraft>;

export const ratingView = z.object({
  criterion: slug,
  level,
  evidence: z.array(evidence),
  reason: z.string(),
  rater: z.object({ id, name: z.string() }),
  at: instant,
});
export type RatingView = z.output<typeof ratingView>;

export const reviewSummary = z.object({
  id,
  pseudonym: z.string(),
  exercise: z.object({ id, title: z.string(), code: z.string() }),
  state: z.enum(['open', 'mine', 'taken', 'submitted']),
  dueAt: instant,
  claimExpiresAt: instant.nullable(),
  criteria: z.int(),
  rated: z.int(),
});

/** Blind: nothing here may tell who the candidate is. */
export const reviewView = z
  .object({
    id,
    pseudonym: z.string(),
    state: z.enum(['open', 'mine', 'taken', 'submitted']),
    dueAt: instant,
    claimExpiresAt: instant.nullable(),
    exercise: z.object({ id, title: z.string(), code: z.string(), statement: z.string() }),
    rubric: rubricManifest,
    competencies: z.record(z.string(), z.string()),
    files: z.array(textFile),
    /** Answers beside their keys; absent for whoever may not see keys, and where there are none. */
    answers: z.array(comparedAnswers).optional(),
    grading: z.object({ state: gradingState, report: gradingReport.nullable() }),
    draft: reviewDraft,
    /** Send back when saving. */
    draftRevision: z.int(),
    /** Place in the rater's queue, for "3 of 11". */
    position: z.object({ index: z.int(), of: z.int(), next: id.nullable() }),
    mine: z.array(ratingView),
  })
  .meta({ id: 'Review' });
export type ReviewView = z.output<typeof reviewView>;

const reviewParams = z.object({ reviewId: id });

export const reviewRoutes = {
  list: route({
    method: 'GET',
    path: '/reviews',
    access: 'reviews.rate',
    summary: 'The review queue by due date.',
    query: z.object({ state: z.enum(['open', 'mine', 'submitted', 'all']).default('all'), exerciseId: id.optional() }),
    response: z.object({ items: z.array(reviewSummary) }),
  }),
  get: route({
    method: 'GET',
    path: '/reviews/:reviewId',
    access: 'reviews.rate',
    summary: 'Work, rubric, results and own draft. Blind.',
    params: reviewParams,
    response: reviewView,
  }),
  claim: route({
    method: 'POST',
    path: '/reviews/:reviewId/claim',
    access: 'reviews.rate',
    summary: 'Take a review for 30 minutes; of two at once, one wins.',
    params: reviewParams,
    body: nothing,
    response: reviewView,
  }),
  release: route({
    method: 'POST',
    path: '/reviews/:reviewId/release',
    access: 'reviews.rate',
    summary: 'Give a review back; the draft stays.',
    params: reviewParams,
    body: nothing,
    response: nothing,
  }),
  saveDraft: route({
    method: 'PUT',
    path: '/reviews/:reviewId/draft',
    access: 'reviews.rate',
    summary: 'Save the draft and renew the claim. 409 draft-conflict when stale.',
    params: reviewParams,
    body: z.object({ draftRevision: z.int(), draft: reviewDraft }),
    response: z.object({ draftRevision: z.int(), claimExpiresAt: instant }),
  }),
  submit: route({
    method: 'POST',
    path: '/reviews/:reviewId/submit',
    access: 'reviews.rate',
    summary: 'Hand in all ratings. Each needs evidence or a reason; levels 1 and 4 always need evidence.',
    params: reviewParams,
    body: z.object({ draftRevision: z.int(), draft: reviewDraft }),
    response: reviewView,
  }),
  others: route({
    method: 'GET',
    path: '/reviews/:reviewId/others',
    access: 'reviews.rate',
    summary: 'What the others rated; 403 until the own ratings are in.',
    params: reviewParams,
    response: z.object({ items: z.array(ratingView) }),
  }),
} as const;
