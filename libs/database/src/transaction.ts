import type { EntityManager } from 'typeorm';

/** Parametrised SQL on one connection. */
export interface Statements {
  /**
   * Runs one statement and answers its rows; for changes, those of `returning`. The row's type is the caller's word for
   * what the SQL selects: ask for `int4`, text, timestamps (as `Date`) and jsonb (parsed); `int8` and `numeric` come as text.
   * A jsonb parameter is given as `JSON.stringify(value)`, since arrays are taken for PostgreSQL arrays.
   */
  query<Row extends object>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** Runs one statement and answers how many rows it changed. */
  execute(sql: string, parameters?: readonly unknown[]): Promise<number>;
}

/** One transaction of one tenant, as the unit of work hands it to stores. */
export interface Transaction extends Statements {
  readonly tenantId: string;
  /** For entities and query builders; never for `save`, cascades or relations. */
  readonly manager: EntityManager;
  /**
   * When the database received the transaction's first statement, by its own clock and before any wait for a lock: the
   * instant by which a request is early or late.
   */
  readonly receivedAt: Date;
}
