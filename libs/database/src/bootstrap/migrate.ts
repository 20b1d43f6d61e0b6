import { AssayError, messageOf } from '@assay/platform';
import { DataSource } from 'typeorm';
import { migrations } from '../migrations/migrations.js';
import { assertTenancy } from './tenancy.js';

/** Where TypeORM keeps which migrations have run. */
export const migrationTable = 'schema_migration';

/** Any constant: only one migration runs at a time in a database. */
const lockKey = 7_263_114_905;

/**
 * Brings the schema to the newest version, all in one transaction, and checks that every tenant is walled off. Does nothing
 * where it is there already; of several at once, one works and the others wait.
 *
 * @param ownerUrl of role `assay_owner`, after `bootstrapRoles`.
 * @returns the names of the migrations that ran.
 * @throws AssayError `database-unavailable`, or `set-up-failed` when a migration fails (nothing of it stays) or the check does.
 */
export async function migrate(ownerUrl: string): Promise<string[]> {
  const dataSource = await openForMigration(ownerUrl);
  try {
    const names = await runUnderLock(dataSource);
    await assertTenancy(ownerUrl);
    return names;
  } finally {
    await dataSource.destroy();
  }
}

async function openForMigration(ownerUrl: string): Promise<DataSource> {
  const dataSource = new DataSource({
    type: 'postgres',
    url: ownerUrl,
    applicationName: 'assay-migrate',
    migrations,
    migrationsTableName: migrationTable,
    installExtensions: false,
    synchronize: false,
    logging: false,
    connectTimeoutMS: 10_000,
    poolErrorHandler: () => undefined,
  });
  try {
    return await dataSource.initialize();
  } catch (thrown) {
    throw new AssayError(
      'database-unavailable',
      `PostgreSQL cannot be migrated (${messageOf(thrown)}): check that it runs and that the owner's URL and password are right.`,
      { cause: thrown },
    );
  }
}

async function runUnderLock(dataSource: DataSource): Promise<string[]> {
  const holder = dataSource.createQueryRunner();
  try {
    await holder.query('select pg_advisory_lock($1)', [lockKey]);
    const ran = await dataSource.runMigrations({ transaction: 'all' });
    return ran.map(({ name }) => name);
  } catch (thrown) {
    throw new AssayError('set-up-failed', `A migration failed and changed nothing: ${messageOf(thrown)}`, { cause: thrown });
  } finally {
    await holder.query('select pg_advisory_unlock($1)', [lockKey]).catch(() => undefined);
    await holder.release();
  }
}
