import { newId } from '@assay/platform';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../transaction.js';

export interface SubmissionRow {
  id: string;
  attemptId: string;
  exerciseVersionId: string;
  revisionId: string;
  filesHash: string;
  idempotencyKey: string;
  /** Handed in by the platform when the attempt ended. */
  automatic: boolean;
  receivedAt: Date;
}

export type NewSubmission = Omit<SubmissionRow, 'id' | 'receivedAt'>;

const columns = `id, attempt_id as "attemptId", exercise_version_id as "exerciseVersionId", revision_id as "revisionId",
  files_hash as "filesHash", idempotency_key as "idempotencyKey", automatic, received_at as "receivedAt"`;

/** Work that was handed in; the newest of an exercise counts. Written once. */
@Injectable()
export class SubmissionStore {
  /** Adds a submission as received now; the caller holds the attempt's lock. */
  async add(tx: Transaction, submission: NewSubmission): Promise<SubmissionRow> {
    const { attemptId, exerciseVersionId, revisionId, filesHash, idempotencyKey, automatic } = submission;
    const [row] = await tx.query<SubmissionRow>(
      `insert into submission (tenant_id, id, attempt_id, exercise_version_id, revision_id, files_hash, idempotency_key, automatic, received_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning ${columns}`,
      [tx.tenantId, newId(), attemptId, exerciseVersionId, revisionId, filesHash, idempotencyKey, automatic, tx.receivedAt],
    );
    if (row === undefined) {
      throw new Error('Inserting a submission answered no row.');
    }
    return row;
  }

  async findOptional(tx: Transaction, submissionId: string): Promise<SubmissionRow | null> {
    const [row] = await tx.query<SubmissionRow>(`select ${columns} from submission where tenant_id = $1 and id = $2`, [
      tx.tenantId,
      submissionId,
    ]);
    return row ?? null;
  }

  async findOptionalByKey(tx: Transaction, attemptId: string, idempotencyKey: string): Promise<SubmissionRow | null> {
    const [row] = await tx.query<SubmissionRow>(
      `select ${columns} from submission where tenant_id = $1 and attempt_id = $2 and idempotency_key = $3`,
      [tx.tenantId, attemptId, idempotencyKey],
    );
    return row ?? null;
  }

  /** All submissions of an attempt, newest first. */
  async list(tx: Transaction, attemptId: string): Promise<SubmissionRow[]> {
    return tx.query<SubmissionRow>(
      `select ${columns} from submission where tenant_id = $1 and attempt_id = $2 order by received_at desc, id desc`,
      [tx.tenantId, attemptId],
    );
  }

  /** The submission that counts of every exercise of an attempt. */
  async counting(tx: Transaction, attemptId: string): Promise<SubmissionRow[]> {
    return tx.query<SubmissionRow>(
      `select distinct on (exercise_version_id) ${columns} from submission
       where tenant_id = $1 and attempt_id = $2 order by exercise_version_id, received_at desc, id desc`,
      [tx.tenantId, attemptId],
    );
  }
}
