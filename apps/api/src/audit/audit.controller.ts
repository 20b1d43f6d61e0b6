import type { RouteRequest } from '@assay/contracts';
import { routes } from '@assay/contracts';
import { Controller } from '@nestjs/common';
import type { ApiKeyActor, StaffActor } from '../http/actor.js';
import { Endpoint } from '../http/endpoint.js';
import { AuditService } from './audit.service.js';

@Controller()
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  @Endpoint(routes.audit.list)
  list({ query }: RouteRequest<typeof routes.audit.list>, actor: StaffActor | ApiKeyActor) {
    return this.audit.list(actor, query);
  }

  @Endpoint(routes.audit.verify)
  verify(_: RouteRequest<typeof routes.audit.verify>, actor: StaffActor | ApiKeyActor) {
    return this.audit.verify(actor);
  }
}
