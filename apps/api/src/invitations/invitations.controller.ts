import type { RouteRequest } from '@assay/contracts';
import { routes } from '@assay/contracts';
import { Controller } from '@nestjs/common';
import type { ApiKeyActor, StaffActor } from '../http/actor.js';
import { Endpoint } from '../http/endpoint.js';
import { InvitationsService } from './invitations.service.js';

@Controller()
export class InvitationsController {
  constructor(private readonly invitations: InvitationsService) {}

  @Endpoint(routes.invitations.list)
  list({ params }: RouteRequest<typeof routes.invitations.list>, actor: StaffActor | ApiKeyActor) {
    return this.invitations.list(actor, params.assessmentId);
  }

  @Endpoint(routes.invitations.create)
  create({ params, body }: RouteRequest<typeof routes.invitations.create>, actor: StaffActor | ApiKeyActor) {
    return this.invitations.create(actor, params.assessmentId, body);
  }

  @Endpoint(routes.invitations.reissue)
  reissue({ params }: RouteRequest<typeof routes.invitations.reissue>, actor: StaffActor | ApiKeyActor) {
    return this.invitations.reissue(actor, params.invitationId);
  }

  @Endpoint(routes.invitations.revoke)
  revoke({ params }: RouteRequest<typeof routes.invitations.revoke>, actor: StaffActor | ApiKeyActor) {
    return this.invitations.revoke(actor, params.invitationId);
  }
}
