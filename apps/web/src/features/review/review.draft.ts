import type { Evidence, Level, ReviewDraft, ReviewView } from '@assay/contracts';
import { routes } from '@assay/contracts';
import { useCallback, useEffect, useRef } from 'react';
import { api } from '../../lib/api.js';
import type { Saver } from '../../lib/saver.js';
import { useSaver } from '../../lib/saver.js';

type CriterionDraft = ReviewDraft[string];

export interface ReviewDraftSaver extends Saver<ReviewDraft> {
  of: (criterion: string) => CriterionDraft;
  set: (criterion: string, part: { level?: Level | null; evidence?: Evidence[]; reason?: string }) => void;
  /** The revision that the next save or the handing in rests on. */
  revision: () => number;
}

const empty: CriterionDraft = { level: null, evidence: [], reason: '' };
const deviceKey = (reviewId: string): string => `assay-review-${reviewId}`;

/** The rater's draft: on this device at once, on the server a moment later. */
export function useReviewDraft(review: ReviewView): ReviewDraftSaver {
  const revision = useRef(review.draftRevision);
  const saver = useSaver<ReviewDraft>({
    initial: () => keptOnDevice(review) ?? review.draft,
    save: async (draft) => {
      const saved = await api(routes.reviews.saveDraft, {
        params: { reviewId: review.id },
        body: { draftRevision: revision.current, draft },
      });
      revision.current = saved.draftRevision;
      localStorage.removeItem(deviceKey(review.id));
    },
  });
  const { content, change, state, retry } = saver;

  // What a crash left on this device goes to the server when the desk opens.
  useEffect(() => {
    if (keptOnDevice(review) !== null) retry();
  }, [review, retry]);

  useEffect(() => {
    if (state !== 'saved') {
      localStorage.setItem(deviceKey(review.id), JSON.stringify({ revision: revision.current, draft: content }));
    }
  }, [content, review.id, state]);

  const set = useCallback<ReviewDraftSaver['set']>(
    (criterion, part) => change((draft) => ({ ...draft, [criterion]: { ...(draft[criterion] ?? empty), ...part } })),
    [change],
  );
  const of = (criterion: string): CriterionDraft => content[criterion] ?? empty;
  return { ...saver, of, set, revision: () => revision.current };
}

/** Forgets what this device kept of a review that is handed in. */
export function forgetDraft(reviewId: string): void {
  localStorage.removeItem(deviceKey(reviewId));
}

/** What a crash left behind, unless the server has moved on since. */
function keptOnDevice(review: ReviewView): ReviewDraft | null {
  const kept = localStorage.getItem(deviceKey(review.id));
  if (kept === null) return null;
  const { revision, draft } = JSON.parse(kept) as { revision: number; draft: ReviewDraft };
  return revision === review.draftRevision ? draft : null;
}
