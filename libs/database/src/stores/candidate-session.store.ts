import { newId } from '@assay/platform';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../transaction.js';

export interface CandidateSessionRow {
  id: string;
  invitationId: string;
  candidateId: string;
  expiresAt: Date;
}

/** The cookies that opened links became. */
@Injectable()
export class CandidateSessionStore {
  /** Opens a session for the candidate of an invitation. Only the token's SHA-256 is kept. */
  async create(tx: Transaction, session: { invitationId: string; tokenHash: string; lifetimeSeconds: number }): Promise<void> {
    await tx.execute(
      `insert into candidate_session (tenant_id, id, invitation_id, token_hash, expires_at)
       values ($1, $2, $3, $4, statement_timestamp() + make_interval(secs => $5))`,
      [tx.tenantId, newId(), session.invitationId, session.tokenHash, session.lifetimeSeconds],
    );
  }

  /** The session if it can still be used: neither ended nor expired, and its invitation not withdrawn. */
  async findOptionalLive(tx: Transaction, sessionId: string): Promise<CandidateSessionRow | null> {
    const [row] = await tx.query<CandidateSessionRow>(
      `select s.id, s.invitation_id as "invitationId", i.candidate_id as "candidateId", s.expires_at as "expiresAt"
       from candidate_session s
       join invitation i on i.tenant_id = s.tenant_id and i.id = s.invitation_id
       where s.tenant_id = $1 and s.id = $2 and s.ended_at is null and s.expires_at > statement_timestamp()
         and i.revoked_at is null`,
      [tx.tenantId, sessionId],
    );
    return row ?? null;
  }
}
