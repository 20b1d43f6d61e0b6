import type { AttemptEvent } from '@assay/contracts';
import { AssayError } from '@assay/platform';
import { Injectable } from '@nestjs/common';
import { attemptEventChannel } from '../events/attempt-event-channel.js';
import type { Transaction } from '../transaction.js';

@Injectable()
export class AttemptEventStore {
  /**
   * Adds the next event of an attempt and, at commit, wakes its listeners. Takes the attempt's row lock until the transaction
   * ends, which is what makes `seq` gapless in the order of commits. Answers the seq.
   *
   * @throws AssayError `not-found` for an unknown attempt.
   */
  async append(tx: Transaction, attemptId: string, event: AttemptEvent['event']): Promise<number> {
    const [next] = await tx.query<{ seq: number }>(
      `update attempt set last_event = last_event + 1 where tenant_id = $1 and id = $2 returning last_event as seq`,
      [tx.tenantId, attemptId],
    );
    if (next === undefined) {
      throw new AssayError('not-found', 'There is no such attempt.');
    }
    await tx.query(
      `with added as (
         insert into attempt_event (tenant_id, attempt_id, seq, at, event) values ($1, $2, $3, statement_timestamp(), $4)
       ) select pg_notify($5, $6)`,
      [tx.tenantId, attemptId, next.seq, JSON.stringify(event), attemptEventChannel, `${tx.tenantId}:${attemptId}`],
    );
    return next.seq;
  }

  /** Events with a greater seq than `seq`, in order, `most` of them at most. */
  async after(tx: Transaction, attemptId: string, seq: number, most = 200): Promise<AttemptEvent[]> {
    const rows = await tx.query<{ seq: number; at: Date; event: AttemptEvent['event'] }>(
      `select seq, at, event from attempt_event where tenant_id = $1 and attempt_id = $2 and seq > $3 order by seq limit $4`,
      [tx.tenantId, attemptId, seq, most],
    );
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  }
}
