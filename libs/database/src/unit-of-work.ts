import { pause } from '@assay/platform';
import { Injectable } from '@nestjs/common';
import type { QueryRunner } from 'typeorm';
import { DataSource } from 'typeorm';
import { asAssayError, asConnectError, isConflict } from './database-errors.js';
import type { Statements, Transaction } from './transaction.js';

export interface RunOptions {
  /**
   * Whether `work` may run again after a serialization failure or a deadlock rolled it back. Only for work without any
   * effect outside the transaction.
   */
  retry?: boolean;
}

const mostTries = 4;

/** The only door to a tenant's rows: one transaction per call, bound to one tenant by row-level security. */
@Injectable()
export class UnitOfWork {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Runs `work` in a transaction that sees and writes rows of `tenantId` only. Commits what it did when it resolves, undoes
   * all of it when it rejects.
   *
   * @throws AssayError `unavailable` with `retryAfter` when the database was lost, also during the commit, whose outcome is
   * then unknown: a request is repeated with the same idempotency key. What `work` throws comes through unchanged.
   */
  async run<T>(tenantId: string, work: (tx: Transaction) => Promise<T>, options: RunOptions = {}): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.runOnce(tenantId, work);
      } catch (thrown) {
        if (options.retry !== true || tries === mostTries || !isConflict(thrown)) {
          throw asAssayError(thrown);
        }
        await pause(Math.random() * 25 * tries);
      }
    }
  }

  /**
   * Runs statements outside any tenant and any transaction: for locators and for the few tables that belong to the
   * installation. Row-level security shows it no tenant's rows.
   *
   * @throws AssayError `unavailable` as `run` does.
   */
  async runWithoutTenant<T>(work: (statements: Statements) => Promise<T>): Promise<T> {
    const runner = await this.connect();
    try {
      return await work(statementsOf(runner));
    } catch (thrown) {
      throw asAssayError(thrown);
    } finally {
      await runner.release();
    }
  }

  private async runOnce<T>(tenantId: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const runner = await this.connect();
    try {
      await runner.startTransaction();
      const receivedAt = await enterTenant(runner, tenantId);
      const result = await work({ ...statementsOf(runner), tenantId, manager: runner.manager, receivedAt });
      await runner.commitTransaction();
      return result;
    } catch (thrown) {
      await rollBack(runner);
      throw thrown;
    } finally {
      await runner.release();
    }
  }

  private async connect(): Promise<QueryRunner> {
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.connect();
      return runner;
    } catch (thrown) {
      throw asConnectError(thrown);
    }
  }
}

/** Local to the transaction: after it, the connection sees no tenant again, whatever happens to it. */
async function enterTenant(runner: QueryRunner, tenantId: string): Promise<Date> {
  const [row] = await statementsOf(runner).query<{ receivedAt: Date }>(
    `select set_config('assay.tenant', $1, true), statement_timestamp() as "receivedAt"`,
    [tenantId],
  );
  if (row === undefined) {
    throw new Error('The database answered the first statement of a transaction without a row.');
  }
  return row.receivedAt;
}

/** What made the work fail is told; a roll-back that fails too only says that the connection, and with it the work, is gone. */
async function rollBack(runner: QueryRunner): Promise<void> {
  if (runner.isTransactionActive && !runner.isReleased) {
    await runner.rollbackTransaction().catch(() => undefined);
  }
}

function statementsOf(runner: QueryRunner): Statements {
  return {
    query: async <Row extends object>(sql: string, parameters: readonly unknown[] = []) => {
      const result = await runner.query(sql, [...parameters], true);
      return result.records as Row[];
    },
    execute: async (sql, parameters = []) => (await runner.query(sql, [...parameters], true)).affected ?? 0,
  };
}
