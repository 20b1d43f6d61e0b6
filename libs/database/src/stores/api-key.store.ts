import type { Permission } from '@assay/contracts';
import { newId } from '@assay/platform';
import { Injectable } from '@nestjs/common';
import { ApiKeyEntity } from '../entities/staff.entity.js';
import type { Transaction } from '../transaction.js';

export interface NewApiKey {
  name: string;
  /** The public first part by which the key is found. */
  prefix: string;
  /** SHA-256 of the whole key. */
  secretHash: string;
  scopes: readonly Permission[];
  createdBy: string;
}

@Injectable()
export class ApiKeyStore {
  async create(tx: Transaction, key: NewApiKey): Promise<ApiKeyEntity> {
    const id = newId();
    await tx.manager.insert(ApiKeyEntity, { ...key, tenantId: tx.tenantId, id, scopes: [...key.scopes] });
    return tx.manager.findOneByOrFail(ApiKeyEntity, { tenantId: tx.tenantId, id });
  }

  /** Every key, the revoked too, newest first. */
  async list(tx: Transaction): Promise<ApiKeyEntity[]> {
    return tx.manager.find(ApiKeyEntity, { where: { tenantId: tx.tenantId }, order: { createdAt: 'DESC', id: 'DESC' } });
  }

  async findOptional(tx: Transaction, apiKeyId: string): Promise<ApiKeyEntity | null> {
    return tx.manager.findOneBy(ApiKeyEntity, { tenantId: tx.tenantId, id: apiKeyId });
  }

  /** Notes that the key is in use, at most once a minute. */
  async touch(tx: Transaction, apiKeyId: string): Promise<void> {
    await tx.execute(
      `update api_key set last_used_at = statement_timestamp() where tenant_id = $1 and id = $2
       and (last_used_at is null or last_used_at < statement_timestamp() - interval '1 minute')`,
      [tx.tenantId, apiKeyId],
    );
  }

  /** Stops a key at once; the first instant stays when it is revoked again. */
  async revoke(tx: Transaction, apiKeyId: string): Promise<void> {
    await tx.execute(
      `update api_key set revoked_at = statement_timestamp() where tenant_id = $1 and id = $2 and revoked_at is null`,
      [tx.tenantId, apiKeyId],
    );
  }
}
