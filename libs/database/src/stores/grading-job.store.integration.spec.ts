import type { GradingReport } from '@assay/contracts';
import { newId } from '@assay/platform';
import type { RunningWorld, SubmittedWorld, TestDatabase } from '@assay/testing';
import { openTestDatabase } from '@assay/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Transaction } from '../transaction.js';
import type { Claim, ClaimOutcome, GradingJobRow } from './grading-job.store.js';
import { GradingJobStore } from './grading-job.store.js';

const store = new GradingJobStore();
const fault = { code: 'sandbox-failed', message: 'The sandbox died.' };
let db: TestDatabase;
let world: SubmittedWorld;
let id: string;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  await db.close();
});
beforeEach(async () => {
  world = await db.make.submittedWork();
  id = await db.make.gradingJob(world);
});

const inTenant = <T>(work: (tx: Transaction) => Promise<T>) => db.unitOfWork.run(world.tenantId, work);
const claim = (worker = 'worker-1', leaseSeconds = 60) => inTenant((tx) => store.claim(tx, id, worker, leaseSeconds));
const now = () => inTenant((tx) => store.findOptional(tx, id)) as Promise<GradingJobRow>;
const lapse = () => db.asOwner(`update grading_job set lease_until = now() - interval '1 second' where id = $1`, [id]);
const makeDue = () => db.asOwner(`update grading_job set available_at = now() where id = $1`, [id]);

async function claimed(worker?: string): Promise<Claim> {
  const outcome = await claim(worker);
  if (outcome.kind !== 'claimed') {
    throw new Error(`The job was not claimed: ${outcome.kind}.`);
  }
  return { gradingJobId: id, fence: outcome.job.fence };
}

function report(change: Partial<GradingReport> = {}): GradingReport {
  return {
    exercise: { id: newId(), slug: 'word-counter', version: 1, packageHash: 'a'.repeat(64) },
    filesHash: world.filesHash,
    runtime: { driver: 'docker', assurance: 'production', imageProfile: 'base', imageVersion: '1' },
    verdict: 'partial',
    score: 0.5,
    groups: [],
    cases: [
      {
        id: 'test_counting::test_two',
        group: 'counting',
        outcome: 'failed',
        requirements: ['R1', 'R2'],
        message: 'got \u0000',
        expected: '2',
        actual: '1',
        stdout: null,
        durationMs: 0.25,
      },
    ],
    limitsHit: [],
    usage: { cpuMs: 1, wallMs: 2, peakMemoryMb: null },
    fault: null,
    ...change,
  };
}

describe('a claim', () => {
  it('goes to one of many workers that try at the same time', async () => {
    const workers = Array.from({ length: 8 }, (_, index) => `worker-${index}`);
    const outcomes = await Promise.all(workers.map((worker) => claim(worker)));
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['claimed', ...Array.from({ length: 7 }, () => 'nothing')]);
    expect(await now()).toMatchObject({ fence: 1, tries: 1 });
  });

  it('is not given while another holds, before its time, or on a job of another tenant', async () => {
    await claimed();
    expect(await claim('worker-2')).toEqual({ kind: 'nothing' });
    await inTenant((tx) => store.retryLater(tx, { gradingJobId: id, fence: 1 }, fault, 60));
    expect(await claim('worker-2')).toEqual({ kind: 'nothing' });
    await makeDue();
    const stranger = await db.make.tenant();
    const foreign: ClaimOutcome = await db.unitOfWork.run(stranger, (tx) => store.claim(tx, id, 'worker-2', 60));
    expect(foreign).toEqual({ kind: 'nothing' });
    expect((await claim('worker-2')).kind).toBe('claimed');
  });

  it('is taken over when its lease has lapsed, and can then neither be renewed nor completed', async () => {
    const first = await claimed('worker-1');
    await lapse();
    const second = await claimed('worker-2');
    expect(await inTenant((tx) => store.renew(tx, first, 60))).toBe(false);
    await expect(inTenant((tx) => store.complete(tx, first, report()))).rejects.toMatchObject({ code: 'lease-lost' });
    await expect(inTenant((tx) => store.giveBack(tx, first))).rejects.toMatchObject({ code: 'lease-lost' });
    expect(await inTenant((tx) => store.renew(tx, second, 60))).toBe(true);
    expect(await now()).toMatchObject({ fence: 2, workerId: 'worker-2', finishedAt: null });
  });

  it('holds on when it is renewed late but before anybody took it over', async () => {
    const held = await claimed();
    await lapse();
    expect(await inTenant((tx) => store.renew(tx, held, 60))).toBe(true);
    expect(await claim('worker-2')).toEqual({ kind: 'nothing' });
  });

  it('is refused after three workers vanished with it: the job waits for a person', async () => {
    for (const worker of ['worker-1', 'worker-2', 'worker-3']) {
      await claimed(worker);
      await lapse();
    }
    expect(await claim('worker-4')).toMatchObject({ kind: 'given-up', job: { lastFault: { code: 'worker-lost' }, tries: 3 } });
    expect(await claim('worker-5')).toEqual({ kind: 'nothing' });
    expect(await now()).toMatchObject({ report: null, finishedAt: null, attentionAt: expect.any(Date) as unknown });
  });

  it('that is given back untried leaves the number of tries as it was', async () => {
    const held = await claimed();
    expect(await inTenant((tx) => store.giveBack(tx, held))).toMatchObject({ tries: 0, fence: 1, leaseUntil: null });
    expect(await claimed('worker-2')).toEqual({ gradingJobId: id, fence: 2 });
  });
});

describe('a result', () => {
  it('is written once, with a row per test case', async () => {
    const held = await claimed();
    await inTenant((tx) => store.complete(tx, held, report()));
    await expect(inTenant((tx) => store.complete(tx, held, report({ verdict: 'accepted', score: 1 })))).rejects.toMatchObject({
      code: 'lease-lost',
    });
    expect(await now()).toMatchObject({ report: { verdict: 'partial', score: 0.5 }, leaseUntil: null });
    const rows = await db.asOwner(
      `select group_id, case_id, position, outcome, requirements, message, expected, actual, stdout, duration_ms
       from case_result where grading_job_id = $1`,
      [id],
    );
    expect(rows).toEqual([
      {
        group_id: 'counting',
        case_id: 'test_counting::test_two',
        position: 0,
        outcome: 'failed',
        requirements: ['R1', 'R2'],
        message: 'got \uFFFD',
        expected: '2',
        actual: '1',
        stdout: null,
        duration_ms: 0.25,
      },
    ]);
  });

  it('of a job that was set aside still counts, since it is a result', async () => {
    const held = await claimed();
    await db.asOwner(`update grading_job set attention_at = now() where id = $1`, [id]);
    await inTenant((tx) => store.complete(tx, held, report()));
    expect((await now()).finishedAt).toBeInstanceOf(Date);
  });
});

describe('a request', () => {
  it('to grade again is the next epoch with its reason, also when two ask at once', async () => {
    const again = { ...world, id: world.submissionId };
    const asked = await Promise.all(
      ['The image was wrong.', 'The tests were wrong.'].map((reason) =>
        inTenant((tx) => store.requestRegrade(tx, again, `staff:${world.staffId}`, reason)),
      ),
    );
    expect(asked).toEqual(
      asked.map(() => expect.objectContaining({ tenantId: world.tenantId, fence: 0, purpose: 'grading' }) as unknown),
    );
    const all = await inTenant((tx) => store.listOfSubmissions(tx, [world.submissionId]));
    expect(all.map(({ epoch }) => epoch)).toEqual([3, 2, 1]);
    expect(all.map(({ reason }) => reason).sort()).toEqual(['The image was wrong.', 'The tests were wrong.', null]);
  });

  it('for a trial run is one run per id of the browser', async () => {
    const running: RunningWorld = world;
    const { revisionId, filesHash } = await db.make.revision(running, { seq: 2 });
    const revision = { ...running, filesHash, id: revisionId };
    const clientId = newId();
    const first = await inTenant((tx) => store.requestTrial(tx, revision, clientId, `candidate:${world.candidateId}`));
    const second = await inTenant((tx) => store.requestTrial(tx, revision, clientId, `candidate:${world.candidateId}`));
    expect([first.added, second.added]).toEqual([true, false]);
    expect(second.job.id).toBe(first.job.id);
    expect(await inTenant((tx) => store.countTrials(tx, world.attemptId, world.exerciseVersionId))).toBe(1);
    const newest = await inTenant((tx) => store.requestTrial(tx, revision, newId(), `candidate:${world.candidateId}`));
    expect((await inTenant((tx) => store.newestTrials(tx, world.attemptId))).map((job) => job.id)).toEqual([newest.job.id]);
  });
});
