import type { RouteRequest } from '@assay/contracts';
import { routes } from '@assay/contracts';
import { Controller } from '@nestjs/common';
import type { ApiKeyActor, StaffActor } from '../http/actor.js';
import { Endpoint } from '../http/endpoint.js';
import { AssessmentDraftsService } from './assessment-drafts.service.js';
import { AssessmentsService } from './assessments.service.js';

@Controller()
export class AssessmentsController {
  constructor(
    private readonly assessments: AssessmentsService,
    private readonly drafts: AssessmentDraftsService,
  ) {}

  @Endpoint(routes.assessments.list)
  list(_: RouteRequest<typeof routes.assessments.list>, actor: StaffActor | ApiKeyActor) {
    return this.assessments.list(actor);
  }

  @Endpoint(routes.assessments.create)
  create({ body }: RouteRequest<typeof routes.assessments.create>, actor: StaffActor | ApiKeyActor) {
    return this.drafts.create(actor, body);
  }

  @Endpoint(routes.assessments.get)
  get({ params }: RouteRequest<typeof routes.assessments.get>, actor: StaffActor | ApiKeyActor) {
    return this.assessments.get(actor, params.assessmentId);
  }

  @Endpoint(routes.assessments.saveDraft)
  saveDraft({ params, body }: RouteRequest<typeof routes.assessments.saveDraft>, actor: StaffActor | ApiKeyActor) {
    return this.drafts.save(actor, params.assessmentId, body);
  }

  @Endpoint(routes.assessments.publish)
  publish({ params, body }: RouteRequest<typeof routes.assessments.publish>, actor: StaffActor | ApiKeyActor) {
    return this.drafts.publish(actor, params.assessmentId, body.revision);
  }
}
