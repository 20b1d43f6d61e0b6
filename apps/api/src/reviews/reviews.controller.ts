import type { RouteRequest } from '@assay/contracts';
import { routes } from '@assay/contracts';
import { Controller } from '@nestjs/common';
import type { ApiKeyActor, StaffActor } from '../http/actor.js';
import { staffOnly } from '../http/actor.js';
import { Endpoint } from '../http/endpoint.js';
import { RatingsService } from './ratings.service.js';
import { ReviewsService } from './reviews.service.js';

/** A review belongs to a person: API keys are refused throughout. */
@Controller()
export class ReviewsController {
  constructor(
    private readonly reviews: ReviewsService,
    private readonly ratings: RatingsService,
  ) {}

  @Endpoint(routes.reviews.list)
  list({ query }: RouteRequest<typeof routes.reviews.list>, actor: StaffActor | ApiKeyActor) {
    return this.reviews.list(staffOnly(actor), query);
  }

  @Endpoint(routes.reviews.get)
  get({ params }: RouteRequest<typeof routes.reviews.get>, actor: StaffActor | ApiKeyActor) {
    return this.reviews.get(staffOnly(actor), params.reviewId);
  }

  @Endpoint(routes.reviews.claim)
  claim({ params }: RouteRequest<typeof routes.reviews.claim>, actor: StaffActor | ApiKeyActor) {
    return this.reviews.claim(staffOnly(actor), params.reviewId);
  }

  @Endpoint(routes.reviews.release)
  release({ params }: RouteRequest<typeof routes.reviews.release>, actor: StaffActor | ApiKeyActor) {
    return this.reviews.release(staffOnly(actor), params.reviewId);
  }

  @Endpoint(routes.reviews.saveDraft)
  saveDraft({ params, body }: RouteRequest<typeof routes.reviews.saveDraft>, actor: StaffActor | ApiKeyActor) {
    return this.ratings.saveDraft(staffOnly(actor), params.reviewId, body);
  }

  @Endpoint(routes.reviews.submit)
  submit({ params, body }: RouteRequest<typeof routes.reviews.submit>, actor: StaffActor | ApiKeyActor) {
    return this.ratings.submit(staffOnly(actor), params.reviewId, body);
  }

  @Endpoint(routes.reviews.others)
  others({ params }: RouteRequest<typeof routes.reviews.others>, actor: StaffActor | ApiKeyActor) {
    return this.ratings.others(staffOnly(actor), params.reviewId);
  }
}
