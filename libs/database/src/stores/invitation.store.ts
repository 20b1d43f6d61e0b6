import { newId } from '@assay/platform';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../transaction.js';

export interface InvitationRow {
  id: string;
  assessmentId: string;
  assessmentVersion: number;
  candidateId: string;
  /** Empty when the candidate was erased. */
  candidateName: string;
  candidateEmail: string;
  timeFactor: number;
  createdAt: Date;
  expiresAt: Date;
  openedAt: Date | null;
  revokedAt: Date | null;
  attemptId: string | null;
  startedAt: Date | null;
  deadline: Date | null;
  closedAt: Date | null;
}

export interface NewInvitation {
  assessmentId: string;
  assessmentVersionId: string;
  candidateId: string;
  /** SHA-256 of the link's token; the token itself is kept nowhere. */
  tokenHash: string;
  timeFactor: number;
  expiresInDays: number;
  createdBy: string;
}

const columns = `i.id, i.assessment_id as "assessmentId", v.number as "assessmentVersion", i.candidate_id as "candidateId",
  coalesce(who.name, '') as "candidateName", coalesce(who.email, '') as "candidateEmail", i.time_factor as "timeFactor",
  i.created_at as "createdAt", i.expires_at as "expiresAt", i.opened_at as "openedAt", i.revoked_at as "revokedAt",
  t.id as "attemptId", t.started_at as "startedAt", t.deadline, t.closed_at as "closedAt"`;
const source = `invitation i
  join assessment_version v on v.tenant_id = i.tenant_id and v.id = i.assessment_version_id
  left join candidate_identity who on who.tenant_id = i.tenant_id and who.candidate_id = i.candidate_id
  left join attempt t on t.tenant_id = i.tenant_id and t.invitation_id = i.id`;

/** Invitations as staff see them. */
@Injectable()
export class InvitationStore {
  /** Adds an invitation that can be opened until `expiresInDays` from now; answers its id. */
  async create(tx: Transaction, invitation: NewInvitation): Promise<string> {
    const id = newId();
    await tx.execute(
      `insert into invitation (tenant_id, id, assessment_id, assessment_version_id, candidate_id, token_hash, time_factor, created_by, created_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9::timestamptz + make_interval(days => $10))`,
      [
        tx.tenantId,
        id,
        invitation.assessmentId,
        invitation.assessmentVersionId,
        invitation.candidateId,
        invitation.tokenHash,
        invitation.timeFactor,
        invitation.createdBy,
        tx.receivedAt,
        invitation.expiresInDays,
      ],
    );
    return id;
  }

  /** Those of one assessment, newest first. */
  async list(tx: Transaction, assessmentId: string): Promise<InvitationRow[]> {
    return tx.query<InvitationRow>(
      `select ${columns} from ${source} where i.tenant_id = $1 and i.assessment_id = $2 order by i.created_at desc, i.id desc`,
      [tx.tenantId, assessmentId],
    );
  }

  async findOptional(tx: Transaction, invitationId: string): Promise<InvitationRow | null> {
    const [row] = await tx.query<InvitationRow>(`select ${columns} from ${source} where i.tenant_id = $1 and i.id = $2`, [
      tx.tenantId,
      invitationId,
    ]);
    return row ?? null;
  }

  /** Holds an invitation against being started, reissued or withdrawn, and reads it as it is then. */
  async lockOptional(tx: Transaction, invitationId: string): Promise<InvitationRow | null> {
    await tx.query(`select id from invitation where tenant_id = $1 and id = $2 for update`, [tx.tenantId, invitationId]);
    return this.findOptional(tx, invitationId);
  }

  /**
   * Replaces the link of a held invitation: the old one stops working. One that has expired can be opened for `days` more.
   * Sessions stay: whoever is at work is not thrown out.
   */
  async replaceToken(tx: Transaction, invitationId: string, tokenHash: string, days: number): Promise<void> {
    await tx.execute(
      `update invitation set token_hash = $3,
         expires_at = case when expires_at <= $4 then $4::timestamptz + make_interval(days => $5) else expires_at end
       where tenant_id = $1 and id = $2`,
      [tx.tenantId, invitationId, tokenHash, tx.receivedAt, days],
    );
  }

  /** Withdraws a held invitation. */
  async revoke(tx: Transaction, invitationId: string): Promise<void> {
    await tx.execute(`update invitation set revoked_at = $3 where tenant_id = $1 and id = $2 and revoked_at is null`, [
      tx.tenantId,
      invitationId,
      tx.receivedAt,
    ]);
    await this.endSessions(tx, invitationId);
  }

  private async endSessions(tx: Transaction, invitationId: string): Promise<void> {
    await tx.execute(
      `update candidate_session set ended_at = $3 where tenant_id = $1 and invitation_id = $2 and ended_at is null`,
      [tx.tenantId, invitationId, tx.receivedAt],
    );
  }
}
