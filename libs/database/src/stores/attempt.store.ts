import { newId } from '@assay/platform';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../transaction.js';

export interface AttemptRow {
  id: string;
  invitationId: string;
  assessmentVersionId: string;
  candidateId: string;
  timeFactor: number;
  startedAt: Date;
  /** Absolute: already holds time factor and extensions. */
  deadline: Date;
  graceSeconds: number;
  timeCreditSeconds: number;
  closedAt: Date | null;
  closedHow: 'handed-in' | 'deadline' | null;
  lastEvent: number;
}

export type NewAttempt = Pick<
  AttemptRow,
  'invitationId' | 'assessmentVersionId' | 'candidateId' | 'timeFactor' | 'deadline' | 'graceSeconds'
>;

export interface ExtensionRow {
  seconds: number;
  kind: 'accommodation' | 'time-credit';
  reason: string;
  grantedAt: Date;
  grantedBy: string;
}

const columns = `id, invitation_id as "invitationId", assessment_version_id as "assessmentVersionId",
  candidate_id as "candidateId", time_factor as "timeFactor", started_at as "startedAt", deadline,
  grace_seconds as "graceSeconds", time_credit_seconds as "timeCreditSeconds", closed_at as "closedAt",
  closed_how as "closedHow", last_event as "lastEvent"`;

/** Attempts and the time given to them. */
@Injectable()
export class AttemptStore {
  async findOptional(tx: Transaction, attemptId: string): Promise<AttemptRow | null> {
    const [row] = await tx.query<AttemptRow>(`select ${columns} from attempt where tenant_id = $1 and id = $2`, [
      tx.tenantId,
      attemptId,
    ]);
    return row ?? null;
  }

  async findOptionalByInvitation(tx: Transaction, invitationId: string): Promise<AttemptRow | null> {
    const [row] = await tx.query<AttemptRow>(`select ${columns} from attempt where tenant_id = $1 and invitation_id = $2`, [
      tx.tenantId,
      invitationId,
    ]);
    return row ?? null;
  }

  /** Holds the attempt against every other writer until the transaction ends, and reads it as it is then. */
  async lockOptional(tx: Transaction, attemptId: string): Promise<AttemptRow | null> {
    const [row] = await tx.query<AttemptRow>(`select ${columns} from attempt where tenant_id = $1 and id = $2 for update`, [
      tx.tenantId,
      attemptId,
    ]);
    return row ?? null;
  }

  async lockOptionalByInvitation(tx: Transaction, invitationId: string): Promise<AttemptRow | null> {
    const [row] = await tx.query<AttemptRow>(
      `select ${columns} from attempt where tenant_id = $1 and invitation_id = $2 for update`,
      [tx.tenantId, invitationId],
    );
    return row ?? null;
  }

  /** Starts the attempt of an invitation now; null when it had been started already, by whoever came first. */
  async addUnlessStarted(tx: Transaction, attempt: NewAttempt): Promise<AttemptRow | null> {
    const [row] = await tx.query<AttemptRow>(
      `insert into attempt (tenant_id, id, invitation_id, assessment_version_id, candidate_id, time_factor, started_at, deadline, grace_seconds)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       on conflict (tenant_id, invitation_id) do nothing returning ${columns}`,
      [
        tx.tenantId,
        newId(),
        attempt.invitationId,
        attempt.assessmentVersionId,
        attempt.candidateId,
        attempt.timeFactor,
        tx.receivedAt,
        attempt.deadline,
        attempt.graceSeconds,
      ],
    );
    return row ?? null;
  }

  /** Ends a locked attempt now. */
  async close(tx: Transaction, attemptId: string, how: NonNullable<AttemptRow['closedHow']>): Promise<void> {
    await tx.query(`update attempt set closed_at = $3, closed_how = $4 where tenant_id = $1 and id = $2 and closed_at is null`, [
      tx.tenantId,
      attemptId,
      tx.receivedAt,
      how,
    ]);
  }

  /** Gives time to a locked attempt and writes down why. */
  async extend(
    tx: Transaction,
    attemptId: string,
    extension: Omit<ExtensionRow, 'grantedAt' | 'grantedBy'> & { grantedBy: string; deadline: Date },
  ): Promise<void> {
    const { seconds, kind, reason, grantedBy, deadline } = extension;
    await tx.query(
      `insert into attempt_extension (tenant_id, id, attempt_id, seconds, kind, reason, granted_by, granted_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [tx.tenantId, newId(), attemptId, seconds, kind, reason, grantedBy, tx.receivedAt],
    );
    const credit = kind === 'time-credit' ? seconds : 0;
    await tx.query(
      `update attempt set deadline = $3, time_credit_seconds = time_credit_seconds + $4 where tenant_id = $1 and id = $2`,
      [tx.tenantId, attemptId, deadline, credit],
    );
  }

  /** Time given to an attempt, oldest first, with the name of who gave it. */
  async extensions(tx: Transaction, attemptId: string): Promise<ExtensionRow[]> {
    return tx.query<ExtensionRow>(
      `select e.seconds, e.kind, e.reason, e.granted_at as "grantedAt", s.name as "grantedBy"
       from attempt_extension e join staff s on s.tenant_id = e.tenant_id and s.id = e.granted_by
       where e.tenant_id = $1 and e.attempt_id = $2 order by e.granted_at, e.id`,
      [tx.tenantId, attemptId],
    );
  }
}
