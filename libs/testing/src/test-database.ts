import type { DatabaseRole } from '@assay/database';
import { openDataSource, UnitOfWork } from '@assay/database';
import { testService } from '@assay/platform';
import { Client } from 'pg';
import { Factory } from './factories/factory.js';
import { cloneTemplate, dropDatabase, urlOf } from './template-database.js';

/** A migrated PostgreSQL database that one spec file has to itself. */
export interface TestDatabase {
  urls: Record<DatabaseRole | 'superuser', string>;
  /** Acts as `assay_app`, like the product. */
  unitOfWork: UnitOfWork;
  /** Makes rows to begin with. */
  make: Factory;
  /** Runs SQL as `assay_owner`, past row-level security: to look at what happened, or to tamper. */
  asOwner<Row extends object>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** A bare connection of its own as one of the roles; closed with the database. */
  connect(role: DatabaseRole | 'superuser'): Promise<Client>;
  /** Closes every connection and drops the database. */
  close(): Promise<void>;
}

/**
 * Clones the migrated template database, which is made once per server and schema.
 *
 * @throws ConfigError with a sentence when no PostgreSQL was provided: a spec fails, it never skips.
 */
export async function openTestDatabase(): Promise<TestDatabase> {
  const superuserUrl = testService('databaseUrl');
  const name = await cloneTemplate(superuserUrl);
  const urls = {
    superuser: urlOf(superuserUrl, name),
    owner: urlOf(superuserUrl, name, 'owner'),
    app: urlOf(superuserUrl, name, 'app'),
    queue: urlOf(superuserUrl, name, 'queue'),
    retention: urlOf(superuserUrl, name, 'retention'),
  };
  const clients: Client[] = [];
  const connect = async (role: DatabaseRole | 'superuser') => {
    const client = new Client({ connectionString: urls[role] });
    // The server ends what a spec left open when the database is dropped.
    client.on('error', () => undefined);
    await client.connect();
    clients.push(client);
    return client;
  };
  const owner = await connect('owner');
  const dataSource = await openDataSource({ url: urls.app, applicationName: 'assay-spec' });
  const unitOfWork = new UnitOfWork(dataSource);
  const asOwner = async <Row extends object>(sql: string, parameters: readonly unknown[] = []) =>
    (await owner.query<Row>(sql, [...parameters])).rows;
  return {
    urls,
    unitOfWork,
    make: new Factory(asOwner, unitOfWork),
    asOwner,
    connect,
    close: async () => {
      await dataSource.destroy();
      await Promise.all(clients.map((client) => client.end().catch(() => undefined)));
      await dropDatabase(superuserUrl, name);
    },
  };
}
