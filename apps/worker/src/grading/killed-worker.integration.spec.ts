import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { childEnvironment, startStopwatch } from '@assay/platform';
import { JobProducer, migrateQueue } from '@assay/queue';
import type { TestDatabase } from '@assay/testing';
import { openTestDatabase, sourceArguments } from '@assay/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FakeEngine } from '../testing/fake-engine.js';
import { backends, eventually, openWorker, workerEnvironment } from '../testing/open-worker.js';

const testing = path.resolve(import.meta.dirname, '../testing');

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
  await migrateQueue(db.urls.queue);
});
afterAll(async () => {
  await db.close();
});

/** A real worker process, stuck in the middle of a grading as soon as it takes one. */
function startStuckWorker(environment: Record<string, string>) {
  const child = spawn(process.execPath, sourceArguments(path.join(testing, 'stuck-worker.ts')), {
    env: childEnvironment(environment),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  const exited = once(child, 'exit');
  const grading = Promise.race([
    once(child.stdout, 'data'),
    exited.then(() => {
      throw new Error(`The worker process ended before it graded: ${complaints}`);
    }),
  ]);
  return { child, grading, exited };
}

describe.each(backends)('a worker that is killed in the middle of a grading on %s', (backend) => {
  it('loses nothing: another grades it once, within 30 seconds', async () => {
    const world = await db.make.submittedWork();
    const id = await db.make.gradingJob(world);
    // The product's own settings: what counts is the time that people wait.
    const environment = { ...workerEnvironment(db, backend, 13), ASSAY_LEASE_SECONDS: '15', ASSAY_SWEEP_SECONDS: '3' };
    const stuck = startStuckWorker(environment);
    const engine = new FakeEngine();
    engine.now = { ...engine.now, state: 'preparing' };
    const survivor = await openWorker(environment, () => engine);
    try {
      await survivor.get(JobProducer).addGrading({ tenantId: world.tenantId, gradingJobId: id, fence: 0, purpose: 'grading' });
      await stuck.grading;
      engine.now = { ...engine.now, state: 'available' };
      stuck.child.kill('SIGKILL');
      await stuck.exited;
      const sinceKill = startStopwatch();

      const [row] = await eventually(
        () =>
          db.asOwner<{ verdict: string; fence: number; tries: number }>(
            `select verdict, fence, tries from grading_job where id = $1 and finished_at is not null`,
            [id],
          ),
        (rows) => rows.length > 0,
      );
      expect(sinceKill.elapsedMs()).toBeLessThan(30_000);
      expect(row).toEqual({ verdict: 'accepted', fence: 2, tries: 2 });
      expect(engine.works).toHaveLength(1);
      const told = await db.asOwner<{ state: string }>(
        `select event #>> '{receipt,state}' as state from attempt_event where attempt_id = $1 order by seq`,
        [world.attemptId],
      );
      expect(told.map(({ state }) => state)).toEqual(['running', 'running', 'graded']);
      const results = await db.asOwner<{ cases: number }>(
        `select count(*)::int4 as cases from case_result where grading_job_id = $1`,
        [id],
      );
      expect(results).toEqual([{ cases: 3 }]);
    } finally {
      stuck.child.kill('SIGKILL');
      await survivor.close();
    }
  }, 90_000);
});
