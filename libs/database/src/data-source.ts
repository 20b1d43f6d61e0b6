import { AssayError, messageOf } from '@assay/platform';
import { DataSource } from 'typeorm';
import { entities } from './entities.js';
import { SnakeNamingStrategy } from './snake-naming-strategy.js';

export interface DatabaseOptions {
  /** Connection URL of the role to act as: `assay_app` for the product, `assay_owner` for seeding. */
  url: string;
  /** Most connections that this process opens; 10 unless said. */
  poolSize?: number;
  /** Shown in pg_stat_activity; `assay` unless said. */
  applicationName?: string;
  /** After which the server cancels a statement; 15,000 unless said. */
  statementTimeoutMs?: number;
  /** How long to wait for a connection, new or from the pool; 5,000 unless said. */
  connectTimeoutMs?: number;
}

/**
 * Opens a pool of connections. Close it with `destroy()`.
 *
 * @throws AssayError `database-unavailable` when the database does not answer or refuses the sign-in.
 */
export async function openDataSource(options: DatabaseOptions): Promise<DataSource> {
  const dataSource = new DataSource({
    type: 'postgres',
    url: options.url,
    applicationName: options.applicationName ?? 'assay',
    poolSize: options.poolSize ?? 10,
    connectTimeoutMS: options.connectTimeoutMs ?? 5_000,
    entities,
    namingStrategy: new SnakeNamingStrategy(),
    synchronize: false,
    installExtensions: false,
    logging: false,
    // A connection that breaks while idle leaves the pool; whoever needs one next gets a new one, or the error.
    poolErrorHandler: () => undefined,
    extra: {
      statement_timeout: options.statementTimeoutMs ?? 15_000,
      idle_in_transaction_session_timeout: 60_000,
      keepAlive: true,
    },
  });
  try {
    return await dataSource.initialize();
  } catch (thrown) {
    throw new AssayError(
      'database-unavailable',
      `PostgreSQL cannot be used (${messageOf(thrown)}): check that it runs and that the database URL and password are right.`,
      { cause: thrown },
    );
  }
}
