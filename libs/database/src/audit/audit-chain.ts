import type { ChainCheck } from '@assay/contracts';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../transaction.js';
import { UnitOfWork } from '../unit-of-work.js';
import type { ChainedEvent } from './link.js';
import { chainedEventColumns, hashOfLink } from './link.js';

interface Head {
  seq: number;
  hash: string | null;
}

type SealedEvent = ChainedEvent & { seq: number; eventId: string; previousHash: string | null; hash: string; found: boolean };

const pageSize = 500;

/** Chains a tenant's audit events in the order in which their transactions committed, and checks the chain. */
@Injectable()
export class AuditChain {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Chains every committed event that is not chained yet and answers how many. Of several sealers of one tenant one works at a
   * time. An event whose transaction is still under way is not seen and is chained by a later call.
   */
  async seal(tenantId: string): Promise<number> {
    return this.unitOfWork.run(tenantId, async (tx) => {
      // The statements after the lock see what the sealer before this one committed.
      await tx.query(`select pg_advisory_xact_lock(hashtextextended('assay.audit-chain:' || $1, 0))`, [tenantId]);
      const waiting = await listWaiting(tx);
      let head = waiting.length === 0 ? null : await readHead(tx);
      for (let start = 0; start < waiting.length && head !== null; start += pageSize) {
        head = await sealPage(tx, head, waiting.slice(start, start + pageSize));
      }
      return waiting.length;
    });
  }

  /**
   * Recomputes the chain from its beginning and names the first event that does not fit. Keep the answered `head` elsewhere to
   * notice a chain that was cut at its end.
   */
  async verify(tenantId: string): Promise<ChainCheck> {
    return this.unitOfWork.run(tenantId, async (tx) => {
      const unsealed = await countUnsealed(tx);
      let head: Head = { seq: 0, hash: null };
      for (;;) {
        const page = await readPage(tx, head.seq);
        for (const sealed of page) {
          const why = misfit(tenantId, head, sealed);
          if (why !== null) {
            return {
              intact: false,
              events: head.seq,
              unsealed,
              head: head.hash,
              broken: { seq: sealed.seq, id: sealed.eventId, why },
            };
          }
          head = { seq: sealed.seq, hash: sealed.hash };
        }
        if (page.length < pageSize) {
          return { intact: true, events: head.seq, unsealed, head: head.hash, broken: null };
        }
      }
    });
  }
}

/** All of them at once: one snapshot, so that nothing that commits meanwhile slips in between. */
async function listWaiting(tx: Transaction): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select event_id as id from audit_pending where tenant_id = $1 order by noted_at, event_id`,
    [tx.tenantId],
  );
  return rows.map((row) => row.id);
}

async function readHead(tx: Transaction): Promise<Head> {
  const [head] = await tx.query<Head>(`select seq, hash from audit_seal where tenant_id = $1 order by seq desc limit 1`, [
    tx.tenantId,
  ]);
  return head ?? { seq: 0, hash: null };
}

async function sealPage(tx: Transaction, before: Head, ids: readonly string[]): Promise<Head> {
  const events = await tx.query<ChainedEvent>(
    `select ${chainedEventColumns} from audit_event e where e.tenant_id = $1 and e.id = any($2::uuid[])
     order by array_position($2::uuid[], e.id)`,
    [tx.tenantId, ids],
  );
  let head = before;
  const seals = events.map((event) => {
    const seq = head.seq + 1;
    const seal = { seq, eventId: event.id, previousHash: head.hash, hash: hashOfLink(tx.tenantId, seq, head.hash, event) };
    head = { seq, hash: seal.hash };
    return seal;
  });
  await tx.execute(
    `insert into audit_seal (tenant_id, seq, event_id, previous_hash, hash)
     select $1, s.seq, s."eventId", s."previousHash", s.hash
     from jsonb_to_recordset($2::jsonb) s (seq integer, "eventId" uuid, "previousHash" text, hash text)`,
    [tx.tenantId, JSON.stringify(seals)],
  );
  await tx.execute(`delete from audit_pending where tenant_id = $1 and event_id = any($2::uuid[])`, [tx.tenantId, ids]);
  return head;
}

async function readPage(tx: Transaction, afterSeq: number): Promise<SealedEvent[]> {
  return tx.query<SealedEvent>(
    `select s.seq, s.event_id as "eventId", s.previous_hash as "previousHash", s.hash, e.id is not null as found, ${chainedEventColumns}
     from audit_seal s left join audit_event e on e.tenant_id = s.tenant_id and e.id = s.event_id
     where s.tenant_id = $1 and s.seq > $2 order by s.seq limit $3`,
    [tx.tenantId, afterSeq, pageSize],
  );
}

async function countUnsealed(tx: Transaction): Promise<number> {
  const [row] = await tx.query<{ unsealed: number }>(
    `select count(*)::integer as unsealed from audit_event e where e.tenant_id = $1
     and not exists (select from audit_seal s where s.tenant_id = e.tenant_id and s.event_id = e.id)`,
    [tx.tenantId],
  );
  return row?.unsealed ?? 0;
}

function misfit(tenantId: string, head: Head, sealed: SealedEvent): string | null {
  if (sealed.seq !== head.seq + 1) {
    return `Place ${head.seq + 1} of the chain is missing.`;
  }
  if (!sealed.found) {
    return 'The event was removed.';
  }
  if (sealed.previousHash !== head.hash) {
    return 'The seal does not continue the one before it.';
  }
  return sealed.hash === hashOfLink(tenantId, sealed.seq, head.hash, sealed)
    ? null
    : 'The event is not as it was when it was sealed.';
}
