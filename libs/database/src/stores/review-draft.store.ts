import type { ReviewDraft } from '@assay/contracts';
import { Injectable } from '@nestjs/common';
import { storableJson } from '../storable-json.js';
import type { Transaction } from '../transaction.js';

/** A piece of work and who rates it. */
export interface DraftKey {
  attemptId: string;
  exerciseVersionId: string;
  raterId: string;
}

export interface ReviewDraftRow {
  draft: ReviewDraft;
  /** Grows with each save. */
  revision: number;
}

/** What a rater has so far. It belongs to the rater and the piece: it outlives the claim and follows to another slot. */
@Injectable()
export class ReviewDraftStore {
  /** The draft; revision 0 and empty before the first save. */
  async get(tx: Transaction, { attemptId, exerciseVersionId, raterId }: DraftKey): Promise<ReviewDraftRow> {
    const [row] = await tx.query<ReviewDraftRow>(
      `select draft, revision from review_draft
       where tenant_id = $1 and attempt_id = $2 and exercise_version_id = $3 and rater_id = $4`,
      [tx.tenantId, attemptId, exerciseVersionId, raterId],
    );
    return row ?? { draft: {}, revision: 0 };
  }

  /** All drafts of a rater, by `attemptId exerciseVersionId`. */
  async ofRater(tx: Transaction, raterId: string): Promise<Map<string, ReviewDraft>> {
    const rows = await tx.query<{ key: string; draft: ReviewDraft }>(
      `select attempt_id || ' ' || exercise_version_id as key, draft from review_draft where tenant_id = $1 and rater_id = $2`,
      [tx.tenantId, raterId],
    );
    return new Map(rows.map(({ key, draft }) => [key, draft]));
  }

  /** Saves a draft and answers its revision; the caller holds the piece. */
  async save(tx: Transaction, { attemptId, exerciseVersionId, raterId }: DraftKey, draft: ReviewDraft): Promise<number> {
    const [row] = await tx.query<{ revision: number }>(
      `insert into review_draft (tenant_id, attempt_id, exercise_version_id, rater_id, draft, saved_at) values ($1, $2, $3, $4, $5, $6)
       on conflict (tenant_id, attempt_id, exercise_version_id, rater_id)
       do update set draft = excluded.draft, revision = review_draft.revision + 1, saved_at = excluded.saved_at
       returning revision`,
      [tx.tenantId, attemptId, exerciseVersionId, raterId, storableJson(draft), tx.receivedAt],
    );
    return (row as { revision: number }).revision;
  }
}
