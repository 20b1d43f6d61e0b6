import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { currentEnvironment } from '@assay/platform';

/** Where administrators' programs lie, which a user's PATH may leave out. */
const always = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

/** The absolute path of an installed program, or undefined. */
export async function findProgram(name: string): Promise<string | undefined> {
  const folders = [...(currentEnvironment()['PATH'] ?? '').split(path.delimiter), ...always].filter((folder) => folder !== '');
  for (const folder of folders) {
    const candidate = path.join(folder, name);
    if (await isExecutable(candidate)) {
      return candidate;
    }
  }
  return undefined;
}

async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
