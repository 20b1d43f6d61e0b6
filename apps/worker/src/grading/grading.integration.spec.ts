import type { AttemptEvent } from '@assay/contracts';
import { AuditStore, GradingJobStore, ScorecardStore } from '@assay/database';
import { AssayError, newId } from '@assay/platform';
import { JobProducer, QueueMetrics } from '@assay/queue';
import type { SubmittedWorld, TestDatabase } from '@assay/testing';
import { openTestDatabase } from '@assay/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { FakeEngine, reportOf } from '../testing/fake-engine.js';
import { backends, eventually, openWorker, workerEnvironment } from '../testing/open-worker.js';
import { GradingService } from './grading.service.js';

interface JobRow {
  fence: number;
  tries: number;
  verdict: string | null;
  score: number | null;
  held: boolean;
  finished: boolean;
  setAside: boolean;
  waitsSeconds: number;
  fault: { code: string } | null;
}

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  await db.close();
});

async function rowOf(gradingJobId: string): Promise<JobRow> {
  const [row] = await db.asOwner<JobRow>(
    `select fence, tries, verdict, score, lease_until > now() is true as held, finished_at is not null as finished,
       attention_at is not null as "setAside", extract(epoch from available_at - now())::float8 as "waitsSeconds", last_fault as fault
     from grading_job where id = $1`,
    [gradingJobId],
  );
  if (row === undefined) {
    throw new Error(`There is no grading job ${gradingJobId}.`);
  }
  return row;
}

async function eventsOf(attemptId: string): Promise<AttemptEvent['event'][]> {
  const rows = await db.asOwner<{ event: AttemptEvent['event'] }>(
    `select event from attempt_event where attempt_id = $1 order by seq`,
    [attemptId],
  );
  return rows.map((row) => row.event);
}

const statesOf = (events: AttemptEvent['event'][]) =>
  events.flatMap((event) =>
    event.type === 'submission' ? [event.receipt.state] : event.type === 'run' ? [event.run.state] : [],
  );

describe.each(backends)('a grading on a queue on %s', (backend) => {
  let engine: FakeEngine;
  let worker: INestApplicationContext;
  let world: SubmittedWorld;
  const queued = (gradingJobId: string) => ({ tenantId: world.tenantId, gradingJobId, fence: 0, purpose: 'grading' as const });
  const finished = (gradingJobId: string) =>
    eventually(
      () => rowOf(gradingJobId),
      (row) => row.finished,
    );

  beforeEach(async () => {
    engine = new FakeEngine();
    worker = await openWorker(workerEnvironment(db, backend, 12), () => engine);
    world = await db.make.submittedWork();
  });
  afterEach(async () => {
    await worker.close();
    // What this spec left undone is not for the next one's worker.
    await db.asOwner(`update grading_job set attention_at = now() where finished_at is null`);
  });

  it('is written once with its cases, told to the candidate, audited and scored', async () => {
    await db.asOwner(`update attempt set closed_at = now(), closed_how = 'handed-in' where id = $1`, [world.attemptId]);
    const id = await db.make.gradingJob(world);
    await worker.get(JobProducer).addGrading(queued(id));

    expect(await finished(id)).toMatchObject({ verdict: 'accepted', score: 1, tries: 1, fence: 1, held: false });
    expect(engine.works).toHaveLength(1);
    expect(engine.works[0]).toMatchObject({ purpose: 'grading', files: [{ path: 'solution.py' }] });
    const cases = await db.asOwner<{ id: string; stdout: string }>(
      `select case_id as id, stdout from case_result where grading_job_id = $1 order by position`,
      [id],
    );
    expect(cases.map((row) => row.id)).toEqual([
      'test_examples::test_one',
      'test_counting::test_two',
      'test_counting::test_none',
    ]);
    expect(cases[0]?.stdout).toBe('candidate text with \uFFFD and half a pair \uFFFD');
    expect(statesOf(await eventsOf(world.attemptId))).toEqual(['running', 'graded']);
    await db.unitOfWork.run(world.tenantId, async (tx) => {
      const audited = await new AuditStore().list(tx, { limit: 10 });
      expect(audited).toEqual([
        expect.objectContaining({
          action: 'grading.finished',
          subject: `submission:${world.submissionId}`,
          payload: expect.objectContaining({ verdict: 'accepted', score: 1, gradingJobId: id }) as unknown,
        }),
      ]);
      const scorecard = await worker
        .get(ScorecardStore, { strict: false })
        .findOptionalNewest(tx, world.loopId, world.candidateId);
      expect(scorecard?.data.verdicts).toHaveLength(1);
    });
  });

  it('happens once though the job is delivered twice, before and after', async () => {
    const id = await db.make.gradingJob(world);
    const service = worker.get(GradingService, { strict: false });
    const never = new AbortController().signal;
    const payload = { tenantId: world.tenantId, gradingJobId: id };
    await Promise.all([
      service.grade(payload, never),
      service.grade(payload, never),
      worker.get(JobProducer).addGrading(queued(id)),
    ]);
    await service.grade(payload, never);
    expect(await finished(id)).toMatchObject({ tries: 1, fence: 1 });
    expect(engine.works).toHaveLength(1);
    expect(statesOf(await eventsOf(world.attemptId))).toEqual(['running', 'graded']);
  });

  it('is tried again after a fault of ours, and after the third set aside without a score', async () => {
    engine.answer = (work) =>
      Promise.resolve(
        reportOf(work, { verdict: 'judge-error', score: null, fault: { code: 'sandbox-died', message: 'The sandbox died.' } }),
      );
    const id = await db.make.gradingJob(world);
    await worker.get(JobProducer).addGrading(queued(id));
    for (const tries of [1, 2]) {
      const row = await eventually(
        () => rowOf(id),
        (now) => now.tries === tries && !now.held,
      );
      expect(row).toMatchObject({
        finished: false,
        setAside: false,
        verdict: null,
        score: null,
        fault: { code: 'sandbox-died' },
      });
      expect(row.waitsSeconds).toBeGreaterThan(1);
      await db.asOwner(`update grading_job set available_at = now() where id = $1`, [id]);
    }
    const row = await eventually(
      () => rowOf(id),
      (now) => now.setAside,
    );
    expect(row).toMatchObject({ tries: 3, finished: false, verdict: null, score: null });
    expect(statesOf(await eventsOf(world.attemptId))).toEqual([
      'running',
      'retrying',
      'running',
      'retrying',
      'running',
      'retrying',
    ]);
    const [audited] = await db.asOwner<{ subject: string }>(
      `select subject from audit_event where action = 'grading.set-aside' and tenant_id = $1`,
      [world.tenantId],
    );
    expect(audited?.subject).toBe(`grading-job:${id}`);
  });

  it('costs no try when the engine is away, and runs when it is back', async () => {
    const asked = new Promise<void>((resolve) => {
      engine.answer = () => {
        engine.now = { ...engine.now, state: 'unavailable', message: 'The engine does not answer.' };
        resolve();
        return Promise.reject(new AssayError('engine-unavailable', 'The engine does not answer.'));
      };
    });
    const id = await db.make.gradingJob(world);
    await worker.get(JobProducer).addGrading(queued(id));
    await asked;
    const waiting = await eventually(
      () => rowOf(id),
      (row) => !row.held,
    );
    expect(waiting).toMatchObject({ tries: 0, fence: 1, finished: false, fault: null });

    engine.answer = (work) => Promise.resolve(reportOf(work));
    engine.now = { ...engine.now, state: 'available' };
    expect(await finished(id)).toMatchObject({ tries: 1, fence: 2 });
    expect(statesOf(await eventsOf(world.attemptId))).toEqual(['running', 'queued', 'running', 'graded']);
  });

  it('is given back untried when the worker stops', async () => {
    const began = new Promise<void>((resolve) => {
      engine.answer = ({ signal }) =>
        new Promise((_answer, reject) => {
          signal.addEventListener('abort', () => reject(new Error('stopped')));
          resolve();
        });
    });
    const id = await db.make.gradingJob(world);
    await worker.get(JobProducer).addGrading(queued(id));
    await began;
    await worker.close();
    expect(await rowOf(id)).toMatchObject({ tries: 0, held: false, finished: false });
    expect(statesOf(await eventsOf(world.attemptId))).toEqual(['running', 'queued']);
  });

  it('shows a trial run of visible tests to the candidate, and nothing of it to the audit log', async () => {
    const { job } = await db.unitOfWork.run(world.tenantId, (tx) =>
      new GradingJobStore().requestTrial(tx, { ...world, id: world.revisionId }, newId(), `candidate:${world.candidateId}`),
    );
    await worker.get(JobProducer).addGrading({ ...queued(job.id), purpose: 'trial' });
    await finished(job.id);
    expect(engine.works[0]?.purpose).toBe('trial');
    const events = await eventsOf(world.attemptId);
    expect(statesOf(events)).toEqual(['running', 'graded']);
    expect(events[1]).toMatchObject({
      type: 'run',
      run: {
        id: job.id,
        report: { verdict: 'accepted', groups: [{ title: 'Examples', passed: true }], cases: [{ group: 'examples' }] },
      },
    });
    const audited = await db.asOwner(`select 1 from audit_event where tenant_id = $1`, [world.tenantId]);
    expect(audited).toEqual([]);
  });

  it('waits in the queue while no worker can grade', async () => {
    await worker.close();
    engine.now = { ...engine.now, state: 'preparing', progress: 0.4, message: 'The image is being built.' };
    worker = await openWorker(workerEnvironment(db, backend, 12), () => engine);
    const id = await db.make.gradingJob(world);
    await worker.get(JobProducer).addGrading(queued(id));
    const status = await eventually(
      () => db.asOwner<{ availability: { state: string; progress: number } }>(`select availability from worker_status`),
      (rows) => rows.some((row) => row.availability.state === 'preparing'),
    );
    expect(status.find((row) => row.availability.state === 'preparing')?.availability.progress).toBe(0.4);
    expect((await worker.get(QueueMetrics).read('grading.run')).waiting).toBe(1);
    expect(await rowOf(id)).toMatchObject({ tries: 0, fence: 0 });

    engine.now = { ...engine.now, state: 'available', progress: null };
    expect(await finished(id)).toMatchObject({ tries: 1 });
  });
});

describe('a result that comes late', () => {
  it('is dropped when another worker has claimed the job since', async () => {
    const world = await db.make.submittedWork();
    const id = await db.make.gradingJob(world);
    const slow = new FakeEngine();
    const quick = new FakeEngine();
    const environment = { ...workerEnvironment(db, 'postgres', 12), ASSAY_LEASE_SECONDS: '600' };
    const first = await openWorker(environment, () => slow);
    const began = new Promise<void>((resolve) => {
      slow.answer = async (work) => {
        resolve();
        await eventually(
          () => rowOf(id),
          (row) => row.finished,
        );
        return reportOf(work, { verdict: 'wrong-answer', score: 0 });
      };
    });
    const late = first
      .get(GradingService, { strict: false })
      .grade({ tenantId: world.tenantId, gradingJobId: id }, new AbortController().signal);
    await began;
    slow.now = { ...slow.now, state: 'unavailable' };
    // As after a stopped process or a cut network: the lease lapses while the first worker still computes.
    await db.asOwner(`update grading_job set lease_until = now() - interval '1 second' where id = $1`, [id]);
    const second = await openWorker(environment, () => quick);
    await eventually(
      () => rowOf(id),
      (row) => row.finished,
    );
    await late;
    expect(await rowOf(id)).toMatchObject({ verdict: 'accepted', score: 1, fence: 2, tries: 2 });
    expect(statesOf(await eventsOf(world.attemptId))).toEqual(['running', 'running', 'graded']);
    await Promise.all([first.close(), second.close()]);
  });
});
