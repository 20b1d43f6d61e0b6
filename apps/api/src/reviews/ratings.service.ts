import type { RatingView, ReviewDraft, ReviewView, RouteRequest, RouteView, routes } from '@assay/contracts';
import type { RatingRow, ReviewRow, Transaction } from '@assay/database';
import { AuditStore, RatingStore, ReviewDraftStore, ReviewStore, ScorecardStore, UnitOfWork } from '@assay/database';
import { claimMinutes, incompleteCriteria, needsAdjudication, reviewSlots, reviewState, whyDangling } from '@assay/domain';
import { AssayError } from '@assay/platform';
import { Injectable } from '@nestjs/common';
import type { StaffActor } from '../http/actor.js';
import { auditName } from '../http/actor.js';
import { BlindWorkService } from './blind-work.service.js';
import { ReviewsService } from './reviews.service.js';

type Saved = RouteView<typeof routes.reviews.saveDraft>;
type DraftBody = RouteRequest<typeof routes.reviews.saveDraft>['body'];

/** What a rater writes: drafts while the claim lasts, then ratings that nobody changes. */
@Injectable()
export class RatingsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reviewStore: ReviewStore,
    private readonly drafts: ReviewDraftStore,
    private readonly ratings: RatingStore,
    private readonly scorecards: ScorecardStore,
    private readonly audit: AuditStore,
    private readonly reviews: ReviewsService,
    private readonly work: BlindWorkService,
  ) {}

  async saveDraft(actor: StaffActor, reviewId: string, { draftRevision, draft }: DraftBody): Promise<Saved> {
    const saved = await this.unitOfWork.run(actor.tenantId, async (tx) => {
      const { review, holds } = await this.hold(tx, actor, reviewId);
      await this.refuseStale(tx, actor, review, draftRevision);
      const revision = await this.drafts.save(tx, { ...review, raterId: actor.staffId }, draft);
      return holds ? { draftRevision: revision, claimExpiresAt: await this.renew(tx, actor, review) } : null;
    });
    return saved ?? lost();
  }

  async submit(actor: StaffActor, reviewId: string, { draftRevision, draft }: DraftBody): Promise<ReviewView> {
    const view = await this.unitOfWork.run(actor.tenantId, async (tx) => {
      const { review, piece, holds } = await this.hold(tx, actor, reviewId);
      await this.refuseStale(tx, actor, review, draftRevision);
      await this.drafts.save(tx, { ...review, raterId: actor.staffId }, draft);
      if (!holds) {
        return null;
      }
      await this.renew(tx, actor, review);
      await this.handIn(tx, actor, review, draft);
      await this.adjudicate(tx, review, piece);
      await this.scorecards.recomputeScorecard(tx, review.attemptId);
      return this.reviews.view(tx, actor, await this.reviews.find(tx, reviewId));
    });
    return view ?? lost();
  }

  /** What the others said, for whoever has said it themselves: nobody's rating may lean on another's. */
  async others(actor: StaffActor, reviewId: string): Promise<{ items: RatingView[] }> {
    return this.unitOfWork.run(actor.tenantId, async (tx) => {
      const review = await this.reviews.find(tx, reviewId);
      const own = await this.work.ratingsBy(tx, review, actor.staffId);
      if (own.length === 0) {
        throw new AssayError('ratings-hidden', 'Hand in your own ratings first: then you see what the others said.');
      }
      return { items: await this.work.ratingsByOthers(tx, review, actor.staffId) };
    });
  }

  /** The review with its piece held, for somebody who has the claim, or had it and may still save. */
  private async hold(
    tx: Transaction,
    actor: StaffActor,
    reviewId: string,
  ): Promise<{ review: ReviewRow; piece: ReviewRow[]; holds: boolean }> {
    const piece = await this.reviewStore.lockPiece(tx, reviewId);
    const review = piece.find(({ id }) => id === reviewId);
    if (!review) {
      throw new AssayError('not-found', 'There is no such review in your company.');
    }
    if (reviewState(review, actor.staffId, tx.receivedAt) === 'submitted') {
      throw new AssayError('review-submitted', 'Your ratings of this piece are handed in: they stay as they are.');
    }
    // A claim that expired and that nobody else took goes on as if it had not.
    const holds = review.raterId === actor.staffId;
    const draft = await this.drafts.get(tx, { ...review, raterId: actor.staffId });
    if (!holds && draft.revision === 0) {
      throw new AssayError('review-not-yours', 'Claim this review first: then nobody else rates in your place.');
    }
    return { review, piece, holds };
  }

  private async refuseStale(tx: Transaction, actor: StaffActor, review: ReviewRow, draftRevision: number): Promise<void> {
    const { draft, revision } = await this.drafts.get(tx, { ...review, raterId: actor.staffId });
    if (revision !== draftRevision) {
      throw new AssayError('draft-conflict', 'These ratings were changed in another window: compare the two and save again.', {
        extra: { draftRevision: revision, draft },
      });
    }
  }

  private async renew(tx: Transaction, actor: StaffActor, review: ReviewRow): Promise<string> {
    return (await this.reviewStore.claim(tx, review.id, actor.staffId, claimMinutes)).toISOString();
  }

  private async handIn(tx: Transaction, actor: StaffActor, review: ReviewRow, draft: ReviewDraft): Promise<void> {
    const complete = await this.checked(tx, review, draft);
    await this.ratings.add(tx, review.id, actor.staffId, complete);
    await this.reviewStore.submit(tx, review.id);
    await this.audit.append(tx, {
      action: 'ratings.submitted',
      actor: auditName(actor),
      subject: `review:${review.id}`,
      payload: {
        attemptId: review.attemptId,
        submissionId: review.submissionId,
        rubricVersionId: review.rubricVersionId,
        levels: Object.fromEntries(complete.map(({ criterion, level }) => [criterion, level])),
      },
    });
  }

  private async checked(tx: Transaction, review: ReviewRow, draft: ReviewDraft) {
    const { rubric, files, grading } = await this.work.of(tx, review);
    const cases = new Set(grading.report?.cases.map(({ id }) => id));
    const incomplete = incompleteCriteria(rubric, draft).flatMap(({ criterion, title, missing }) =>
      missing.map((sentence) => ({ path: `draft.${criterion}`, message: `${title}: ${sentence}` })),
    );
    const unknown = Object.keys(draft)
      .filter((criterion) => !rubric.criteria.some(({ id }) => id === criterion))
      .map((criterion) => ({ path: `draft.${criterion}`, message: `The rubric has no criterion ${criterion}.` }));
    const dangling = Object.entries(draft).flatMap(([criterion, { evidence }]) =>
      evidence.flatMap((item, index) => {
        const why = whyDangling(item, files, cases);
        return why === null ? [] : [{ path: `draft.${criterion}.evidence.${index}`, message: why }];
      }),
    );
    const issues = [...incomplete, ...unknown, ...dangling];
    if (issues.length > 0) {
      throw new AssayError('ratings-incomplete', issues.map(({ message }) => message).join(' '), { issues });
    }
    return rubric.criteria.flatMap(({ id }) => {
      const rating = draft[id];
      return rating?.level
        ? [{ criterion: id, level: rating.level, evidence: rating.evidence, reason: rating.reason.trim() }]
        : [];
    });
  }

  /** Where the first two disagree, a third rates as well. Nothing is overwritten. */
  private async adjudicate(tx: Transaction, review: ReviewRow, piece: readonly ReviewRow[]): Promise<void> {
    const handedIn = piece.filter(({ id, submittedAt }) => id === review.id || submittedAt !== null);
    if (handedIn.length !== reviewSlots || piece.length > reviewSlots) {
      return;
    }
    const rows = await this.ratings.ofSubmissions(tx, [review.submissionId]);
    const disputed = [...new Set(rows.map(({ criterion }) => criterion))].filter((criterion) => isDisputed(rows, criterion));
    if (disputed.length > 0) {
      await this.reviewStore.openSlot(tx, { ...review, slot: reviewSlots + 1 });
      await this.audit.append(tx, {
        action: 'adjudication.opened',
        actor: 'system',
        subject: `attempt:${review.attemptId}`,
        payload: { submissionId: review.submissionId, criteria: disputed },
      });
    }
  }
}

function isDisputed(rows: readonly RatingRow[], criterion: string): boolean {
  const [one, other] = rows.filter((row) => row.criterion === criterion);
  return one !== undefined && other !== undefined && needsAdjudication(one.level, other.level);
}

/** Said after the commit, so that the draft is kept. */
function lost(): never {
  throw new AssayError(
    'review-expired',
    'This review is not reserved for you any more. Your draft is kept: claim the review again, or another one of this piece.',
  );
}
