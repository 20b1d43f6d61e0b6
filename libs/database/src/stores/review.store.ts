import { reviewDueDays, reviewSlots } from '@assay/domain';
import { newId } from '@assay/platform';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../transaction.js';

/** One rater's place at one exercise of an attempt. */
export interface ReviewRow {
  id: string;
  attemptId: string;
  exerciseVersionId: string;
  submissionId: string;
  rubricVersionId: string;
  slot: number;
  dueAt: Date;
  raterId: string | null;
  claimExpiresAt: Date | null;
  submittedAt: Date | null;
}

export interface ReviewListing extends ReviewRow {
  title: string;
  code: string;
}

const columns = `r.id, r.attempt_id as "attemptId", r.exercise_version_id as "exerciseVersionId", r.submission_id as "submissionId",
  r.rubric_version_id as "rubricVersionId", r.slot, r.due_at as "dueAt", r.rater_id as "raterId",
  r.claim_expires_at as "claimExpiresAt", r.submitted_at as "submittedAt"`;

/** Reviews: who rates what until when. */
@Injectable()
export class ReviewStore {
  /**
   * Opens two reviews for every submitted exercise of a closed attempt, due some days after the end. Safe to call again:
   * what is open stays as it is.
   */
  async openReviews(tx: Transaction, attemptId: string): Promise<void> {
    const pieces = await tx.query<{ exerciseVersionId: string; submissionId: string; rubricVersionId: string }>(
      `select distinct on (s.exercise_version_id) s.exercise_version_id as "exerciseVersionId", s.id as "submissionId",
         rubric.id as "rubricVersionId"
       from submission s
       join attempt t on t.tenant_id = s.tenant_id and t.id = s.attempt_id
       join rubric_version rubric on rubric.tenant_id = s.tenant_id and rubric.exercise_version_id = s.exercise_version_id
       where s.tenant_id = $1 and s.attempt_id = $2 and t.closed_at is not null
       order by s.exercise_version_id, s.received_at desc, s.id desc`,
      [tx.tenantId, attemptId],
    );
    for (const piece of pieces) {
      for (let slot = 1; slot <= reviewSlots; slot += 1) {
        await this.openSlot(tx, { ...piece, attemptId, slot });
      }
    }
  }

  /** Opens one more review of a piece; nothing happens when that slot is open already. */
  async openSlot(
    tx: Transaction,
    piece: Pick<ReviewRow, 'attemptId' | 'exerciseVersionId' | 'submissionId' | 'rubricVersionId' | 'slot'>,
  ): Promise<void> {
    await tx.execute(
      `insert into review (tenant_id, id, attempt_id, exercise_version_id, submission_id, rubric_version_id, slot, opened_at, due_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $8::timestamptz + make_interval(days => $9))
       on conflict (tenant_id, attempt_id, exercise_version_id, slot) do nothing`,
      [
        tx.tenantId,
        newId(),
        piece.attemptId,
        piece.exerciseVersionId,
        piece.submissionId,
        piece.rubricVersionId,
        piece.slot,
        tx.receivedAt,
        reviewDueDays,
      ],
    );
  }

  /**
   * What a rater sees of the queue: one review per piece of work, their own before a free one before one that is taken. By
   * due day; inside a day in an order that is random, differs between raters and stays the same for each, so that nobody
   * always rates the same person first.
   */
  async queueOf(tx: Transaction, raterId: string): Promise<ReviewListing[]> {
    return tx.query<ReviewListing>(
      `select * from (
         select distinct on (r.attempt_id, r.exercise_version_id) ${columns},
           e.package -> 'manifest' ->> 'title' as title, e.package -> 'manifest' ->> 'code' as code
         from review r
         join exercise_version e on e.tenant_id = r.tenant_id and e.id = r.exercise_version_id
         where r.tenant_id = $1
         order by r.attempt_id, r.exercise_version_id, (r.rater_id = $2) is true desc,
           (r.submitted_at is null and (r.claim_expires_at is null or r.claim_expires_at <= $3)) desc, r.slot
       ) piece
       order by date_trunc('day', piece."dueAt", 'UTC'), md5(piece.id::text || $2::text)`,
      [tx.tenantId, raterId, tx.receivedAt],
    );
  }

  async findOptional(tx: Transaction, reviewId: string): Promise<ReviewRow | null> {
    const [row] = await tx.query<ReviewRow>(`select ${columns} from review r where r.tenant_id = $1 and r.id = $2`, [
      tx.tenantId,
      reviewId,
    ]);
    return row ?? null;
  }

  /**
   * Holds every review of the piece that `reviewId` belongs to until the transaction ends, and reads them as they are then,
   * by slot. Empty when there is no such review.
   */
  async lockPiece(tx: Transaction, reviewId: string): Promise<ReviewRow[]> {
    return tx.query<ReviewRow>(
      `select ${columns} from review r
       join review wanted on wanted.tenant_id = r.tenant_id and wanted.attempt_id = r.attempt_id
         and wanted.exercise_version_id = r.exercise_version_id
       where r.tenant_id = $1 and wanted.id = $2 order by r.slot for update of r`,
      [tx.tenantId, reviewId],
    );
  }

  /** Gives a held review to a rater for some minutes from now; answers until when. */
  async claim(tx: Transaction, reviewId: string, raterId: string, minutes: number): Promise<Date> {
    const [row] = await tx.query<{ claimExpiresAt: Date }>(
      `update review set rater_id = $3, claimed_at = coalesce(case when rater_id = $3 then claimed_at end, $4::timestamptz),
         claim_expires_at = $4::timestamptz + make_interval(mins => $5)
       where tenant_id = $1 and id = $2 returning claim_expires_at as "claimExpiresAt"`,
      [tx.tenantId, reviewId, raterId, tx.receivedAt, minutes],
    );
    return (row as { claimExpiresAt: Date }).claimExpiresAt;
  }

  /** Gives a held review back to everybody. */
  async release(tx: Transaction, reviewId: string): Promise<void> {
    await tx.execute(
      `update review set rater_id = null, claimed_at = null, claim_expires_at = null where tenant_id = $1 and id = $2`,
      [tx.tenantId, reviewId],
    );
  }

  /** Closes a held review that its rater handed in; it is final from here. */
  async submit(tx: Transaction, reviewId: string): Promise<void> {
    await tx.execute(`update review set submitted_at = $3, claim_expires_at = null where tenant_id = $1 and id = $2`, [
      tx.tenantId,
      reviewId,
      tx.receivedAt,
    ]);
  }
}
