import { newId } from '@assay/platform';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../transaction.js';

export interface StaffSessionRow {
  id: string;
  staffId: string;
  expiresAt: Date;
}

const columns = `id, staff_id as "staffId", expires_at as "expiresAt"`;

@Injectable()
export class StaffSessionStore {
  /** Opens a session that lasts `lifetimeSeconds` from now. Only the token's SHA-256 is kept. */
  async create(
    tx: Transaction,
    session: { staffId: string; tokenHash: string; lifetimeSeconds: number },
  ): Promise<StaffSessionRow> {
    const [row] = await tx.query<StaffSessionRow>(
      `insert into staff_session (tenant_id, id, staff_id, token_hash, expires_at)
       values ($1, $2, $3, $4, statement_timestamp() + make_interval(secs => $5)) returning ${columns}`,
      [tx.tenantId, newId(), session.staffId, session.tokenHash, session.lifetimeSeconds],
    );
    if (row === undefined) {
      throw new Error('Inserting a session answered no row.');
    }
    return row;
  }

  /** The session if it can still be used: neither ended nor expired nor idle for `idleSeconds`, and its person not disabled. */
  async findOptionalLive(tx: Transaction, sessionId: string, idleSeconds: number): Promise<StaffSessionRow | null> {
    const [row] = await tx.query<StaffSessionRow>(
      `select ${columns} from staff_session session
       where tenant_id = $1 and id = $2 and ended_at is null and expires_at > statement_timestamp()
         and last_seen_at > statement_timestamp() - make_interval(secs => $3)
         and exists (select from staff s where s.tenant_id = $1 and s.id = session.staff_id and s.disabled_at is null)`,
      [tx.tenantId, sessionId, idleSeconds],
    );
    return row ?? null;
  }

  /** Notes that the session is in use, at most once a minute, so that reading does not mean writing. */
  async touch(tx: Transaction, sessionId: string): Promise<void> {
    await tx.execute(
      `update staff_session set last_seen_at = statement_timestamp()
       where tenant_id = $1 and id = $2 and last_seen_at < statement_timestamp() - interval '1 minute'`,
      [tx.tenantId, sessionId],
    );
  }

  /** Ends one session; ending it again changes nothing. */
  async end(tx: Transaction, sessionId: string): Promise<void> {
    await tx.execute(
      `update staff_session set ended_at = statement_timestamp() where tenant_id = $1 and id = $2 and ended_at is null`,
      [tx.tenantId, sessionId],
    );
  }
}
