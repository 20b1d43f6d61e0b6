import type { ReviewView } from '@assay/contracts';

export type ReviewState = ReviewView['state'];

/** Who holds a review until when, and whether its ratings are in. */
export interface ReviewHold {
  raterId: string | null;
  claimExpiresAt: Date | null;
  submittedAt: Date | null;
}

/** A claim lasts this long; saving the draft renews it. */
export const claimMinutes = 30;

/** What a review is to one rater: `submitted` and `mine` are theirs, `taken` is with somebody else, `open` can be claimed. */
export function reviewState(hold: ReviewHold, raterId: string, now: Date): ReviewState {
  const isMine = hold.raterId === raterId;
  if (hold.submittedAt) {
    return isMine ? 'submitted' : 'taken';
  }
  if (hold.raterId === null || !hold.claimExpiresAt || hold.claimExpiresAt <= now) {
    return 'open';
  }
  return isMine ? 'mine' : 'taken';
}

/** Raters per piece of work, before anything has to be adjudicated. */
export const reviewSlots = 2;

/** Days from the end of an attempt, or from a disagreement, until a rating is due. */
export const reviewDueDays = 3;
