import type { TextFile } from '@assay/contracts';
import { hashOfFiles } from '@assay/platform';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../transaction.js';

/** Files by content: kept once however often they are saved. */
@Injectable()
export class FileSetStore {
  /** Keeps the files unless they are there already; answers their hash. */
  async keep(tx: Transaction, files: readonly TextFile[]): Promise<string> {
    const hash = hashOfFiles(files);
    await tx.query(`insert into file_set (tenant_id, hash, files) values ($1, $2, $3::jsonb) on conflict do nothing`, [
      tx.tenantId,
      hash,
      JSON.stringify(files.map(({ path, content }) => ({ path, content }))),
    ]);
    return hash;
  }

  /** The files of a hash that a row of this tenant refers to. */
  async get(tx: Transaction, hash: string): Promise<TextFile[]> {
    const byHash = await this.getMany(tx, [hash]);
    return byHash.get(hash) ?? [];
  }

  /** The files of many hashes at once. */
  async getMany(tx: Transaction, hashes: readonly string[]): Promise<Map<string, TextFile[]>> {
    const rows = await tx.query<{ hash: string; files: TextFile[] }>(
      `select hash, files from file_set where tenant_id = $1 and hash = any($2::text[])`,
      [tx.tenantId, hashes],
    );
    return new Map(rows.map(({ hash, files }) => [hash, files]));
  }
}
