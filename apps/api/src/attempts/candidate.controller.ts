import type { AttemptView, RouteRequest } from '@assay/contracts';
import { routes } from '@assay/contracts';
import { Controller } from '@nestjs/common';
import type { CandidateActor } from '../http/actor.js';
import { Endpoint } from '../http/endpoint.js';
import type { Exchange } from '../http/exchange.js';
import { candidateCookie } from '../http/exchange.js';
import { AttemptsService } from './attempts.service.js';
import { candidateSessionLifetime, OpeningService } from './opening.service.js';
import { RevisionsService } from './revisions.service.js';
import { TrialRunsService } from './trial-runs.service.js';

/** Bytes of a save: the 5 MB of files that intake takes, with room for how JSON writes them. */
const saveLimit = 12 * 1_024 * 1_024;

@Controller()
export class CandidateController {
  constructor(
    private readonly opening: OpeningService,
    private readonly attempts: AttemptsService,
    private readonly history: RevisionsService,
    private readonly trialRuns: TrialRunsService,
  ) {}

  @Endpoint(routes.attempts.open)
  async open({ body }: RouteRequest<typeof routes.attempts.open>, _: null, exchange: Exchange): Promise<AttemptView> {
    const { token, view } = await this.opening.open(body.token, exchange.address);
    exchange.setCookie(candidateCookie, token, candidateSessionLifetime);
    return view;
  }

  @Endpoint(routes.attempts.get)
  get(_: RouteRequest<typeof routes.attempts.get>, actor: CandidateActor) {
    return this.attempts.get(actor);
  }

  @Endpoint(routes.attempts.start)
  start(_: RouteRequest<typeof routes.attempts.start>, actor: CandidateActor) {
    return this.attempts.start(actor);
  }

  @Endpoint(routes.attempts.saveRevision, { bodyLimit: saveLimit })
  saveRevision({ params, body }: RouteRequest<typeof routes.attempts.saveRevision>, actor: CandidateActor) {
    return this.history.save(actor, params.exerciseId, body);
  }

  @Endpoint(routes.attempts.revisions)
  revisions({ params }: RouteRequest<typeof routes.attempts.revisions>, actor: CandidateActor) {
    return this.history.list(actor, params.exerciseId);
  }

  @Endpoint(routes.attempts.revision)
  revision({ params }: RouteRequest<typeof routes.attempts.revision>, actor: CandidateActor) {
    return this.history.get(actor, params.revisionId);
  }

  @Endpoint(routes.attempts.run)
  run({ params, body }: RouteRequest<typeof routes.attempts.run>, actor: CandidateActor) {
    return this.trialRuns.request(actor, params.exerciseId, body);
  }

  @Endpoint(routes.attempts.finish)
  finish(_: RouteRequest<typeof routes.attempts.finish>, actor: CandidateActor) {
    return this.attempts.finish(actor);
  }

  @Endpoint(routes.attempts.result)
  result(_: RouteRequest<typeof routes.attempts.result>, actor: CandidateActor) {
    return this.attempts.result(actor);
  }
}
