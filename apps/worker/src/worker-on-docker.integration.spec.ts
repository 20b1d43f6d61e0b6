import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { GradingReport, Verdict } from '@assay/contracts';
import { loadExercise } from '@assay/catalogue';
import { ExerciseVersionStore } from '@assay/database';
import { reportFingerprint } from '@assay/grading';
import { childEnvironment, newSecret } from '@assay/platform';
import { migrateQueue } from '@assay/queue';
import type { TestDatabase } from '@assay/testing';
import { openTestDatabase, sourceArguments, testDocker } from '@assay/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Backend } from './testing/open-worker.js';
import { backends, eventually, workerEnvironment } from './testing/open-worker.js';

const examples = ['reference', 'lower-is-not-folded'] as const;

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
  await migrateQueue(db.urls.queue);
});
afterAll(async () => {
  await db.close();
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** The product's own worker as a process of its own, on the real engine. */
async function startWorker(backend: Backend, healthPort: number) {
  const environment = {
    ...workerEnvironment(db, backend, 15),
    ASSAY_SECRET: newSecret(),
    ASSAY_SANDBOX_DRIVER: 'docker',
    ASSAY_WORKER_HEALTH_PORT: String(healthPort),
    DOCKER_HOST: testDocker(),
  };
  const child = spawn(process.execPath, sourceArguments(path.join(import.meta.dirname, 'main.ts')), {
    env: childEnvironment(environment),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const ready = (async () => {
    for await (const line of createInterface({ input: child.stdout })) {
      if (line === '{"ready":true}') {
        return;
      }
    }
    throw new Error('The worker ended before it was ready.');
  })();
  await ready;
  child.stdout.resume();
  return { child, exited };
}

/** Somebody's submission of one of the exercise's example solutions, with its grading requested. */
async function submitExample(example: string): Promise<{ gradingJobId: string; verdict: Verdict | undefined }> {
  const exercise = await loadExercise('word-counter');
  const wanted = exercise.examples.find(({ name }) => name === example);
  const tenantId = await db.make.tenant();
  const staffId = await db.make.staff(tenantId);
  const roleProfileVersionId = await db.make.roleProfile(tenantId);
  const { id: exerciseVersionId } = await db.unitOfWork.run(tenantId, (tx) =>
    new ExerciseVersionStore().publish(tx, exercise.package),
  );
  const assessment = await db.make.assessment(tenantId, {
    staffId,
    roleProfileVersionId,
    exerciseVersionIds: [exerciseVersionId],
  });
  const candidateId = await db.make.candidate(tenantId);
  const invitation = await db.make.invitation(tenantId, { staffId, candidateId, ...assessment });
  const attemptId = await db.make.attempt(tenantId, { candidateId, ...assessment, ...invitation });
  const running = {
    tenantId,
    staffId,
    roleProfileVersionId,
    exerciseVersionId,
    candidateId,
    attemptId,
    ...assessment,
    ...invitation,
  };
  const revision = await db.make.revision(running, { files: wanted?.files ?? [] });
  const world = { ...running, ...revision, submissionId: await db.make.submission(running, revision) };
  return { gradingJobId: await db.make.gradingJob(world, { requestedSecondsAgo: 10 }), verdict: wanted?.expectation.verdict };
}

async function reportOf(gradingJobId: string): Promise<GradingReport> {
  const [row] = await eventually(
    () =>
      db.asOwner<{ report: GradingReport }>(`select report from grading_job where id = $1 and finished_at is not null`, [
        gradingJobId,
      ]),
    (rows) => rows.length > 0,
  );
  return (row as { report: GradingReport }).report;
}

describe('the worker process on a real Docker engine', () => {
  const fingerprints: Record<Backend, string[]> = { postgres: [], redis: [] };

  it.each(backends)(
    'grades solutions as their author says they must be with its queue on %s, and stops cleanly',
    async (backend) => {
      const healthPort = await freePort();
      const worker = await startWorker(backend, healthPort);
      try {
        for (const example of examples) {
          const { gradingJobId, verdict } = await submitExample(example);
          const report = await reportOf(gradingJobId);
          expect(report.runtime).toMatchObject({ driver: 'docker', assurance: 'production' });
          expect(report.verdict).toBe(verdict);
          fingerprints[backend].push(reportFingerprint(report));
        }
        const health = await fetch(`http://127.0.0.1:${healthPort}/`);
        expect(health.status).toBe(200);
        expect(await health.json()).toMatchObject({ well: true, grading: { state: 'available', driver: 'docker' } });
        worker.child.kill('SIGTERM');
        await expect(worker.exited).resolves.toEqual([0, null]);
      } finally {
        worker.child.kill('SIGKILL');
      }
    },
    180_000,
  );

  it('gives the same results whichever backend carried them', () => {
    expect(fingerprints.postgres).toHaveLength(examples.length);
    expect(fingerprints.redis).toEqual(fingerprints.postgres);
  });
});
