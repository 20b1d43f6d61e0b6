import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { AssayConfig } from '@assay/platform';
import { AssayError } from '@assay/platform';
import { releaseLock, takeLock } from '../processes/lock-file.js';
import type { DatabaseUrls } from './database.js';
import { openDatabase, ownUrls } from './database.js';
import type { Installation } from './installation.js';
import { openInstallation } from './installation.js';

/**
 * Lets `work` use the platform's database: the one of the platform that runs from this folder, else one opened for it and
 * closed afterwards.
 *
 * @throws AssayError `database-unavailable` when it cannot be reached or started.
 */
export async function withDatabase<T>(config: AssayConfig, work: (urls: DatabaseUrls, secret: string) => Promise<T>): Promise<T> {
  const installation = await openInstallation(config.home);
  const secret = config.secret ?? installation.secrets.secret;
  const holder = await takeLock(installation.lock);
  const isOurs = config.database.url === undefined && config.database.urls.owner === undefined;
  if (holder !== undefined && isOurs) {
    return work(ownUrls(`postgres://127.0.0.1:${await runningPort(installation, holder)}/assay`, installation), secret);
  }
  try {
    const database = await openDatabase(config, installation);
    try {
      return await work(database.urls, secret);
    } finally {
      await database.stop();
    }
  } finally {
    if (holder === undefined) {
      await releaseLock(installation.lock);
    }
  }
}

/** PostgreSQL writes its port into the fourth line of postmaster.pid. */
async function runningPort(installation: Installation, holder: number): Promise<number> {
  const note = await readFile(path.join(installation.database, 'postmaster.pid'), 'utf8').catch(() => '');
  const port = Number(note.split('\n')[3]);
  if (!(port > 0)) {
    throw new AssayError(
      'database-unavailable',
      `Assay is just starting or stopping (process ${holder}): try again in a moment.`,
    );
  }
  return port;
}
