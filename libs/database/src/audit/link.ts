import { hashOfJson } from '@assay/platform';

/** An audit event as the chain sees it. */
export interface ChainedEvent {
  id: string;
  /** UTC with microseconds, as the database keeps it. */
  at: string;
  action: string;
  actor: string;
  subject: string;
  payload: unknown;
}

/** SQL of the columns of `ChainedEvent` for an `audit_event` named `e`. */
export const chainedEventColumns = `e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
  e.action, e.actor, e.subject, e.payload`;

/**
 * The hash of one link: SHA-256 of the canonical JSON of the event, its tenant, its place and the hash before it, so that
 * changing, moving, removing or inserting any event changes every hash after it.
 */
export function hashOfLink(tenantId: string, seq: number, previousHash: string | null, event: ChainedEvent): string {
  const { id, at, action, actor, subject, payload } = event;
  return hashOfJson({ tenantId, seq, previousHash, event: { id, at, action, actor, subject, payload } });
}
