import { AuditChain, Locators } from '@assay/database';
import { messageOf } from '@assay/platform';
import { Injectable, Logger } from '@nestjs/common';

@Injectable()
export class AuditSealService {
  private readonly logger = new Logger(AuditSealService.name);

  constructor(
    private readonly locators: Locators,
    private readonly chain: AuditChain,
  ) {}

  /** Chains the new audit events of every tenant. One tenant's trouble does not keep the others' events unchained. */
  async sealAll(): Promise<void> {
    for (const tenantId of await this.locators.tenantsWithUnsealedEvents()) {
      await this.chain.seal(tenantId).catch((error: unknown) => {
        this.logger.error(`The audit events of tenant ${tenantId} could not be sealed: ${messageOf(error)}`);
      });
    }
  }
}
