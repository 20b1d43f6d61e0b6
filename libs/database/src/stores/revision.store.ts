import { newId } from '@assay/platform';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../transaction.js';

export interface RevisionRow {
  id: string;
  attemptId: string;
  exerciseVersionId: string;
  seq: number;
  clientId: string;
  filesHash: string;
  /** A name when it was set aside: then it is in the history and never the state that is handed in. */
  label: string | null;
  savedAt: Date;
}

export type NewRevision = Pick<RevisionRow, 'attemptId' | 'exerciseVersionId' | 'clientId' | 'filesHash' | 'label'>;

const columns = `id, attempt_id as "attemptId", exercise_version_id as "exerciseVersionId", seq, client_id as "clientId",
  files_hash as "filesHash", label, saved_at as "savedAt"`;

/** Saved states of an attempt's exercises. Each exercise counts its own from 1. */
@Injectable()
export class RevisionStore {
  /** Adds a revision as received now. The caller holds the attempt's lock, which keeps the count free of gaps and races. */
  async add(tx: Transaction, revision: NewRevision): Promise<RevisionRow> {
    const { attemptId, exerciseVersionId, clientId, filesHash, label } = revision;
    const [row] = await tx.query<RevisionRow>(
      `insert into revision (tenant_id, id, attempt_id, exercise_version_id, seq, client_id, files_hash, label, saved_at)
       select $1, $2, $3, $4, coalesce(max(seq), 0) + 1, $5, $6, $7, $8 from revision
       where tenant_id = $1 and attempt_id = $3 and exercise_version_id = $4
       returning ${columns}`,
      [tx.tenantId, newId(), attemptId, exerciseVersionId, clientId, filesHash, label, tx.receivedAt],
    );
    if (row === undefined) {
      throw new Error('Inserting a revision answered no row.');
    }
    return row;
  }

  async findOptionalByClientId(tx: Transaction, attemptId: string, clientId: string): Promise<RevisionRow | null> {
    const [row] = await tx.query<RevisionRow>(
      `select ${columns} from revision where tenant_id = $1 and attempt_id = $2 and client_id = $3`,
      [tx.tenantId, attemptId, clientId],
    );
    return row ?? null;
  }

  async findOptional(tx: Transaction, attemptId: string, revisionId: string): Promise<RevisionRow | null> {
    const [row] = await tx.query<RevisionRow>(
      `select ${columns} from revision where tenant_id = $1 and attempt_id = $2 and id = $3`,
      [tx.tenantId, attemptId, revisionId],
    );
    return row ?? null;
  }

  /** Newest state of every exercise of an attempt, what was set aside left out. */
  async heads(tx: Transaction, attemptId: string): Promise<RevisionRow[]> {
    return tx.query<RevisionRow>(
      `select distinct on (exercise_version_id) ${columns} from revision
       where tenant_id = $1 and attempt_id = $2 and label is null
       order by exercise_version_id, seq desc`,
      [tx.tenantId, attemptId],
    );
  }

  /** Newest states that differ from what was handed in last and came after it, or of which nothing was handed in. */
  async notHandedIn(tx: Transaction, attemptId: string): Promise<RevisionRow[]> {
    return tx.query<RevisionRow>(
      `with head as (
         select distinct on (exercise_version_id) * from revision
         where tenant_id = $1 and attempt_id = $2 and label is null order by exercise_version_id, seq desc
       ), handed as (
         select distinct on (s.exercise_version_id) s.exercise_version_id, s.files_hash, r.seq
         from submission s join revision r on r.tenant_id = s.tenant_id and r.id = s.revision_id
         where s.tenant_id = $1 and s.attempt_id = $2 order by s.exercise_version_id, s.received_at desc, s.id desc
       )
       select ${columns} from head
       where not exists (
         select from handed where handed.exercise_version_id = head.exercise_version_id
           and (handed.seq >= head.seq or handed.files_hash = head.files_hash)
       )
       order by exercise_version_id`,
      [tx.tenantId, attemptId],
    );
  }

  /** Revisions of one exercise, newest first. */
  async list(tx: Transaction, attemptId: string, exerciseVersionId: string): Promise<RevisionRow[]> {
    return tx.query<RevisionRow>(
      `select ${columns} from revision
       where tenant_id = $1 and attempt_id = $2 and exercise_version_id = $3 order by seq desc`,
      [tx.tenantId, attemptId, exerciseVersionId],
    );
  }
}
