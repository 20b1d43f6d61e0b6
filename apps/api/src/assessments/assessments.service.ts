import type { AssessmentVersionView, AssessmentView, RouteView, routes } from '@assay/contracts';
import type { AssessmentListing, AssessmentRow, AssessmentVersionRow, Transaction } from '@assay/database';
import { AssessmentStore, UnitOfWork } from '@assay/database';
import { totalMinutes } from '@assay/domain';
import { AssayError } from '@assay/platform';
import { Injectable } from '@nestjs/common';
import { ExercisesService } from '../exercises/exercises.service.js';
import type { ApiKeyActor, StaffActor } from '../http/actor.js';
import type { RoleSummary } from '../roles/roles.service.js';
import { RolesService, roleSummaryOf } from '../roles/roles.service.js';

type AssessmentSummary = RouteView<typeof routes.assessments.list>['items'][number];

@Injectable()
export class AssessmentsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly assessments: AssessmentStore,
    private readonly roles: RolesService,
    private readonly exercises: ExercisesService,
  ) {}

  async list(actor: StaffActor | ApiKeyActor): Promise<{ items: AssessmentSummary[] }> {
    return this.unitOfWork.run(actor.tenantId, async (tx) => {
      const listings = await this.assessments.list(tx);
      const roles = new Map<string, RoleSummary>();
      for (const roleId of new Set(listings.map(({ roleProfileVersionId }) => roleProfileVersionId))) {
        roles.set(roleId, roleSummaryOf(await this.roles.version(tx, roleId)));
      }
      return { items: listings.flatMap((listing) => summariesOf(listing, roles.get(listing.roleProfileVersionId))) };
    });
  }

  async get(actor: StaffActor | ApiKeyActor, assessmentId: string): Promise<AssessmentView> {
    return this.unitOfWork.run(actor.tenantId, async (tx) => this.view(tx, await this.find(tx, assessmentId)));
  }

  /** @throws AssayError `not-found` when the company has no such assessment. */
  async find(tx: Transaction, assessmentId: string): Promise<AssessmentRow> {
    const found = await this.assessments.findOptional(tx, assessmentId);
    if (found === null) {
      throw new AssayError('not-found', 'There is no such assessment in your company.');
    }
    return found;
  }

  /**
   * The newest published version, which invitations are for.
   *
   * @throws AssayError `assessment-not-published`, or `not-found`.
   */
  async published(tx: Transaction, assessmentId: string): Promise<AssessmentVersionRow> {
    await this.find(tx, assessmentId);
    const published = await this.assessments.findOptionalPublished(tx, assessmentId);
    if (published === null) {
      throw new AssayError(
        'assessment-not-published',
        'Publish this assessment first: candidates can be invited to a published version.',
      );
    }
    return published;
  }

  async view(tx: Transaction, { id, roleProfileVersionId, loopId, loopTitle }: AssessmentRow): Promise<AssessmentView> {
    const draft = await this.assessments.findOptionalDraft(tx, id);
    const published = await this.assessments.findOptionalPublished(tx, id);
    return {
      id,
      role: roleSummaryOf(await this.roles.version(tx, roleProfileVersionId)),
      loop: { id: loopId, title: loopTitle, others: await this.besideInLoop(tx, { loopId, assessmentId: id }) },
      draft: draft && (await this.versionView(tx, draft)),
      published: published && (await this.versionView(tx, published)),
    };
  }

  /** The loop's other assessments, published or planned, with the competencies that they reach. */
  async besideInLoop(tx: Transaction, at: { loopId: string; assessmentId: string }): Promise<AssessmentView['loop']['others']> {
    const neighbours = await this.assessments.besideInLoop(tx, at);
    const ids = [...new Set(neighbours.flatMap(({ exerciseVersionIds }) => exerciseVersionIds))];
    const exercises = new Map((await this.exercises.summaries(tx, ids)).map((one) => [one.id, one]));
    return neighbours.map(({ assessmentId, title, exerciseVersionIds }) => {
      const reached = exerciseVersionIds.flatMap((id) => exercises.get(id)?.competencies ?? []);
      return { id: assessmentId, title, competencies: [...new Set(reached.map(({ id }) => id))] };
    });
  }

  private async versionView(tx: Transaction, version: AssessmentVersionRow): Promise<AssessmentVersionView> {
    const exercises = await this.exercises.summaries(tx, version.exerciseVersionIds);
    const { id, number, title, rules, revision, publishedAt } = version;
    return {
      id,
      number,
      state: publishedAt ? 'published' : 'draft',
      title,
      rules,
      minutes: totalMinutes(exercises),
      exercises,
      publishedAt: publishedAt?.toISOString() ?? null,
      revision,
    };
  }
}

function summariesOf(listing: AssessmentListing, role: RoleSummary | undefined): AssessmentSummary[] {
  const { id, title, loopId, minutes, exercises, draft, published, waiting, running, finished, updatedAt } = listing;
  const invitations = { waiting, running, finished };
  return role
    ? [{ id, title, role, loopId, minutes, exercises, draft, published, invitations, updatedAt: updatedAt.toISOString() }]
    : [];
}
