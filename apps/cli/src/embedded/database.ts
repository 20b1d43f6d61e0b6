import path from 'node:path';
import { bootstrapRoles, migrate, urlForRole } from '@assay/database';
import type { AssayConfig, DatabaseRole } from '@assay/platform';
import { messageOf, pause } from '@assay/platform';
import { migrateQueue } from '@assay/queue';
import { Client } from 'pg';
import { say } from '../workspace/terminal.js';
import type { Installation } from './installation.js';
import type { PostgresServer, PostgresSettings } from './postgres-server.js';
import { migrateGiven } from './migrate.js';
import { startPostgres } from './postgres-server.js';

export type DatabaseUrls = Record<DatabaseRole, string>;

export interface PlatformDatabase {
  urls: DatabaseUrls;
  /** Ends the server, when it is ours. */
  stop(): Promise<void>;
}

/**
 * Opens the platform's database: somebody else's PostgreSQL when the configuration names one, else our own. Roles and tables
 * are there afterwards, in the newest shape.
 *
 * @throws AssayError `database-unavailable` or `set-up-failed` when it cannot be reached, started or brought up to date.
 */
export async function openDatabase(config: AssayConfig, installation: Installation): Promise<PlatformDatabase> {
  if (Object.values(config.database.urls).every((url) => url !== undefined)) {
    say('Preparing the database …');
    return { urls: await migrateGiven(config), stop: () => Promise.resolve() };
  }
  if (config.database.url !== undefined) {
    say('Preparing the database …');
    return { urls: await prepare(config.database.url, installation), stop: () => Promise.resolve() };
  }
  say('Starting PostgreSQL …');
  const server = await keepPostgres({
    dataFolder: installation.database,
    logFile: path.join(installation.logs, 'postgres.log'),
    password: installation.secrets.superuser,
  });
  try {
    return { urls: await prepare(await ownDatabase(server.url), installation), stop: () => server.stop() };
  } catch (thrown) {
    await server.stop();
    throw thrown;
  }
}

async function prepare(superuserUrl: string, installation: Installation): Promise<DatabaseUrls> {
  await bootstrapRoles(superuserUrl, installation.secrets);
  const urls = ownUrls(superuserUrl, installation);
  await prepareTables(urls);
  return urls;
}

/** The URL of every role of an installation whose roles we made, on the server and database of `url`. */
export function ownUrls(url: string, { secrets }: Installation): DatabaseUrls {
  return {
    owner: urlForRole(url, 'owner', secrets.owner),
    app: urlForRole(url, 'app', secrets.app),
    queue: urlForRole(url, 'queue', secrets.queue),
    retention: urlForRole(url, 'retention', secrets.retention),
  };
}

async function prepareTables(urls: DatabaseUrls): Promise<void> {
  await migrate(urls.owner);
  await migrateQueue(urls.queue);
}

/** Makes the database `assay` on our own server, once. */
async function ownDatabase(superuserUrl: string): Promise<string> {
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = 'assay'");
    if (rowCount === 0) {
      await client.query('create database assay');
    }
  } finally {
    await client.end();
  }
  const url = new URL(superuserUrl);
  url.pathname = '/assay';
  return url.href;
}

/** Keeps our own server running on one port: when somebody ends it, it starts again. */
async function keepPostgres(settings: PostgresSettings): Promise<Pick<PostgresServer, 'url' | 'stop'>> {
  const stopped = new AbortController();
  const first = await startPostgres(settings);
  const port = Number(new URL(first.url).port);
  let current = first;
  const keeping = (async () => {
    for (;;) {
      await current.ended;
      if (stopped.signal.aborted) {
        return;
      }
      say(`PostgreSQL ended and starts again; see ${settings.logFile}`);
      await pause(500, stopped.signal);
      current = await startPostgres({ ...settings, port });
    }
  })();
  // A start that fails is told by whoever needs the database; here it only ends the keeping.
  const kept = keeping.catch((thrown: unknown) => say(messageOf(thrown)));
  return {
    url: first.url,
    stop: async () => {
      stopped.abort();
      await current.stop();
      await kept;
    },
  };
}
