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
