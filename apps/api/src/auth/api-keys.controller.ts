import type { RouteRequest } from '@assay/contracts';
import { routes } from '@assay/contracts';
import { Controller } from '@nestjs/common';
import type { ApiKeyActor, StaffActor } from '../http/actor.js';
import { Endpoint } from '../http/endpoint.js';
import { ApiKeysService } from './api-keys.service.js';

@Controller()
export class ApiKeysController {
  constructor(private readonly apiKeys: ApiKeysService) {}

  @Endpoint(routes.auth.apiKeys)
  list(_: RouteRequest<typeof routes.auth.apiKeys>, actor: StaffActor | ApiKeyActor) {
    return this.apiKeys.list(actor);
  }

  @Endpoint(routes.auth.createApiKey)
  create({ body }: RouteRequest<typeof routes.auth.createApiKey>, actor: StaffActor | ApiKeyActor) {
    return this.apiKeys.create(actor, body);
  }

  @Endpoint(routes.auth.revokeApiKey)
  revoke({ params }: RouteRequest<typeof routes.auth.revokeApiKey>, actor: StaffActor | ApiKeyActor) {
    return this.apiKeys.revoke(actor, params.keyId);
  }
}
