import { loadAnswerKey } from '@assay/catalogue';
import type { ExerciseSummary, RouteView, routes } from '@assay/contracts';
import type { ExerciseListing, Transaction } from '@assay/database';
import { ExerciseVersionStore, UnitOfWork } from '@assay/database';
import { evidenceKindOf, workspaceFiles } from '@assay/domain';
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
    return viewOf(await this.find(actor, exerciseId));
  }

  /** The exercise as its candidates meet it. */
  async preview(actor: StaffActor | ApiKeyActor, exerciseId: string): Promise<RouteView<typeof routes.exercises.preview>> {
    const found = await this.find(actor, exerciseId);
    const { starter, tests, forms } = found.package;
    const visible = tests.filter(({ path }) => path.startsWith('visible/'));
    return { ...viewOf(found), files: workspaceFiles(starter, visible), ...(forms && { forms }) };
  }

  /** What is right in its `keyed` groups. */
  async keys(actor: StaffActor | ApiKeyActor, exerciseId: string): Promise<RouteView<typeof routes.exercises.keys>> {
    const found = await this.find(actor, exerciseId);
    const keyed = found.package.manifest.groups.filter(({ harness }) => harness === 'keyed');
    return { keys: Object.fromEntries(keyed.map((group) => [group.id, loadAnswerKey(found.package, group).key])) };
  }

  /** The newest version of every exercise: what an assessment can be published with. */
  async published(tx: Transaction): Promise<ExerciseSummary[]> {
    return (await this.exercises.listNewest(tx)).map(summaryOf);
  }

  /** Those versions in this order; an unknown id is left out. */
  async summaries(tx: Transaction, exerciseIds: readonly string[]): Promise<ExerciseSummary[]> {
    return (await this.exercises.listByIds(tx, exerciseIds)).map(summaryOf);
  }

  private async find(actor: StaffActor | ApiKeyActor, exerciseId: string): Promise<Found> {
    const found = await this.unitOfWork.run(actor.tenantId, (tx) => this.exercises.findOptional(tx, exerciseId));
    if (found === null) {
      throw new AssayError('not-found', 'There is no such exercise in your company.');
    }
    return found;
  }
}

type Found = NonNullable<Awaited<ReturnType<ExerciseVersionStore['findOptional']>>>;

function viewOf({ id, package: { manifest, statement, rubric, testManifest } }: Found): RouteView<typeof routes.exercises.get> {
  return { id, manifest, statement, rubric, testIds: testManifest };
}

function summaryOf({ id, manifest, hiddenTests, criteria, rated }: ExerciseListing): ExerciseSummary {
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
    competencies: competencies.map((one) => ({ ...one, evidence: evidenceKindOf(one.id, groups, rated) })),
    hiddenTests,
    criteria,
    harnesses,
  };
}
