import type { RoleManifest, RubricManifest, TextFile } from '@assay/contracts';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../transaction.js';

/** Everything that a rater looks at, before it is blinded. */
export interface ReviewedWorkRow {
  title: string;
  code: string;
  statement: string;
  rubric: RubricManifest;
  competencies: RoleManifest['competencies'];
  files: TextFile[];
  /** Who wrote it, so that it can be taken out; empty when erased. */
  candidateName: string;
  candidateEmail: string;
}

/** Reads handed-in work from the rater's chair. */
@Injectable()
export class ReviewedWorkStore {
  async find(tx: Transaction, reviewId: string): Promise<ReviewedWorkRow> {
    const [row] = await tx.query<ReviewedWorkRow>(
      `select e.package -> 'manifest' ->> 'title' as title, e.package -> 'manifest' ->> 'code' as code,
         e.package ->> 'statement' as statement, rubric.manifest as rubric, role.manifest -> 'competencies' as competencies,
         f.files, coalesce(who.name, '') as "candidateName", coalesce(who.email, '') as "candidateEmail"
       from review r
       join exercise_version e on e.tenant_id = r.tenant_id and e.id = r.exercise_version_id
       join rubric_version rubric on rubric.tenant_id = r.tenant_id and rubric.id = r.rubric_version_id
       join submission s on s.tenant_id = r.tenant_id and s.id = r.submission_id
       join file_set f on f.tenant_id = s.tenant_id and f.hash = s.files_hash
       join attempt t on t.tenant_id = r.tenant_id and t.id = r.attempt_id
       join assessment_version v on v.tenant_id = t.tenant_id and v.id = t.assessment_version_id
       join assessment a on a.tenant_id = v.tenant_id and a.id = v.assessment_id
       join role_profile_version role on role.tenant_id = a.tenant_id and role.id = a.role_profile_version_id
       left join candidate_identity who on who.tenant_id = t.tenant_id and who.candidate_id = t.candidate_id
       where r.tenant_id = $1 and r.id = $2`,
      [tx.tenantId, reviewId],
    );
    if (!row) {
      throw new Error(`The work of review ${reviewId} is gone: its files were erased.`);
    }
    return row;
  }

  /** The files of a submission that a candidate handed in for an assessment of a loop, or null. */
  async findOptionalFiles(
    tx: Transaction,
    at: { loopId: string; candidateId: string; submissionId: string },
  ): Promise<TextFile[] | null> {
    const [row] = await tx.query<{ files: TextFile[] }>(
      `select f.files from submission s
       join attempt t on t.tenant_id = s.tenant_id and t.id = s.attempt_id
       join assessment_version v on v.tenant_id = t.tenant_id and v.id = t.assessment_version_id
       join loop_assessment la on la.tenant_id = v.tenant_id and la.assessment_id = v.assessment_id
       join file_set f on f.tenant_id = s.tenant_id and f.hash = s.files_hash
       where s.tenant_id = $1 and la.loop_id = $2 and t.candidate_id = $3 and s.id = $4`,
      [tx.tenantId, at.loopId, at.candidateId, at.submissionId],
    );
    return row?.files ?? null;
  }
}
