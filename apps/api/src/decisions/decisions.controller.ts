import type { RouteRequest } from '@assay/contracts';
import { routes } from '@assay/contracts';
import { Controller } from '@nestjs/common';
import type { ApiKeyActor, StaffActor } from '../http/actor.js';
import { staffOnly } from '../http/actor.js';
import { Endpoint } from '../http/endpoint.js';
import { DecisionsService } from './decisions.service.js';

@Controller()
export class DecisionsController {
  constructor(private readonly decisions: DecisionsService) {}

  @Endpoint(routes.comparison.decisions)
  list({ params }: RouteRequest<typeof routes.comparison.decisions>, actor: StaffActor | ApiKeyActor) {
    return this.decisions.list(actor, params.loopId);
  }

  @Endpoint(routes.comparison.decide)
  decide({ params, body }: RouteRequest<typeof routes.comparison.decide>, actor: StaffActor | ApiKeyActor) {
    return this.decisions.decide(staffOnly(actor), params.loopId, body);
  }
}
