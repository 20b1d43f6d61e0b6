import type {
  ExerciseManifest,
  GradingReport,
  GradingState,
  RoleManifest,
  RubricManifest,
  ScorecardView,
} from '@assay/contracts';
import type { Work } from '@assay/domain';
import { effectiveGrading, gradingStateOf } from '@assay/domain';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../transaction.js';
import { GradingJobStore } from './grading-job.store.js';
import { RatingStore, ratingViewOf } from './rating.store.js';

/** Where a scorecard belongs. */
export interface ScorecardPlace {
  loopId: string;
  candidateId: string;
  role: RoleManifest;
}

/** One exercise of one closed attempt with what counts for it. */
export interface ScoredWork extends Work {
  /** The grading that counts, and where the newest one stands. */
  gradingJobId: string | null;
  gradingState: GradingState | null;
  report: GradingReport | null;
}

interface WorkRow {
  attemptId: string;
  exerciseVersionId: string;
  exerciseId: string;
  assessmentTitle: string;
  assessmentVersion: number;
  manifest: ExerciseManifest;
  rubric: RubricManifest;
  submissionId: string | null;
}

/** Gathers what a candidate's scores in a hiring loop rest on. */
@Injectable()
export class ScoredWorkStore {
  constructor(
    private readonly gradingJobs: GradingJobStore,
    private readonly ratings: RatingStore,
  ) {}

  /** The loop, candidate and role of a closed attempt, or null. */
  async findOptionalPlace(tx: Transaction, attemptId: string): Promise<ScorecardPlace | null> {
    const [row] = await tx.query<ScorecardPlace>(
      `select l.id as "loopId", t.candidate_id as "candidateId", role.manifest as role
       from attempt t
       join assessment_version v on v.tenant_id = t.tenant_id and v.id = t.assessment_version_id
       join loop_assessment la on la.tenant_id = v.tenant_id and la.assessment_id = v.assessment_id
       join hiring_loop l on l.tenant_id = la.tenant_id and l.id = la.loop_id
       join role_profile_version role on role.tenant_id = l.tenant_id and role.id = l.role_profile_version_id
       where t.tenant_id = $1 and t.id = $2 and t.closed_at is not null`,
      [tx.tenantId, attemptId],
    );
    return row ?? null;
  }

  /** All closed work of the candidate in the loop; of an exercise taken twice, the attempt started last counts. */
  async gather(
    tx: Transaction,
    { loopId, candidateId }: ScorecardPlace,
  ): Promise<{ works: ScoredWork[]; versions: Omit<ScorecardView['versions'], 'role'> }> {
    const rows = newestOfEachExercise(await this.rows(tx, loopId, candidateId));
    const submissionIds = rows.flatMap(({ submissionId }) => (submissionId === null ? [] : [submissionId]));
    const gradings = await this.gradingJobs.listOfSubmissions(tx, submissionIds);
    const ratings = await this.ratings.ofSubmissions(tx, submissionIds);
    const works = rows.map((row): ScoredWork => {
      const own = gradings.filter(({ submissionId }) => submissionId === row.submissionId);
      const [newest] = own;
      const effective = effectiveGrading(own);
      return {
        exercise: { id: row.exerciseVersionId, title: row.manifest.title, code: row.manifest.code },
        attemptId: row.attemptId,
        submissionId: row.submissionId,
        groups: row.manifest.groups,
        rubric: row.rubric,
        gradingJobId: effective?.id ?? null,
        gradingState: newest ? gradingStateOf(newest, tx.receivedAt) : null,
        report: effective?.report ?? null,
        ratings: ratings
          .filter(({ submissionId }) => submissionId === row.submissionId)
          .map((rating) => ratingViewOf({ ...rating, raterName: '' })),
      };
    });
    return { works, versions: versionsOf(rows) };
  }

  private async rows(tx: Transaction, loopId: string, candidateId: string): Promise<WorkRow[]> {
    return tx.query<WorkRow>(
      `select t.id as "attemptId", e.id as "exerciseVersionId", e.exercise_id as "exerciseId", v.title as "assessmentTitle",
         v.number as "assessmentVersion", e.package -> 'manifest' as manifest, rubric.manifest as rubric,
         (select s.id from submission s where s.tenant_id = t.tenant_id and s.attempt_id = t.id and s.exercise_version_id = e.id
          order by s.received_at desc, s.id desc limit 1) as "submissionId"
       from attempt t
       join assessment_version v on v.tenant_id = t.tenant_id and v.id = t.assessment_version_id
       join loop_assessment la on la.tenant_id = v.tenant_id and la.assessment_id = v.assessment_id
       join assessment_exercise item on item.tenant_id = v.tenant_id and item.assessment_version_id = v.id
       join exercise_version e on e.tenant_id = item.tenant_id and e.id = item.exercise_version_id
       join rubric_version rubric on rubric.tenant_id = e.tenant_id and rubric.exercise_version_id = e.id
       where t.tenant_id = $1 and la.loop_id = $2 and t.candidate_id = $3 and t.closed_at is not null
       order by la.position, t.started_at desc, t.id desc, item.position`,
      [tx.tenantId, loopId, candidateId],
    );
  }
}

/** Rows come with the newest attempt of each assessment first. */
function newestOfEachExercise(rows: readonly WorkRow[]): WorkRow[] {
  const seen = new Set<string>();
  return rows.filter(({ exerciseId }) => {
    const isNew = !seen.has(exerciseId);
    seen.add(exerciseId);
    return isNew;
  });
}

function versionsOf(rows: readonly WorkRow[]): Omit<ScorecardView['versions'], 'role'> {
  const assessments = new Map(
    rows.map((row) => [
      `${row.assessmentTitle} ${String(row.assessmentVersion)}`,
      { title: row.assessmentTitle, version: row.assessmentVersion },
    ]),
  );
  const rubrics = rows.map(({ manifest, rubric }) => ({ exercise: manifest.slug, version: rubric.version }));
  return { assessments: [...assessments.values()], rubrics };
}
