import { AuditChain, AuditStore } from '@assay/database';
import { JobProducer } from '@assay/queue';
import type { RunningWorld, TestDatabase } from '@assay/testing';
import { openTestDatabase } from '@assay/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FakeEngine } from '../testing/fake-engine.js';
import { backends, emptyQueue, eventually, openWorker, workerEnvironment } from '../testing/open-worker.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  await db.close();
});

/** An attempt whose time, with grace, has been over for a while, and saved work that was never handed in. */
async function overdueAttempt(): Promise<RunningWorld & { revisionId: string }> {
  const invited = await db.make.invitedCandidate();
  const attemptId = await db.make.attempt(invited.tenantId, { ...invited, startedSecondsAgo: 600, seconds: 500 });
  const world = { ...invited, attemptId };
  return { ...world, ...(await db.make.revision(world)) };
}

describe.each(backends)('the sweep of a worker with its queue on %s', (backend) => {
  const redisDatabase = 14;

  it('adds what was requested and never queued', async () => {
    const world = await db.make.submittedWork();
    const id = await db.make.gradingJob(world, { requestedSecondsAgo: 5 });
    const worker = await openWorker(workerEnvironment(db, backend, redisDatabase), () => new FakeEngine());
    const [row] = await eventually(
      () => db.asOwner<{ tries: number }>(`select tries from grading_job where id = $1 and finished_at is not null`, [id]),
      (rows) => rows.length > 0,
    );
    expect(row).toEqual({ tries: 1 });
    await worker.close();
  });

  it('adds everything again after the queue has lost it, its own schedule included', async () => {
    const engine = new FakeEngine();
    engine.now = { ...engine.now, state: 'preparing' };
    const worker = await openWorker(workerEnvironment(db, backend, redisDatabase), () => engine);
    const ids: string[] = [];
    while (ids.length < 3) {
      const world = await db.make.submittedWork();
      const gradingJobId = await db.make.gradingJob(world);
      await worker.get(JobProducer).addGrading({ tenantId: world.tenantId, gradingJobId, fence: 0, purpose: 'grading' });
      ids.push(gradingJobId);
    }
    await emptyQueue(db, backend, redisDatabase);
    engine.now = { ...engine.now, state: 'available' };
    const rows = await eventually(
      () => db.asOwner<{ tries: number }>(`select tries from grading_job where id = any($1) and finished_at is not null`, [ids]),
      (finished) => finished.length === 3,
    );
    expect(rows).toEqual([{ tries: 1 }, { tries: 1 }, { tries: 1 }]);
    await worker.close();
  });

  it('closes attempts whose time is over, hands in what was saved and grades it', async () => {
    const world = await overdueAttempt();
    const worker = await openWorker(workerEnvironment(db, backend, redisDatabase), () => new FakeEngine());
    const [attempt] = await eventually(
      () =>
        db.asOwner<{ how: string }>(`select closed_how as how from attempt where id = $1 and closed_at is not null`, [
          world.attemptId,
        ]),
      (rows) => rows.length > 0,
    );
    expect(attempt).toEqual({ how: 'deadline' });
    const submissions = await eventually(
      () =>
        db.asOwner<{ automatic: boolean; revision: string; verdict: string | null }>(
          `select s.automatic, s.revision_id as revision, j.verdict from submission s
           join grading_job j on j.tenant_id = s.tenant_id and j.submission_id = s.id where s.attempt_id = $1`,
          [world.attemptId],
        ),
      (rows) => typeof rows[0]?.verdict === 'string',
    );
    expect(submissions).toEqual([{ automatic: true, revision: world.revisionId, verdict: 'accepted' }]);
    await worker.close();
  });

  it('chains audit events within about a second', async () => {
    const tenantId = await db.make.tenant();
    const worker = await openWorker(workerEnvironment(db, backend, redisDatabase), () => new FakeEngine());
    for (const number of [1, 2]) {
      await db.unitOfWork.run(tenantId, (tx) =>
        new AuditStore().append(tx, { action: 'staff.invited', actor: 'system', subject: 'tenant:it', payload: { number } }),
      );
    }
    const chain = new AuditChain(db.unitOfWork);
    const check = await eventually(
      () => chain.verify(tenantId),
      ({ unsealed }) => unsealed === 0,
    );
    expect(check).toMatchObject({ intact: true, events: 2 });
    await worker.close();
  });
});
