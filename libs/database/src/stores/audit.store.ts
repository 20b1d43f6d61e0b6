import type { AuditEventView } from '@assay/contracts';
import { newId } from '@assay/platform';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../transaction.js';

export interface NewAuditEvent {
  /** What happened, as `<noun>.<past participle>`, such as `submission.received`. */
  action: string;
  /** Who did it: `staff:<id>`, `candidate:<id>`, `api-key:<id>` or `system`. Never a name or an address. */
  actor: string;
  /** What it was done to, as `<noun>:<id>`. */
  subject: string;
  /** Facts with pseudonymous ids only: events outlive the erasure of the people in them. */
  payload?: Record<string, unknown>;
}

interface AuditRow extends Omit<AuditEventView, 'at'> {
  at: Date;
}

@Injectable()
export class AuditStore {
  /** Writes an event with what caused it, in one transaction. It is chained within about a second of the commit. */
  async append(tx: Transaction, event: NewAuditEvent): Promise<void> {
    await tx.execute(`insert into audit_event (tenant_id, id, action, actor, subject, payload) values ($1, $2, $3, $4, $5, $6)`, [
      tx.tenantId,
      newId(),
      event.action,
      event.actor,
      event.subject,
      JSON.stringify(event.payload ?? {}),
    ]);
  }

  /** Writes an event unless the same actor did the same to the same subject within the last `seconds`. */
  async appendUnlessRecent(tx: Transaction, event: NewAuditEvent, seconds: number): Promise<void> {
    const [recent] = await tx.query<{ id: string }>(
      `select id from audit_event where tenant_id = $1 and actor = $2 and action = $3 and subject = $4
       and at > statement_timestamp() - make_interval(secs => $5) limit 1`,
      [tx.tenantId, event.actor, event.action, event.subject, seconds],
    );
    if (recent === undefined) {
      await this.append(tx, event);
    }
  }

  /** Events, newest first; with `before`, only those older than that event. */
  async list(tx: Transaction, page: { before?: string | undefined; limit: number }): Promise<AuditEventView[]> {
    const rows = await tx.query<AuditRow>(
      `select e.id, e.at, e.action, e.actor, e.subject, e.payload, s.seq, s.hash
       from audit_event e left join audit_seal s on s.tenant_id = e.tenant_id and s.event_id = e.id
       where e.tenant_id = $1
         and ($2::uuid is null or (e.at, e.id) < (select b.at, b.id from audit_event b where b.tenant_id = $1 and b.id = $2))
       order by e.at desc, e.id desc limit $3`,
      [tx.tenantId, page.before ?? null, page.limit],
    );
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  }
}
