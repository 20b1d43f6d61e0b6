import type { RouteRequest } from '@assay/contracts';
import { routes } from '@assay/contracts';
import { Controller } from '@nestjs/common';
import type { ApiKeyActor, StaffActor } from '../http/actor.js';
import { Endpoint } from '../http/endpoint.js';
import { RolesService } from './roles.service.js';

@Controller()
export class RolesController {
  constructor(private readonly roles: RolesService) {}

  @Endpoint(routes.roles.list)
  list(_: RouteRequest<typeof routes.roles.list>, actor: StaffActor | ApiKeyActor) {
    return this.roles.list(actor);
  }

  @Endpoint(routes.roles.get)
  get({ params }: RouteRequest<typeof routes.roles.get>, actor: StaffActor | ApiKeyActor) {
    return this.roles.get(actor, params.roleId);
  }
}
