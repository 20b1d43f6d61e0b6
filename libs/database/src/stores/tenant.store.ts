import { Injectable } from '@nestjs/common';
import { TenantEntity } from '../entities/staff.entity.js';
import type { Transaction } from '../transaction.js';

export interface NewTenant {
  slug: string;
  name: string;
  retentionMonths?: number;
}

@Injectable()
export class TenantStore {
  /** The transaction's own company. */
  async find(tx: Transaction): Promise<TenantEntity> {
    return tx.manager.findOneByOrFail(TenantEntity, { id: tx.tenantId });
  }

  /**
   * Makes the company whose id the transaction carries. Companies are made by the operator: this
   * needs a unit of work of the owner role, the product's role is refused by the database.
   */
  async create(tx: Transaction, tenant: NewTenant): Promise<void> {
    await tx.manager.insert(TenantEntity, { id: tx.tenantId, retentionMonths: 12, ...tenant });
  }
}
