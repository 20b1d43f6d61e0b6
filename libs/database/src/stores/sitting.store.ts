import type { AnswerForm, ExerciseManifest, TextFile } from '@assay/contracts';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../transaction.js';

/** What an invitation invites to, as the invited candidate may know it. */
export interface SittingRow {
  invitationId: string;
  candidateId: string;
  /** Null once the candidate was erased. */
  candidateName: string | null;
  assessmentId: string;
  assessmentVersionId: string;
  assessmentVersion: number;
  timeFactor: number;
  expiresAt: Date;
  openedAt: Date | null;
  revokedAt: Date | null;
  company: string;
  retentionMonths: number;
  title: string;
  rules: string;
  role: string;
}

/** An exercise of the sitting before the start. */
export interface SittingExerciseRow {
  /** The exercise's version. */
  id: string;
  manifest: ExerciseManifest;
}

/** An exercise as the workspace shows it. Hidden tests are left behind in the database. */
export interface SittingWorkspaceRow extends SittingExerciseRow {
  statement: string;
  starter: TextFile[];
  visibleTests: TextFile[];
  /** Null where nothing is answered in a form. */
  forms: AnswerForm[] | null;
}

/** Selected by path inside the database, so that hidden tests never leave it. */
const visibleTests = `jsonb_path_query_array(e.package -> 'tests', '$[*] ? (@.path starts with "visible/")')`;

/** Reads an assessment from the candidate's chair. */
@Injectable()
export class SittingStore {
  async findOptional(tx: Transaction, invitationId: string): Promise<SittingRow | null> {
    const [row] = await tx.query<SittingRow>(
      `select i.id as "invitationId", i.candidate_id as "candidateId", who.name as "candidateName", i.assessment_id as "assessmentId",
         i.assessment_version_id as "assessmentVersionId", v.number as "assessmentVersion", i.time_factor as "timeFactor", i.expires_at as "expiresAt",
         i.opened_at as "openedAt", i.revoked_at as "revokedAt", t.name as company, t.retention_months as "retentionMonths",
         v.title, v.rules, role.manifest ->> 'title' as role
       from invitation i
       join tenant t on t.id = i.tenant_id
       join assessment_version v on v.tenant_id = i.tenant_id and v.id = i.assessment_version_id
       join assessment a on a.tenant_id = i.tenant_id and a.id = i.assessment_id
       join role_profile_version role on role.tenant_id = i.tenant_id and role.id = a.role_profile_version_id
       left join candidate_identity who on who.tenant_id = i.tenant_id and who.candidate_id = i.candidate_id
       where i.tenant_id = $1 and i.id = $2`,
      [tx.tenantId, invitationId],
    );
    return row ?? null;
  }

  /** Notes the first time that the link was opened. */
  async noteOpened(tx: Transaction, invitationId: string): Promise<void> {
    await tx.query(`update invitation set opened_at = $3 where tenant_id = $1 and id = $2 and opened_at is null`, [
      tx.tenantId,
      invitationId,
      tx.receivedAt,
    ]);
  }

  /** Whether an exercise belongs to an assessment. */
  async hasExercise(tx: Transaction, assessmentVersionId: string, exerciseVersionId: string): Promise<boolean> {
    const found = await tx.query(
      `select 1 as found from assessment_exercise where tenant_id = $1 and assessment_version_id = $2 and exercise_version_id = $3`,
      [tx.tenantId, assessmentVersionId, exerciseVersionId],
    );
    return found.length > 0;
  }

  /** The tests of an exercise that candidates see. */
  async visibleTests(tx: Transaction, exerciseVersionId: string): Promise<TextFile[]> {
    const [row] = await tx.query<{ tests: TextFile[] }>(
      `select ${visibleTests} as tests from exercise_version e where e.tenant_id = $1 and e.id = $2`,
      [tx.tenantId, exerciseVersionId],
    );
    return row?.tests ?? [];
  }

  /** The exercises in their order. */
  async exercises(tx: Transaction, assessmentVersionId: string): Promise<SittingExerciseRow[]> {
    return tx.query<SittingExerciseRow>(
      `select e.id, e.package -> 'manifest' as manifest
       from assessment_exercise item
       join exercise_version e on e.tenant_id = item.tenant_id and e.id = item.exercise_version_id
       where item.tenant_id = $1 and item.assessment_version_id = $2 order by item.position`,
      [tx.tenantId, assessmentVersionId],
    );
  }

  /** The exercises in their order, with what the workspace shows of each. */
  async workspaces(tx: Transaction, assessmentVersionId: string): Promise<SittingWorkspaceRow[]> {
    return tx.query<SittingWorkspaceRow>(
      `select e.id, e.package -> 'manifest' as manifest, e.package ->> 'statement' as statement,
         e.package -> 'starter' as starter,
         ${visibleTests} as "visibleTests", e.package -> 'forms' as forms
       from assessment_exercise item
       join exercise_version e on e.tenant_id = item.tenant_id and e.id = item.exercise_version_id
       where item.tenant_id = $1 and item.assessment_version_id = $2 order by item.position`,
      [tx.tenantId, assessmentVersionId],
    );
  }
}
