import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { newSecret } from '@assay/platform';
import { z } from 'zod';

/** What this installation keeps to itself: made once, readable by its user alone. */
const secrets = z.object({
  /** Of PostgreSQL's superuser. */
  superuser: z.string(),
  owner: z.string(),
  app: z.string(),
  queue: z.string(),
  retention: z.string(),
  /** `ASSAY_SECRET` of every process. */
  secret: z.string(),
});
export type InstallationSecrets = z.infer<typeof secrets>;

export interface Installation {
  folder: string;
  logs: string;
  /** Folder of the database cluster. */
  database: string;
  lock: string;
  secrets: InstallationSecrets;
}

/** Opens the installation in a folder, or makes it. */
export async function openInstallation(folder: string): Promise<Installation> {
  const logs = path.join(folder, 'logs');
  await mkdir(logs, { recursive: true });
  await mkdir(path.join(folder, 'postgres'), { recursive: true });
  // The database's user must be able to walk through, and nobody needs to look around.
  await chmod(folder, 0o711);
  return {
    folder,
    logs,
    database: path.join(folder, 'postgres/data'),
    lock: path.join(folder, 'up.lock'),
    secrets: await readSecrets(path.join(folder, 'secrets.json')),
  };
}

async function readSecrets(file: string): Promise<InstallationSecrets> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text !== undefined) {
    return secrets.parse(JSON.parse(text));
  }
  const made: InstallationSecrets = {
    superuser: newSecret(),
    owner: newSecret(),
    app: newSecret(),
    queue: newSecret(),
    retention: newSecret(),
    secret: newSecret(),
  };
  await writeFile(`${file}.part`, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.part`, file);
  return made;
}
