import type { StaffRole, TextFile } from '@assay/contracts';
import type { UnitOfWork } from '@assay/database';
import { ExerciseVersionStore, RoleProfileStore } from '@assay/database';
import { hashOfFiles, newId, newSecret, sha256 } from '@assay/platform';
import type { SampleExercise } from './samples.js';
import { sampleExercise, sampleRole } from './samples.js';

type RunAsOwner = (sql: string, parameters?: readonly unknown[]) => Promise<object[]>;

/** A company with an admin, a published assessment of one exercise, an invited candidate and the link's token. */
export interface InvitedWorld {
  tenantId: string;
  staffId: string;
  roleProfileVersionId: string;
  exerciseVersionId: string;
  loopId: string;
  assessmentId: string;
  assessmentVersionId: string;
  candidateId: string;
  invitationId: string;
  token: string;
}

export interface RunningWorld extends InvitedWorld {
  attemptId: string;
}

export interface SubmittedWorld extends RunningWorld {
  revisionId: string;
  submissionId: string;
  filesHash: string;
}

export const sampleFiles: readonly TextFile[] = [
  {
    path: 'solution.py',
    content: 'from collections import Counter\n\n\ndef count(text):\n    return dict(Counter(text.split()))\n',
  },
];

/** Makes rows to begin with, each with what it needs unless that is given. Rows of features under test are made by the features. */
export class Factory {
  constructor(
    private readonly run: RunAsOwner,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async tenant(tenant: { id?: string; slug?: string; name?: string } = {}): Promise<string> {
    const { id = newId() } = tenant;
    const { slug = `tenant-${id}`, name = 'Halden Freight' } = tenant;
    await this.run('insert into tenant (id, slug, name) values ($1, $2, $3)', [id, slug, name]);
    return id;
  }

  async staff(
    tenantId: string,
    staff: { name?: string; email?: string; roles?: readonly StaffRole[]; passwordHash?: string } = {},
  ): Promise<string> {
    const id = newId();
    const { name = 'Ada Author', email = `staff-${id}@example.com`, roles = ['admin'], passwordHash = null } = staff;
    await this.run('insert into staff (tenant_id, id, email, name, password_hash) values ($1, $2, $3, $4, $5)', [
      tenantId,
      id,
      email,
      name,
      passwordHash,
    ]);
    await this.run('insert into staff_role (tenant_id, staff_id, role) select $1, $2, unnest($3::text[])', [tenantId, id, roles]);
    return id;
  }

  /** Answers the id of the version. */
  async roleProfile(tenantId: string): Promise<string> {
    const published = await this.unitOfWork.run(tenantId, (tx) => new RoleProfileStore().publish(tx, sampleRole()));
    return published.id;
  }

  /** Answers the id of the version. */
  async exerciseVersion(tenantId: string, sample: SampleExercise = {}): Promise<string> {
    const published = await this.unitOfWork.run(tenantId, (tx) => new ExerciseVersionStore().publish(tx, sampleExercise(sample)));
    return published.id;
  }

  /** A hiring loop with one published assessment of these exercises. */
  async assessment(
    tenantId: string,
    given: { staffId: string; roleProfileVersionId: string; exerciseVersionIds: readonly string[]; title?: string },
  ): Promise<Pick<InvitedWorld, 'loopId' | 'assessmentId' | 'assessmentVersionId'>> {
    const [loopId, assessmentId, assessmentVersionId] = [newId(), newId(), newId()];
    const { staffId, roleProfileVersionId, exerciseVersionIds, title = 'First round' } = given;
    await this.run(
      'insert into hiring_loop (tenant_id, id, title, role_profile_version_id, created_by) values ($1, $2, $3, $4, $5)',
      [tenantId, loopId, title, roleProfileVersionId, staffId],
    );
    await this.run('insert into assessment (tenant_id, id, role_profile_version_id, created_by) values ($1, $2, $3, $4)', [
      tenantId,
      assessmentId,
      roleProfileVersionId,
      staffId,
    ]);
    await this.run('insert into loop_assessment (tenant_id, loop_id, assessment_id) values ($1, $2, $3)', [
      tenantId,
      loopId,
      assessmentId,
    ]);
    await this.run(
      `insert into assessment_version (tenant_id, id, assessment_id, number, title, saved_by) values ($1, $2, $3, 1, $4, $5)`,
      [tenantId, assessmentVersionId, assessmentId, title, staffId],
    );
    await this.run(
      `insert into assessment_exercise (tenant_id, assessment_version_id, position, exercise_version_id)
       select $1, $2, position, id from unnest($3::uuid[]) with ordinality as picked (id, position)`,
      [tenantId, assessmentVersionId, exerciseVersionIds],
    );
    await this.run(`update assessment_version set published_at = now(), published_by = $3 where tenant_id = $1 and id = $2`, [
      tenantId,
      assessmentVersionId,
      staffId,
    ]);
    return { loopId, assessmentId, assessmentVersionId };
  }

  async candidate(tenantId: string, candidate: { name?: string; email?: string } = {}): Promise<string> {
    const id = newId();
    const { name = 'Kim Candidate', email = `candidate-${id}@example.com` } = candidate;
    await this.run('insert into candidate (tenant_id, id) values ($1, $2)', [tenantId, id]);
    await this.run('insert into candidate_identity (tenant_id, candidate_id, name, email) values ($1, $2, $3, $4)', [
      tenantId,
      id,
      name,
      email,
    ]);
    return id;
  }

  async invitation(
    tenantId: string,
    given: Pick<InvitedWorld, 'staffId' | 'assessmentId' | 'assessmentVersionId' | 'candidateId'> & {
      timeFactor?: 1 | 1.25 | 1.5 | 2;
      expiresInSeconds?: number;
    },
  ): Promise<{ invitationId: string; token: string }> {
    const [invitationId, token] = [newId(), newSecret()];
    await this.run(
      `insert into invitation (tenant_id, id, assessment_id, assessment_version_id, candidate_id, token_hash, time_factor, created_by, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, now() + make_interval(secs => $9))`,
      [
        tenantId,
        invitationId,
        given.assessmentId,
        given.assessmentVersionId,
        given.candidateId,
        sha256(token),
        given.timeFactor ?? 1,
        given.staffId,
        given.expiresInSeconds ?? 14 * 86_400,
      ],
    );
    return { invitationId, token };
  }

  /** An attempt that began `startedSecondsAgo` and lasts `seconds`: give both to have one whose time is over. */
  async attempt(
    tenantId: string,
    given: Pick<InvitedWorld, 'invitationId' | 'assessmentVersionId' | 'candidateId'> & {
      seconds?: number;
      startedSecondsAgo?: number;
    },
  ): Promise<string> {
    const id = newId();
    await this.run(
      `insert into attempt (tenant_id, id, invitation_id, assessment_version_id, candidate_id, started_at, deadline)
       select $1, $2, $3, $4, $5, began, began + make_interval(secs => $7) from (select now() - make_interval(secs => $6) as began) clock`,
      [
        tenantId,
        id,
        given.invitationId,
        given.assessmentVersionId,
        given.candidateId,
        given.startedSecondsAgo ?? 60,
        given.seconds ?? 1_800,
      ],
    );
    return id;
  }

  /** A saved state; `seq` has to be the next of its exercise. */
  async revision(
    world: RunningWorld,
    given: { seq?: number; files?: readonly TextFile[]; exerciseVersionId?: string } = {},
  ): Promise<{ revisionId: string; filesHash: string }> {
    const revisionId = newId();
    const { seq = 1, files = sampleFiles, exerciseVersionId = world.exerciseVersionId } = given;
    const filesHash = hashOfFiles(files);
    await this.run('insert into file_set (tenant_id, hash, files) values ($1, $2, $3) on conflict do nothing', [
      world.tenantId,
      filesHash,
      JSON.stringify(files),
    ]);
    await this.run(
      `insert into revision (tenant_id, id, attempt_id, exercise_version_id, seq, client_id, files_hash, saved_at)
       values ($1, $2, $3, $4, $5, $6, $7, now())`,
      [world.tenantId, revisionId, world.attemptId, exerciseVersionId, seq, newId(), filesHash],
    );
    return { revisionId, filesHash };
  }

  async submission(
    world: RunningWorld,
    given: { revisionId: string; filesHash: string; exerciseVersionId?: string },
  ): Promise<string> {
    const id = newId();
    await this.run(
      `insert into submission (tenant_id, id, attempt_id, exercise_version_id, revision_id, files_hash, idempotency_key, received_at)
       values ($1, $2, $3, $4, $5, $6, $7, now())`,
      [
        world.tenantId,
        id,
        world.attemptId,
        given.exerciseVersionId ?? world.exerciseVersionId,
        given.revisionId,
        given.filesHash,
        newId(),
      ],
    );
    return id;
  }

  /** Requested and not claimed. */
  async gradingJob(world: SubmittedWorld, given: { requestedSecondsAgo?: number; epoch?: number } = {}): Promise<string> {
    const id = newId();
    await this.run(
      `insert into grading_job (tenant_id, id, purpose, attempt_id, exercise_version_id, submission_id, files_hash, epoch, requested_by,
         requested_at, available_at)
       select $1, $2, 'grading', $3, $4, $5, $6, $7, 'system', asked, asked from (select now() - make_interval(secs => $8) as asked) clock`,
      [
        world.tenantId,
        id,
        world.attemptId,
        world.exerciseVersionId,
        world.submissionId,
        world.filesHash,
        given.epoch ?? 1,
        given.requestedSecondsAgo ?? 0,
      ],
    );
    return id;
  }

  async invitedCandidate(tenant?: string, sample: SampleExercise = {}): Promise<InvitedWorld> {
    const tenantId = tenant ?? (await this.tenant());
    const staffId = await this.staff(tenantId);
    const roleProfileVersionId = await this.roleProfile(tenantId);
    const exerciseVersionId = await this.exerciseVersion(tenantId, sample);
    const assessment = await this.assessment(tenantId, {
      staffId,
      roleProfileVersionId,
      exerciseVersionIds: [exerciseVersionId],
    });
    const candidateId = await this.candidate(tenantId);
    const invitation = await this.invitation(tenantId, { staffId, candidateId, ...assessment });
    return { tenantId, staffId, roleProfileVersionId, exerciseVersionId, candidateId, ...assessment, ...invitation };
  }

  async runningAttempt(tenant?: string, sample: SampleExercise = {}): Promise<RunningWorld> {
    const world = await this.invitedCandidate(tenant, sample);
    return { ...world, attemptId: await this.attempt(world.tenantId, world) };
  }

  async submittedWork(tenant?: string): Promise<SubmittedWorld> {
    const world = await this.runningAttempt(tenant);
    const revision = await this.revision(world);
    return { ...world, ...revision, submissionId: await this.submission(world, revision) };
  }
}
