import type { GradingReport } from '@assay/contracts';
import { maxTries } from '@assay/domain';
import { AssayError, newId } from '@assay/platform';
import { Injectable } from '@nestjs/common';
import type { WaitingGradingJob } from '../locators.js';
import { storableJson } from '../storable-json.js';
import type { Transaction } from '../transaction.js';

/** Why a try came to nothing by our fault. */
export interface PlatformFault {
  code: string;
  message: string;
}

/** A grading of a submission, or a trial run of a revision; `gradingStateOf` of the domain says where it stands. */
export interface GradingJobRow {
  id: string;
  purpose: 'grading' | 'trial';
  attemptId: string;
  exerciseVersionId: string;
  submissionId: string | null;
  revisionId: string | null;
  filesHash: string;
  /** The browser's id of a trial run. */
  clientId: string | null;
  /** Counts the gradings of one submission from 1. */
  epoch: number;
  /** As in the audit log: `candidate:<id>`, `staff:<id>`, `system`. */
  requestedBy: string;
  /** Why it was graded again. */
  reason: string | null;
  requestedAt: Date;
  availableAt: Date;
  /** Counts claims; a result is taken from the holder of the newest only. */
  fence: number;
  tries: number;
  claimedAt: Date | null;
  leaseUntil: Date | null;
  workerId: string | null;
  attentionAt: Date | null;
  finishedAt: Date | null;
  lastFault: PlatformFault | null;
  report: GradingReport | null;
}

/** What a worker holds while it grades. */
export interface Claim {
  gradingJobId: string;
  fence: number;
}

export type ClaimOutcome =
  | { kind: 'claimed'; job: GradingJobRow }
  /** Every try is spent and the last worker vanished: it waits for a person now. */
  | { kind: 'given-up'; job: GradingJobRow }
  /** Finished, held by another, not due yet, or unknown here: nothing to do. */
  | { kind: 'nothing' };

type Handed = Pick<GradingJobRow, 'attemptId' | 'exerciseVersionId' | 'filesHash'> & { id: string };

const columns = `id, purpose, attempt_id as "attemptId", exercise_version_id as "exerciseVersionId",
  submission_id as "submissionId", revision_id as "revisionId", files_hash as "filesHash", client_id as "clientId", epoch,
  requested_by as "requestedBy", reason, requested_at as "requestedAt", available_at as "availableAt", fence, tries,
  claimed_at as "claimedAt", lease_until as "leaseUntil", worker_id as "workerId", attention_at as "attentionAt",
  finished_at as "finishedAt", last_fault as "lastFault", report`;

/** What any change of a held job asks first: that it is still the newest claim's, and has no result. */
const held = `tenant_id = $1 and id = $2 and fence = $3 and finished_at is null`;

const workerLost: PlatformFault = {
  code: 'worker-lost',
  message: 'Each worker that took this grading disappeared before it had a result.',
};

/**
 * The requests to grade, and at the same time the outbox of the queue: what has no result, no live lease and no need of
 * attention is wanted. All instants are the database's.
 */
@Injectable()
export class GradingJobStore {
  /**
   * The first grading of a submission made in this transaction; the caller holds the attempt's lock. Give what it answers to
   * the queue's `JobProducer.addGrading` after the commit.
   */
  async requestGrading(tx: Transaction, submission: Handed, requestedBy: string): Promise<WaitingGradingJob> {
    return this.addGrading(tx, submission, 1, requestedBy, null);
  }

  /** Grades a submission again as its next epoch. Takes the attempt's lock. */
  async requestRegrade(tx: Transaction, submission: Handed, requestedBy: string, reason: string): Promise<WaitingGradingJob> {
    await tx.query(`select 1 from attempt where tenant_id = $1 and id = $2 for update`, [tx.tenantId, submission.attemptId]);
    const [last] = await tx.query<{ epoch: number }>(
      `select coalesce(max(epoch), 0)::int4 as epoch from grading_job where tenant_id = $1 and submission_id = $2`,
      [tx.tenantId, submission.id],
    );
    return this.addGrading(tx, submission, (last?.epoch ?? 0) + 1, requestedBy, reason);
  }

  /** A trial run of a revision; the same `clientId` again answers the first one, with `added` false. */
  async requestTrial(
    tx: Transaction,
    revision: Handed,
    clientId: string,
    requestedBy: string,
  ): Promise<{ job: GradingJobRow; added: boolean }> {
    const [added] = await tx.query<GradingJobRow>(
      `insert into grading_job (tenant_id, id, purpose, attempt_id, exercise_version_id, revision_id, files_hash, client_id,
         requested_by, requested_at, available_at)
       values ($1, $2, 'trial', $3, $4, $5, $6, $7, $8, $9, $9)
       on conflict (tenant_id, attempt_id, client_id) do nothing returning ${columns}`,
      [
        tx.tenantId,
        newId(),
        revision.attemptId,
        revision.exerciseVersionId,
        revision.id,
        revision.filesHash,
        clientId,
        requestedBy,
        tx.receivedAt,
      ],
    );
    if (added !== undefined) {
      return { job: added, added: true };
    }
    const [first] = await tx.query<GradingJobRow>(
      `select ${columns} from grading_job where tenant_id = $1 and attempt_id = $2 and client_id = $3`,
      [tx.tenantId, revision.attemptId, clientId],
    );
    if (first === undefined) {
      throw new AssayError('unavailable', 'The trial run was not taken: try again.', { retryAfter: 1 });
    }
    return { job: first, added: false };
  }

  async findOptional(tx: Transaction, gradingJobId: string): Promise<GradingJobRow | null> {
    const [row] = await tx.query<GradingJobRow>(`select ${columns} from grading_job where tenant_id = $1 and id = $2`, [
      tx.tenantId,
      gradingJobId,
    ]);
    return row ?? null;
  }

  /** All gradings of the submissions, newest epoch first. */
  async listOfSubmissions(tx: Transaction, submissionIds: readonly string[]): Promise<GradingJobRow[]> {
    return tx.query<GradingJobRow>(
      `select ${columns} from grading_job
       where tenant_id = $1 and submission_id = any($2::uuid[]) order by submission_id, epoch desc`,
      [tx.tenantId, submissionIds],
    );
  }

  /** The newest trial run of every exercise of an attempt. */
  async newestTrials(tx: Transaction, attemptId: string): Promise<GradingJobRow[]> {
    return tx.query<GradingJobRow>(
      `select distinct on (exercise_version_id) ${columns} from grading_job
       where tenant_id = $1 and attempt_id = $2 and purpose = 'trial'
       order by exercise_version_id, requested_at desc, id desc`,
      [tx.tenantId, attemptId],
    );
  }

  /** Trial runs requested of an exercise so far. */
  async countTrials(tx: Transaction, attemptId: string, exerciseVersionId: string): Promise<number> {
    const [row] = await tx.query<{ count: number }>(
      `select count(*)::int4 as count from grading_job
       where tenant_id = $1 and attempt_id = $2 and exercise_version_id = $3 and purpose = 'trial'`,
      [tx.tenantId, attemptId, exerciseVersionId],
    );
    return row?.count ?? 0;
  }

  /**
   * Takes a job if it is wanted: one of any number of workers that try at the same time gets it. The claim lasts
   * `leaseSeconds` unless renewed and makes the claim before it worthless.
   */
  async claim(tx: Transaction, gradingJobId: string, workerId: string, leaseSeconds: number): Promise<ClaimOutcome> {
    const wanted = `tenant_id = $1 and id = $2 and finished_at is null and attention_at is null
      and available_at <= statement_timestamp() and (lease_until is null or lease_until <= statement_timestamp())`;
    const [claimed] = await tx.query<GradingJobRow>(
      `update grading_job set fence = fence + 1, tries = tries + 1, worker_id = $3, claimed_at = statement_timestamp(),
         lease_until = statement_timestamp() + make_interval(secs => $4)
       where ${wanted} and tries < $5 returning ${columns}`,
      [tx.tenantId, gradingJobId, workerId, leaseSeconds, maxTries],
    );
    if (claimed !== undefined) {
      return { kind: 'claimed', job: claimed };
    }
    const [givenUp] = await tx.query<GradingJobRow>(
      `update grading_job set attention_at = statement_timestamp(), lease_until = null, last_fault = coalesce(last_fault, $3)
       where ${wanted} and tries >= $4 returning ${columns}`,
      [tx.tenantId, gradingJobId, JSON.stringify(workerLost), maxTries],
    );
    return givenUp === undefined ? { kind: 'nothing' } : { kind: 'given-up', job: givenUp };
  }

  /** Keeps a claim for another `leaseSeconds`. Answers false when it was lost. */
  async renew(tx: Transaction, claim: Claim, leaseSeconds: number): Promise<boolean> {
    const renewed = await tx.execute(
      `update grading_job set lease_until = statement_timestamp() + make_interval(secs => $4)
       where ${held} and attention_at is null and lease_until is not null`,
      [tx.tenantId, claim.gradingJobId, claim.fence, leaseSeconds],
    );
    return renewed === 1;
  }

  /**
   * Writes the result: once, and only from the newest claim.
   *
   * @throws AssayError `lease-lost` when another worker has claimed the job since, or it has a result; nothing is changed.
   */
  async complete(tx: Transaction, claim: Claim, report: GradingReport): Promise<GradingJobRow> {
    const [finished] = await tx.query<GradingJobRow>(
      `update grading_job set finished_at = statement_timestamp(), lease_until = null, verdict = $4, score = $5, report = $6
       where ${held} returning ${columns}`,
      [tx.tenantId, claim.gradingJobId, claim.fence, report.verdict, report.score, storableJson(report)],
    );
    if (finished === undefined) {
      throw leaseLost(claim);
    }
    await tx.execute(
      `insert into case_result (tenant_id, grading_job_id, group_id, case_id, position, outcome, requirements, message, expected,
         actual, stdout, duration_ms)
       select $1, $2, c."group", c.id, c.position, c.outcome, array(select jsonb_array_elements_text(c.requirements)),
         c.message, c.expected, c.actual, c.stdout, c."durationMs"
       from jsonb_to_recordset($3::jsonb) as c(id text, "group" text, position integer, outcome text, requirements jsonb,
         message text, expected text, actual text, stdout text, "durationMs" double precision)
       on conflict do nothing`,
      [tx.tenantId, claim.gradingJobId, storableJson(report.cases.map((result, position) => ({ ...result, position })))],
    );
    return finished;
  }

  /** Gives a job back after a fault of ours, to be tried again in `seconds`. Throws as `complete` does. */
  async retryLater(tx: Transaction, claim: Claim, fault: PlatformFault, seconds: number): Promise<GradingJobRow> {
    return this.letGo(tx, claim, `last_fault = $4, available_at = statement_timestamp() + make_interval(secs => $5)`, [
      storableJson(fault),
      seconds,
    ]);
  }

  /** Sets a job aside for a person, after its last try failed by our fault. Throws as `complete` does. */
  async needAttention(tx: Transaction, claim: Claim, fault: PlatformFault): Promise<GradingJobRow> {
    return this.letGo(tx, claim, `last_fault = $4, attention_at = statement_timestamp()`, [storableJson(fault)]);
  }

  /** Gives a job back untried, because the worker stops. Throws as `complete` does. */
  async giveBack(tx: Transaction, claim: Claim): Promise<GradingJobRow> {
    return this.letGo(tx, claim, `tries = tries - 1`, []);
  }

  private async letGo(tx: Transaction, claim: Claim, change: string, values: unknown[]): Promise<GradingJobRow> {
    const [row] = await tx.query<GradingJobRow>(
      `update grading_job set lease_until = null, ${change} where ${held} and attention_at is null returning ${columns}`,
      [tx.tenantId, claim.gradingJobId, claim.fence, ...values],
    );
    if (row === undefined) {
      throw leaseLost(claim);
    }
    return row;
  }

  private async addGrading(
    tx: Transaction,
    submission: Handed,
    epoch: number,
    requestedBy: string,
    reason: string | null,
  ): Promise<WaitingGradingJob> {
    const gradingJobId = newId();
    await tx.execute(
      `insert into grading_job (tenant_id, id, purpose, attempt_id, exercise_version_id, submission_id, files_hash, epoch,
         requested_by, reason, requested_at, available_at)
       values ($1, $2, 'grading', $3, $4, $5, $6, $7, $8, $9, $10, $10)`,
      [
        tx.tenantId,
        gradingJobId,
        submission.attemptId,
        submission.exerciseVersionId,
        submission.id,
        submission.filesHash,
        epoch,
        requestedBy,
        reason,
        tx.receivedAt,
      ],
    );
    return { tenantId: tx.tenantId, gradingJobId, fence: 0, purpose: 'grading' };
  }
}

function leaseLost({ gradingJobId, fence }: Claim): AssayError {
  return new AssayError(
    'lease-lost',
    `Claim ${fence} of grading job ${gradingJobId} is no longer held: its result was dropped, since another one counts.`,
  );
}
