import { mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { AssayError } from '@assay/platform';

/**
 * Makes the folder `name` with its files. They are written aside, `accept` may look at them and refuse, and only then is the folder
 * moved into its place, so that nobody ever finds half of one.
 *
 * @returns the folder
 * @throws AssayError `usage-wrong` when there is one already, and whatever `accept` throws; then nothing is left behind
 */
export async function makeFolder(
  within: string,
  name: string,
  files: readonly (readonly [file: string, content: string | Uint8Array])[],
  accept: (folder: string) => Promise<void> = () => Promise.resolve(),
): Promise<string> {
  await refuseTaken(within, name);
  await mkdir(within, { recursive: true });
  const aside = await mkdtemp(path.join(within, '.new-'));
  const made = path.join(aside, name);
  try {
    for (const [file, content] of files) {
      await mkdir(path.dirname(path.join(made, file)), { recursive: true });
      await writeFile(path.join(made, file), content);
    }
    await accept(made);
    await rename(made, path.join(within, name));
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  return path.join(within, name);
}

async function refuseTaken(within: string, name: string): Promise<void> {
  const folder = path.join(within, name);
  if ((await stat(folder).catch(() => null)) === null) return;
  throw new AssayError('usage-wrong', `There is a folder ${folder} already; choose another name.`);
}
