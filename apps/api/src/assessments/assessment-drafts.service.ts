import type { AssessmentView, RouteRequest, routes } from '@assay/contracts';
import type { AssessmentDraft, AssessmentRow, AssessmentVersionRow, Transaction } from '@assay/database';
import { AssessmentStore, AuditStore, HiringLoopStore, UnitOfWork } from '@assay/database';
import { publishRules } from '@assay/domain';
import { AssayError } from '@assay/platform';
import { Injectable } from '@nestjs/common';
import { ExercisesService } from '../exercises/exercises.service.js';
import type { ApiKeyActor, StaffActor } from '../http/actor.js';
import { auditName } from '../http/actor.js';
import { RolesService } from '../roles/roles.service.js';
import { AssessmentsService } from './assessments.service.js';
import { ResponsibleStaffService } from './responsible-staff.service.js';

type NewAssessment = RouteRequest<typeof routes.assessments.create>['body'];
type SavedDraft = RouteRequest<typeof routes.assessments.saveDraft>['body'];
type Content = SavedDraft['content'];

/** What authors do to an assessment: start it, edit its draft, publish it. */
@Injectable()
export class AssessmentDraftsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly store: AssessmentStore,
    private readonly loops: HiringLoopStore,
    private readonly audit: AuditStore,
    private readonly assessments: AssessmentsService,
    private readonly roles: RolesService,
    private readonly exercises: ExercisesService,
    private readonly responsible: ResponsibleStaffService,
  ) {}

  async create(actor: StaffActor | ApiKeyActor, { roleId, loopId, content }: NewAssessment): Promise<AssessmentView> {
    return this.unitOfWork.run(actor.tenantId, async (tx) => {
      const author = await this.responsible.staffId(tx, actor);
      const role = await this.roles.version(tx, roleId);
      const draft = await this.draftOf(tx, content);
      const loop = loopId === undefined ? null : await this.loopOfRole(tx, loopId, roleId);
      const assessmentId = await this.store.create(tx, roleId, author);
      const home =
        loop ?? (await this.loops.create(tx, { title: role.manifest.title, roleProfileVersionId: roleId, createdBy: author }));
      await this.loops.addAssessment(tx, home, assessmentId);
      await this.store.addDraft(tx, assessmentId, draft, author);
      return this.assessments.view(tx, await this.assessments.find(tx, assessmentId));
    });
  }

  async save(actor: StaffActor | ApiKeyActor, assessmentId: string, { revision, content }: SavedDraft): Promise<AssessmentView> {
    return this.unitOfWork.run(actor.tenantId, async (tx) => {
      const assessment = await this.hold(tx, assessmentId);
      const current = await this.store.findOptionalDraft(tx, assessmentId);
      await this.refuseStale(tx, assessment, current, revision);
      const author = await this.responsible.staffId(tx, actor);
      const draft = await this.draftOf(tx, content);
      await (current
        ? this.store.saveDraft(tx, current.id, draft, author)
        : this.store.addDraft(tx, assessmentId, draft, author));
      return this.assessments.view(tx, assessment);
    });
  }

  async publish(actor: StaffActor | ApiKeyActor, assessmentId: string, revision: number): Promise<AssessmentView> {
    return this.unitOfWork.run(actor.tenantId, async (tx) => {
      const assessment = await this.hold(tx, assessmentId);
      const draft = await this.store.findOptionalDraft(tx, assessmentId);
      if (draft === null) {
        throw new AssayError(
          'assessment-not-draft',
          'Everything is published already: change something to start the next version.',
        );
      }
      await this.refuseStale(tx, assessment, draft, revision);
      await this.refuseUnready(tx, assessment, draft);
      await this.store.publish(tx, draft.id, await this.responsible.staffId(tx, actor));
      await this.audit.append(tx, {
        action: 'assessment.published',
        actor: auditName(actor),
        subject: `assessment:${assessmentId}`,
        payload: { version: draft.number, exerciseVersionIds: draft.exerciseVersionIds },
      });
      return this.assessments.view(tx, assessment);
    });
  }

  /** One editor at a time: whoever comes second sees what the first one saved. */
  private async hold(tx: Transaction, assessmentId: string): Promise<AssessmentRow> {
    await this.store.lock(tx, assessmentId);
    return this.assessments.find(tx, assessmentId);
  }

  private async refuseStale(
    tx: Transaction,
    assessment: AssessmentRow,
    current: AssessmentVersionRow | null,
    revision: number | null,
  ): Promise<void> {
    if ((current?.revision ?? null) !== revision) {
      const newer = await this.assessments.view(tx, assessment);
      throw new AssayError(
        'draft-conflict',
        'Somebody changed this assessment since you opened it: compare the two and save again.',
        {
          extra: { newer },
        },
      );
    }
  }

  private async refuseUnready(tx: Transaction, assessment: AssessmentRow, draft: AssessmentVersionRow): Promise<void> {
    const role = await this.roles.version(tx, assessment.roleProfileVersionId);
    const picked = await this.exercises.summaries(tx, draft.exerciseVersionIds);
    const published = new Set((await this.exercises.published(tx)).map(({ id }) => id));
    const others = await this.assessments.besideInLoop(tx, { loopId: assessment.loopId, assessmentId: assessment.id });
    const unmet = publishRules(role.manifest, picked, published, others).filter(({ met }) => !met);
    if (unmet.length > 0) {
      const sentences = unmet.map(({ sentence }) => sentence).join(' ');
      throw new AssayError('assessment-not-ready', sentences, {
        issues: unmet.map(({ rule, sentence }) => ({ path: rule, message: sentence })),
      });
    }
  }

  private async draftOf(tx: Transaction, { title, rules, exerciseIds }: Content): Promise<AssessmentDraft> {
    const known = new Set((await this.exercises.summaries(tx, exerciseIds)).map(({ id }) => id));
    const unknown = exerciseIds.flatMap((id, index) => (known.has(id) ? [] : [index]));
    if (unknown.length > 0) {
      throw new AssayError('invalid-input', 'Some of the exercises are not in your company: pick others.', {
        issues: unknown.map((index) => ({ path: `content.exerciseIds.${index}`, message: 'There is no such exercise.' })),
      });
    }
    return { title, rules, exerciseVersionIds: exerciseIds };
  }

  /** Scores combine inside a loop, so all of its assessments measure one version of one role. */
  private async loopOfRole(tx: Transaction, loopId: string, roleId: string): Promise<string> {
    const loop = await this.loops.findOptional(tx, loopId);
    if (loop?.roleProfileVersionId !== roleId) {
      throw new AssayError('invalid-input', 'Choose a hiring loop of this role, or none to open a new one.', {
        issues: [{ path: 'loopId', message: 'There is no such hiring loop for this role.' }],
      });
    }
    return loop.id;
  }
}
