import type { ReviewView, RouteRequest, RouteView, RubricManifest, routes } from '@assay/contracts';
import type { ReviewListing, ReviewRow, Transaction } from '@assay/database';
import { AuditStore, ExerciseVersionStore, ReviewDraftStore, ReviewStore, UnitOfWork } from '@assay/database';
import { claimMinutes, completeCriteria, reviewState } from '@assay/domain';
import { AssayError, candidatePseudonym } from '@assay/platform';
import { Injectable } from '@nestjs/common';
import type { StaffActor } from '../http/actor.js';
import { auditName } from '../http/actor.js';
import { BlindWorkService } from './blind-work.service.js';

type Queue = RouteView<typeof routes.reviews.list>;
type Summary = Queue['items'][number];
type Filter = RouteRequest<typeof routes.reviews.list>['query'];

/** The review queue: who sees what, who holds what. */
@Injectable()
export class ReviewsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reviews: ReviewStore,
    private readonly drafts: ReviewDraftStore,
    private readonly exercises: ExerciseVersionStore,
    private readonly audit: AuditStore,
    private readonly work: BlindWorkService,
  ) {}

  async list(actor: StaffActor, { state, exerciseId }: Filter): Promise<Queue> {
    return this.unitOfWork.run(actor.tenantId, async (tx) => {
      const items = await this.queue(tx, actor.staffId);
      const wanted = items.filter(
        (item) => (state === 'all' || item.state === state) && (exerciseId === undefined || item.exercise.id === exerciseId),
      );
      return { items: wanted };
    });
  }

  async get(actor: StaffActor, reviewId: string): Promise<ReviewView> {
    return this.unitOfWork.run(actor.tenantId, async (tx) => this.view(tx, actor, await this.find(tx, reviewId)));
  }

  /** Of two who claim at once one wins: the piece is held while it is decided. */
  async claim(actor: StaffActor, reviewId: string): Promise<ReviewView> {
    return this.unitOfWork.run(actor.tenantId, async (tx) => {
      const piece = await this.reviews.lockPiece(tx, reviewId);
      const wanted = await this.claimable(tx, actor, piece, reviewId);
      await this.reviews.claim(tx, wanted.id, actor.staffId, claimMinutes);
      await this.audit.append(tx, { action: 'review.claimed', actor: auditName(actor), subject: `review:${wanted.id}` });
      return this.view(tx, actor, await this.find(tx, wanted.id));
    });
  }

  async release(actor: StaffActor, reviewId: string): Promise<Record<string, never>> {
    return this.unitOfWork.run(actor.tenantId, async (tx) => {
      const held = (await this.reviews.lockPiece(tx, reviewId)).find(({ id }) => id === reviewId);
      const state = reviewState(held ?? notFound(), actor.staffId, tx.receivedAt);
      if (state === 'submitted') {
        throw new AssayError('review-submitted', 'These ratings are handed in: the review cannot be given back.');
      }
      if (state === 'mine') {
        await this.reviews.release(tx, reviewId);
        await this.audit.append(tx, { action: 'review.released', actor: auditName(actor), subject: `review:${reviewId}` });
      }
      return {};
    });
  }

  /** @throws AssayError `not-found` when the company has no such review. */
  async find(tx: Transaction, reviewId: string): Promise<ReviewRow> {
    return (await this.reviews.findOptional(tx, reviewId)) ?? notFound();
  }

  async view(tx: Transaction, actor: StaffActor, review: ReviewRow): Promise<ReviewView> {
    const state = reviewState(review, actor.staffId, tx.receivedAt);
    const { draft, revision } = await this.drafts.get(tx, { ...review, raterId: actor.staffId });
    const answers = await this.answers(tx, actor, review, state);
    return {
      id: review.id,
      pseudonym: candidatePseudonym(review.attemptId),
      state,
      dueAt: review.dueAt.toISOString(),
      claimExpiresAt: claimExpiryOf(review, state),
      ...(await this.work.of(tx, review)),
      ...(answers.length > 0 && { answers }),
      draft,
      draftRevision: revision,
      position: positionOf(await this.queue(tx, actor.staffId), review.id),
      mine: state === 'submitted' ? await this.work.ratingsBy(tx, review, actor.staffId) : [],
    };
  }

  /** Keys are for whoever may see them and works on this piece. */
  private async answers(tx: Transaction, actor: StaffActor, review: ReviewRow, state: ReviewView['state']) {
    const worksOnIt = state === 'mine' || state === 'submitted';
    return worksOnIt && actor.permissions.has('answer-keys.read') ? this.work.answersBesideKeys(tx, review) : [];
  }

  private async claimable(tx: Transaction, actor: StaffActor, piece: readonly ReviewRow[], reviewId: string): Promise<ReviewRow> {
    const wanted = piece.find(({ id }) => id === reviewId) ?? notFound();
    const stateOf = (review: ReviewRow) => reviewState(review, actor.staffId, tx.receivedAt);
    const state = stateOf(wanted);
    if (state === 'submitted') {
      throw new AssayError('review-submitted', 'Your ratings of this piece are handed in already.');
    }
    if (state === 'taken') {
      const free = piece.find((review) => stateOf(review) === 'open');
      throw new AssayError('review-taken', 'Somebody else is rating this: take another one from the queue.', {
        extra: { open: free?.id ?? null },
      });
    }
    const other = piece.find((review) => review.id !== reviewId && review.raterId === actor.staffId);
    if (other && stateOf(other) !== 'open') {
      throw new AssayError('review-taken', 'You rate this piece already: the second rating has to come from somebody else.', {
        extra: { open: null },
      });
    }
    if (other) {
      // An expired claim of the same rater: one person never holds two places at one piece.
      await this.reviews.release(tx, other.id);
    }
    return wanted;
  }

  private async queue(tx: Transaction, raterId: string): Promise<Summary[]> {
    const listings = await this.reviews.queueOf(tx, raterId);
    const drafts = await this.drafts.ofRater(tx, raterId);
    const rubrics = await this.rubricsOf(tx, listings);
    return listings.map((listing): Summary => {
      const rubric = rubrics.get(listing.exerciseVersionId) ?? { version: 1, criteria: [] };
      const state = reviewState(listing, raterId, tx.receivedAt);
      const draft = drafts.get(`${listing.attemptId} ${listing.exerciseVersionId}`) ?? {};
      return {
        id: listing.id,
        pseudonym: candidatePseudonym(listing.attemptId),
        exercise: { id: listing.exerciseVersionId, title: listing.title, code: listing.code },
        state,
        dueAt: listing.dueAt.toISOString(),
        claimExpiresAt: claimExpiryOf(listing, state),
        criteria: rubric.criteria.length,
        rated: state === 'submitted' ? rubric.criteria.length : completeCriteria(rubric, draft),
      };
    });
  }

  private async rubricsOf(tx: Transaction, listings: readonly ReviewListing[]): Promise<Map<string, RubricManifest>> {
    const rubrics = new Map<string, RubricManifest>();
    for (const id of new Set(listings.map(({ exerciseVersionId }) => exerciseVersionId))) {
      const rubric = await this.exercises.findOptionalRubric(tx, id);
      if (rubric) {
        rubrics.set(id, rubric.manifest);
      }
    }
    return rubrics;
  }
}

/** Nobody is told when another rater's claim ends. */
function claimExpiryOf({ claimExpiresAt }: ReviewRow, state: ReviewView['state']): string | null {
  return state === 'mine' ? (claimExpiresAt?.toISOString() ?? null) : null;
}

/** "3 of 11": the place among what is left for this rater, 0 for what is not. */
function positionOf(queue: readonly Summary[], reviewId: string): ReviewView['position'] {
  const left = queue.filter(({ state }) => state === 'open' || state === 'mine');
  const place = left.findIndex(({ id }) => id === reviewId);
  const next = left[place + 1] ?? left.find(({ id }) => id !== reviewId);
  return { index: place + 1, of: left.length, next: next?.id ?? null };
}

function notFound(): never {
  throw new AssayError('not-found', 'There is no such review in your company.');
}
