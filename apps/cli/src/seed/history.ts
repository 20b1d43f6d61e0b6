import type { NewAuditEvent, Transaction } from '@assay/database';
import { demoId } from './demo-id.js';

type Row = Record<string, unknown>;

/** The tables that a history is written to, those that others refer to first. */
const tables = [
  'candidate',
  'candidate_identity',
  'invitation',
  'attempt',
  'revision',
  'submission',
  'grading_job',
  'case_result',
  'attempt_event',
  'review',
  'rating',
  'audit_event',
] as const;
type Table = (typeof tables)[number];

/**
 * What happened at instants in the past, as rows to be written all at once. The stores cannot write it: their rows happen
 * when they are written.
 */
export class History {
  private readonly rows = new Map<Table, Row[]>(tables.map((table) => [table, []]));

  constructor(private readonly tenantId: string) {}

  /** Adds a row; of one table all rows have the same columns. */
  add(table: Table, row: Row): void {
    this.rows.get(table)?.push({ tenant_id: this.tenantId, ...row });
  }

  /** Adds an audit event. */
  note(at: Date, { action, actor, subject, payload = {} }: NewAuditEvent): void {
    const number = this.rows.get('audit_event')?.length ?? 0;
    const id = demoId(`event ${String(number)} ${action} ${subject}`, at);
    this.add('audit_event', { id, at, action, actor, subject, payload });
  }

  /** Writes everything, one statement per table; audit events in the order in which they happened. */
  async write(tx: Transaction): Promise<void> {
    this.rows.get('audit_event')?.sort((one, other) => (one['at'] as Date).getTime() - (other['at'] as Date).getTime());
    for (const [table, rows] of this.rows) {
      const columns = Object.keys(rows[0] ?? {}).join(', ');
      if (columns !== '') {
        await tx.execute(
          `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1)`,
          [JSON.stringify(rows)],
        );
      }
    }
  }
}
