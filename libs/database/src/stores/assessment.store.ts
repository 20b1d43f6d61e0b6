import { newId } from '@assay/platform';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../transaction.js';

export interface AssessmentRow {
  id: string;
  roleProfileVersionId: string;
  loopId: string;
  loopTitle: string;
}

export interface AssessmentVersionRow {
  id: string;
  number: number;
  title: string;
  rules: string;
  /** Grows with each save. */
  revision: number;
  publishedAt: Date | null;
  /** In the order in which candidates see them. */
  exerciseVersionIds: string[];
}

/** A version of an assessment that stands in the same loop as another. */
export interface LoopNeighbour extends AssessmentVersionRow {
  assessmentId: string;
}

export interface AssessmentListing {
  id: string;
  roleProfileVersionId: string;
  loopId: string;
  title: string;
  minutes: number;
  exercises: number;
  /** Numbers of the draft and of the newest published version. */
  draft: number | null;
  published: number | null;
  waiting: number;
  running: number;
  finished: number;
  updatedAt: Date;
}

/** What an author edits. */
export interface AssessmentDraft {
  title: string;
  rules: string;
  exerciseVersionIds: readonly string[];
}

const versionColumns = `v.id, v.number, v.title, v.rules, v.revision, v.published_at as "publishedAt",
  coalesce((select array_agg(item.exercise_version_id order by item.position) from assessment_exercise item
    where item.tenant_id = v.tenant_id and item.assessment_version_id = v.id), '{}') as "exerciseVersionIds"`;

/** Assessments with their versions; at most one version is a draft, published ones are final. */
@Injectable()
export class AssessmentStore {
  async create(tx: Transaction, roleProfileVersionId: string, createdBy: string): Promise<string> {
    const id = newId();
    await tx.execute(`insert into assessment (tenant_id, id, role_profile_version_id, created_by) values ($1, $2, $3, $4)`, [
      tx.tenantId,
      id,
      roleProfileVersionId,
      createdBy,
    ]);
    return id;
  }

  async findOptional(tx: Transaction, assessmentId: string): Promise<AssessmentRow | null> {
    const [row] = await tx.query<AssessmentRow>(
      `select a.id, a.role_profile_version_id as "roleProfileVersionId", l.id as "loopId", l.title as "loopTitle"
       from assessment a
       join loop_assessment la on la.tenant_id = a.tenant_id and la.assessment_id = a.id
       join hiring_loop l on l.tenant_id = la.tenant_id and l.id = la.loop_id
       where a.tenant_id = $1 and a.id = $2`,
      [tx.tenantId, assessmentId],
    );
    return row ?? null;
  }

  /** Holds an assessment against other editors until the transaction ends. */
  async lock(tx: Transaction, assessmentId: string): Promise<void> {
    await tx.query(`select id from assessment where tenant_id = $1 and id = $2 for no key update`, [tx.tenantId, assessmentId]);
  }

  /** The newest version of every other assessment of a hiring loop, drafts included. */
  async besideInLoop(tx: Transaction, at: { loopId: string; assessmentId: string }): Promise<LoopNeighbour[]> {
    return tx.query<LoopNeighbour>(
      `select distinct on (la.position, v.assessment_id) v.assessment_id as "assessmentId", ${versionColumns}
       from loop_assessment la
       join assessment_version v on v.tenant_id = la.tenant_id and v.assessment_id = la.assessment_id
       where la.tenant_id = $1 and la.loop_id = $2 and la.assessment_id <> $3
       order by la.position, v.assessment_id, v.number desc`,
      [tx.tenantId, at.loopId, at.assessmentId],
    );
  }

  /** Every assessment, the one changed last first. */
  async list(tx: Transaction): Promise<AssessmentListing[]> {
    return tx.query<AssessmentListing>(
      `select a.id, a.role_profile_version_id as "roleProfileVersionId", la.loop_id as "loopId", shown.title,
         shown.minutes, shown.exercises, numbers.draft, numbers.published, numbers."updatedAt",
         coalesce(people.waiting, 0) as waiting, coalesce(people.running, 0) as running, coalesce(people.finished, 0) as finished
       from assessment a
       join loop_assessment la on la.tenant_id = a.tenant_id and la.assessment_id = a.id
       join lateral (
         select max(number) filter (where published_at is null) as draft, max(number) filter (where published_at is not null) as published,
           max(coalesce(published_at, saved_at)) as "updatedAt"
         from assessment_version v where v.tenant_id = a.tenant_id and v.assessment_id = a.id
       ) numbers on true
       join lateral (
         select v.title, count(e.id)::integer as exercises,
           coalesce(sum((e.package -> 'manifest' ->> 'minutes')::integer), 0)::integer as minutes
         from assessment_version v
         left join assessment_exercise item on item.tenant_id = v.tenant_id and item.assessment_version_id = v.id
         left join exercise_version e on e.tenant_id = item.tenant_id and e.id = item.exercise_version_id
         where v.tenant_id = a.tenant_id and v.assessment_id = a.id group by v.id, v.tenant_id, v.title, v.number
         order by v.number desc limit 1
       ) shown on true
       left join lateral (
         select count(*) filter (where t.id is null and i.revoked_at is null and i.expires_at > statement_timestamp())::integer as waiting,
           count(*) filter (where t.id is not null and t.closed_at is null)::integer as running,
           count(*) filter (where t.closed_at is not null)::integer as finished
         from invitation i left join attempt t on t.tenant_id = i.tenant_id and t.invitation_id = i.id
         where i.tenant_id = a.tenant_id and i.assessment_id = a.id
       ) people on true
       where a.tenant_id = $1 order by numbers."updatedAt" desc, a.id desc`,
      [tx.tenantId],
    );
  }

  /** The version being edited, or null. */
  async findOptionalDraft(tx: Transaction, assessmentId: string): Promise<AssessmentVersionRow | null> {
    const [row] = await tx.query<AssessmentVersionRow>(
      `select ${versionColumns} from assessment_version v
       where v.tenant_id = $1 and v.assessment_id = $2 and v.published_at is null`,
      [tx.tenantId, assessmentId],
    );
    return row ?? null;
  }

  /** The newest published version, or null. */
  async findOptionalPublished(tx: Transaction, assessmentId: string): Promise<AssessmentVersionRow | null> {
    const [row] = await tx.query<AssessmentVersionRow>(
      `select ${versionColumns} from assessment_version v
       where v.tenant_id = $1 and v.assessment_id = $2 and v.published_at is not null order by v.number desc limit 1`,
      [tx.tenantId, assessmentId],
    );
    return row ?? null;
  }

  /** Starts the next version as a draft; the caller holds the assessment. */
  async addDraft(tx: Transaction, assessmentId: string, draft: AssessmentDraft, savedBy: string): Promise<void> {
    const id = newId();
    await tx.execute(
      `insert into assessment_version (tenant_id, id, assessment_id, number, title, rules, saved_by, saved_at)
       select $1, $2, $3, coalesce(max(number), 0) + 1, $4, $5, $6, $7 from assessment_version
       where tenant_id = $1 and assessment_id = $3`,
      [tx.tenantId, id, assessmentId, draft.title, draft.rules, savedBy, tx.receivedAt],
    );
    await this.putExercises(tx, id, draft.exerciseVersionIds);
  }

  /** Replaces what a draft holds; the caller holds the assessment. */
  async saveDraft(tx: Transaction, assessmentVersionId: string, draft: AssessmentDraft, savedBy: string): Promise<void> {
    await tx.execute(
      `update assessment_version set title = $3, rules = $4, saved_by = $5, saved_at = $6, revision = revision + 1
       where tenant_id = $1 and id = $2`,
      [tx.tenantId, assessmentVersionId, draft.title, draft.rules, savedBy, tx.receivedAt],
    );
    await tx.execute(`delete from assessment_exercise where tenant_id = $1 and assessment_version_id = $2`, [
      tx.tenantId,
      assessmentVersionId,
    ]);
    await this.putExercises(tx, assessmentVersionId, draft.exerciseVersionIds);
  }

  /** Makes a draft final; the caller holds the assessment. */
  async publish(tx: Transaction, assessmentVersionId: string, publishedBy: string): Promise<void> {
    await tx.execute(
      `update assessment_version set published_at = $3, published_by = $4 where tenant_id = $1 and id = $2 and published_at is null`,
      [tx.tenantId, assessmentVersionId, tx.receivedAt, publishedBy],
    );
  }

  private async putExercises(tx: Transaction, assessmentVersionId: string, exerciseVersionIds: readonly string[]): Promise<void> {
    await tx.execute(
      `insert into assessment_exercise (tenant_id, assessment_version_id, position, exercise_version_id)
       select $1, $2, picked.position, picked.id from unnest($3::uuid[]) with ordinality as picked (id, position)`,
      [tx.tenantId, assessmentVersionId, exerciseVersionIds],
    );
  }
}
