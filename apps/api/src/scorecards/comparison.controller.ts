import type { RouteRequest } from '@assay/contracts';
import { routes } from '@assay/contracts';
import { Controller } from '@nestjs/common';
import type { ApiKeyActor, StaffActor } from '../http/actor.js';
import { Endpoint } from '../http/endpoint.js';
import { ComparisonService } from './comparison.service.js';
import { EvidenceService } from './evidence.service.js';

@Controller()
export class ComparisonController {
  constructor(
    private readonly comparison: ComparisonService,
    private readonly evidence: EvidenceService,
  ) {}

  @Endpoint(routes.comparison.loops)
  loops(_: RouteRequest<typeof routes.comparison.loops>, actor: StaffActor | ApiKeyActor) {
    return this.comparison.loops(actor);
  }

  @Endpoint(routes.comparison.get)
  get({ params, query }: RouteRequest<typeof routes.comparison.get>, actor: StaffActor | ApiKeyActor) {
    return this.comparison.get(actor, params.loopId, query.names);
  }

  @Endpoint(routes.comparison.evidence)
  lines({ params, query }: RouteRequest<typeof routes.comparison.evidence>, actor: StaffActor | ApiKeyActor) {
    return this.evidence.lines(actor, params, query);
  }
}
