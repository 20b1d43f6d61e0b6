import { spawnSync } from 'node:child_process';
import { chown, mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { AssayError } from '@assay/platform';

/** As whom PostgreSQL's programs run. They refuse root, so root lends them another identity. */
export interface PostgresIdentity {
  /** What to start so that `program` runs under the identity. */
  command: (program: string, args: readonly string[]) => { program: string; args: string[]; uid?: number; gid?: number };
  /** Makes a folder that only the identity may read. */
  makeFolder: (folder: string) => Promise<void>;
}

const nobody = 65_534;

const ourselves: PostgresIdentity = {
  command: (program, args) => ({ program, args: [...args] }),
  makeFolder: async (folder) => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  },
};

const asNobody: PostgresIdentity = {
  command: (program, args) => ({ program, args: [...args], uid: nobody, gid: nobody }),
  makeFolder: async (folder) => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await chown(folder, nobody, nobody);
  },
};

/** Root under another number: in a user namespace where files of root belong to user 1000. */
const renumbered: PostgresIdentity = {
  command: (program, args) => ({
    program: 'unshare',
    args: ['--user', '--map-user=1000', '--map-group=1000', '--', program, ...args],
  }),
  makeFolder: ourselves.makeFolder,
};

/**
 * Chooses the identity for a data folder: its owner's when it exists already, else user 65534, else, where that user cannot
 * reach the folder or the programs (a clone below /root), a user namespace.
 *
 * @throws AssayError `database-unavailable` where neither is possible.
 */
export async function chooseIdentity(dataFolder: string, program: string): Promise<PostgresIdentity> {
  if (process.getuid?.() !== 0) {
    return ourselves;
  }
  const owner = await stat(dataFolder).then(
    ({ uid }) => uid,
    () => undefined,
  );
  if (owner !== 0 && nobodyReaches(path.dirname(dataFolder)) && nobodyReaches(program)) {
    return asNobody;
  }
  if (owner !== nobody && spawnSync('unshare', ['--user', '--map-user=1000', '--map-group=1000', '--', 'true']).status === 0) {
    return renumbered;
  }
  throw new AssayError(
    'database-unavailable',
    `PostgreSQL refuses to run as root, and no other user can reach ${dataFolder}: start as another user, set ASSAY_HOME to a folder below /var/lib, or set DATABASE_URL.`,
  );
}

function nobodyReaches(file: string): boolean {
  return spawnSync('test', ['-x', file], { uid: nobody, gid: nobody, cwd: '/' }).status === 0;
}
