import { runMigrations } from 'bullmq';
import pg from 'pg';

/** The schema of BullMQ's tables, owned by the queue's own role. */
export const queueSchema = 'bullmq';

/**
 * Creates or upgrades BullMQ's tables. Doing it twice, or from two processes at a time, changes nothing.
 *
 * @param url PostgreSQL URL of the role that owns (or may create) the schema `bullmq`.
 * @returns The version of the tables.
 */
export async function migrateQueue(url: string): Promise<number> {
  return withClient(url, (client) => runMigrations(client, queueSchema));
}

/**
 * Clears away dead rows and renews the planner's statistics. After a backlog of ten thousand jobs with statistics from before it,
 * taking a job slows down tenfold until this has run. PostgreSQL skips tables that the role does not own, hence the queue's URL.
 */
export async function vacuumQueue(url: string): Promise<void> {
  await withClient(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = $1 and tableowner = current_user`,
      [queueSchema],
    );
    for (const { name } of rows) {
      await client.query(`vacuum (analyze, skip_locked) ${name}`);
    }
  });
}

async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
