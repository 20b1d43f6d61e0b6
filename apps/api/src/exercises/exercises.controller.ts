import type { RouteRequest } from '@assay/contracts';
import { routes } from '@assay/contracts';
import { Controller } from '@nestjs/common';
import type { ApiKeyActor, StaffActor } from '../http/actor.js';
import { Endpoint } from '../http/endpoint.js';
import { ExercisesService } from './exercises.service.js';

@Controller()
export class ExercisesController {
  constructor(private readonly exercises: ExercisesService) {}

  @Endpoint(routes.exercises.list)
  list(_: RouteRequest<typeof routes.exercises.list>, actor: StaffActor | ApiKeyActor) {
    return this.exercises.list(actor);
  }

  @Endpoint(routes.exercises.get)
  get({ params }: RouteRequest<typeof routes.exercises.get>, actor: StaffActor | ApiKeyActor) {
    return this.exercises.get(actor, params.exerciseId);
  }

  @Endpoint(routes.exercises.preview)
  preview({ params }: RouteRequest<typeof routes.exercises.preview>, actor: StaffActor | ApiKeyActor) {
    return this.exercises.preview(actor, params.exerciseId);
  }

  @Endpoint(routes.exercises.keys)
  keys({ params }: RouteRequest<typeof routes.exercises.keys>, actor: StaffActor | ApiKeyActor) {
    return this.exercises.keys(actor, params.exerciseId);
  }
}
