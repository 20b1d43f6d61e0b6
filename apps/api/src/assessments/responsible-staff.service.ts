import type { Transaction } from '@assay/database';
import { ApiKeyStore } from '@assay/database';
import { Injectable } from '@nestjs/common';
import type { ApiKeyActor, StaffActor } from '../http/actor.js';

/** Who answers for what was made: the person, or for an API key the person who made the key. */
@Injectable()
export class ResponsibleStaffService {
  constructor(private readonly apiKeys: ApiKeyStore) {}

  async staffId(tx: Transaction, actor: StaffActor | ApiKeyActor): Promise<string> {
    if (actor.kind === 'staff') {
      return actor.staffId;
    }
    const key = await this.apiKeys.findOptional(tx, actor.apiKeyId);
    if (key === null) {
      throw new Error(`API key ${actor.apiKeyId} acts and does not exist.`);
    }
    return key.createdBy;
  }
}
