import type { ExerciseSummary, RouteView, routes } from '@assay/contracts';
import type { ExerciseListing, Transaction } from '@assay/database';
import { ExerciseVersionStore, UnitOfWork } from '@assay/database';
import { AssayError } from '@assay/platform';
import { Injectable } from '@nestjs/common';
import type { ApiKeyActor, StaffActor } from '../http/actor.js';

@Injectable()
export class ExercisesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly exercises: ExerciseVersionStore,
  ) {}

  async list(actor: StaffActor | ApiKeyActor): Promise<{ items: ExerciseSummary[] }> {
    return { items: await this.unitOfWork.run(actor.tenantId, (tx) => this.published(tx)) };
  }

  /** The exercise as authors and raters see it: of hidden tests the names, never the code. */
  async get(actor: StaffActor | ApiKeyActor, exerciseId: string): Promise<RouteView<typeof routes.exercises.get>> {
    const found = await this.unitOfWork.run(actor.tenantId, (tx) => this.exercises.findOptional(tx, exerciseId));
    if (found === null) {
      throw new AssayError('not-found', 'There is no such exercise in your company.');
    }
    const { manifest, statement, rubric, testManifest } = found.package;
    return { id: found.id, manifest, statement, rubric, testIds: testManifest };
  }

  /** The newest version of every exercise: what an assessment can be published with. */
  async published(tx: Transaction): Promise<ExerciseSummary[]> {
    return (await this.exercises.listNewest(tx)).map(summaryOf);
  }

  /** Those versions in this order; an unknown id is left out. */
  async summaries(tx: Transaction, exerciseIds: readonly string[]): Promise<ExerciseSummary[]> {
    return (await this.exercises.listByIds(tx, exerciseIds)).map(summaryOf);
  }
}

function summaryOf({ id, manifest, hiddenTests, criteria }: ExerciseListing): ExerciseSummary {
  const { slug, code, version, title, summary, kind, minutes, aiAllowed, imageProfile, piloted, competencies, groups } = manifest;
  const harnesses = [...new Set(groups.map(({ harness }) => harness))];
  return {
    id,
    slug,
    code,
    version,
    title,
    summary,
    kind,
    minutes,
    aiAllowed,
    imageProfile,
    piloted,
    competencies,
    hiddenTests,
    criteria,
    harnesses,
  };
}
