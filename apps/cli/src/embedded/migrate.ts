import { bootstrapRoles, migrate } from '@assay/database';
import type { AssayConfig, DatabaseRole } from '@assay/platform';
import { requireDatabaseUrl } from '@assay/platform';
import { migrateQueue } from '@assay/queue';
import type { DatabaseUrls } from './database.js';

/**
 * Brings a database that somebody else runs into the newest shape. With a superuser's DATABASE_URL the roles are made or set
 * right too, with the passwords that their URLs hold.
 *
 * @throws ConfigError when a role's URL is not set.
 */
export async function migrateGiven(config: AssayConfig): Promise<DatabaseUrls> {
  const url = (role: DatabaseRole) => requireDatabaseUrl(config, role);
  const urls: DatabaseUrls = { owner: url('owner'), app: url('app'), queue: url('queue'), retention: url('retention') };
  if (config.database.url !== undefined) {
    await bootstrapRoles(config.database.url, {
      owner: passwordOf(urls.owner),
      app: passwordOf(urls.app),
      queue: passwordOf(urls.queue),
      retention: passwordOf(urls.retention),
    });
  }
  await migrate(urls.owner);
  await migrateQueue(urls.queue);
  return urls;
}

function passwordOf(url: string): string {
  return decodeURIComponent(new URL(url).password);
}
