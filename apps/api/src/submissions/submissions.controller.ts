import type { RouteRequest } from '@assay/contracts';
import { routes } from '@assay/contracts';
import { Controller } from '@nestjs/common';
import type { ApiKeyActor, CandidateActor, StaffActor } from '../http/actor.js';
import { Endpoint } from '../http/endpoint.js';
import { StaffAttemptsService } from './staff-attempts.service.js';
import { StaffSubmissionsService } from './staff-submissions.service.js';
import { SubmissionsService } from './submissions.service.js';

@Controller()
export class SubmissionsController {
  constructor(
    private readonly submissions: SubmissionsService,
    private readonly staffSubmissions: StaffSubmissionsService,
    private readonly staffAttempts: StaffAttemptsService,
  ) {}

  @Endpoint(routes.attempts.submit)
  create({ params, body }: RouteRequest<typeof routes.attempts.submit>, actor: CandidateActor) {
    return this.submissions.submit(actor, params.exerciseId, body);
  }

  @Endpoint(routes.submissions.attempt)
  attempt({ params }: RouteRequest<typeof routes.submissions.attempt>, actor: StaffActor | ApiKeyActor) {
    return this.staffAttempts.get(actor, params.attemptId);
  }

  @Endpoint(routes.submissions.extend)
  extend({ params, body }: RouteRequest<typeof routes.submissions.extend>, actor: StaffActor | ApiKeyActor) {
    return this.staffAttempts.extend(actor, params.attemptId, body);
  }

  @Endpoint(routes.submissions.get)
  get({ params }: RouteRequest<typeof routes.submissions.get>, actor: StaffActor | ApiKeyActor) {
    return this.staffSubmissions.get(actor, params.submissionId);
  }

  @Endpoint(routes.submissions.regrade)
  regrade({ params, body }: RouteRequest<typeof routes.submissions.regrade>, actor: StaffActor | ApiKeyActor) {
    return this.staffSubmissions.regrade(actor, params.submissionId, body);
  }
}
