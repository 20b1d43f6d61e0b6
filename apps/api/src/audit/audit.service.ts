import type { ChainCheck, RouteRequest, RouteView, routes } from '@assay/contracts';
import { AuditChain, AuditStore, UnitOfWork } from '@assay/database';
import { Injectable } from '@nestjs/common';
import type { ApiKeyActor, StaffActor } from '../http/actor.js';

@Injectable()
export class AuditService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditStore,
    private readonly chain: AuditChain,
  ) {}

  async list(
    actor: StaffActor | ApiKeyActor,
    page: RouteRequest<typeof routes.audit.list>['query'],
  ): Promise<RouteView<typeof routes.audit.list>> {
    const items = await this.unitOfWork.run(actor.tenantId, (tx) => this.audit.list(tx, page));
    return { items, next: items.length === page.limit ? (items.at(-1)?.id ?? null) : null };
  }

  async verify(actor: StaffActor | ApiKeyActor): Promise<ChainCheck> {
    return this.chain.verify(actor.tenantId);
  }
}
