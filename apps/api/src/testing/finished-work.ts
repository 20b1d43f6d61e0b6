import type { GradingReport, ReviewDraft, TextFile } from '@assay/contracts';
import { routes } from '@assay/contracts';
import { AttemptClosing, ExerciseVersionStore, GradingJobStore, ScorecardStore } from '@assay/database';
import type { RunningWorld } from '@assay/testing';
import type { Caller, TestApi } from './test-api.js';

export interface FinishedWork extends RunningWorld {
  submissionId: string;
  gradingJobId: string;
}

interface Given {
  /** A company, assessment and exercise to use; new ones otherwise. */
  beside?: RunningWorld;
  name?: string;
  email?: string;
  files?: readonly TextFile[];
}

/** A candidate who handed in one exercise and ended the attempt: two reviews are open, the grading is requested. */
export async function finishedWork(api: TestApi, { beside, name, email, files }: Given = {}): Promise<FinishedWork> {
  const { make } = api.db;
  const company = beside ?? (await make.invitedCandidate());
  const candidateId = await make.candidate(company.tenantId, { ...(name && { name }), ...(email && { email }) });
  const invitation = await make.invitation(company.tenantId, { ...company, candidateId });
  const invited = { ...company, candidateId, ...invitation };
  const world = { ...invited, attemptId: await make.attempt(company.tenantId, invited) };
  await make.revision(world, files ? { files } : {});
  const [job] = await api.db.unitOfWork.run(world.tenantId, (tx) =>
    api.app.get(AttemptClosing).closeAttempt(tx, world.attemptId, 'handed-in'),
  );
  const gradingJobId = job?.gradingJobId ?? '';
  const submissionId = await api.db.unitOfWork.run(world.tenantId, async (tx) => {
    const found = await api.app.get(GradingJobStore).findOptional(tx, gradingJobId);
    return found?.submissionId ?? '';
  });
  return { ...world, submissionId, gradingJobId };
}

/** Completes the grading of finished work as a worker does: this many of the two hidden tests pass. */
export async function grade(api: TestApi, work: FinishedWork, passed: 0 | 1 | 2, stdout = ''): Promise<void> {
  await api.db.unitOfWork.run(work.tenantId, async (tx) => {
    const exercise = await api.app.get(ExerciseVersionStore).findOptional(tx, work.exerciseVersionId);
    if (exercise === null) {
      throw new Error('The exercise of the finished work is gone.');
    }
    const jobs = api.app.get(GradingJobStore);
    const claim = await jobs.claim(tx, work.gradingJobId, 'worker', 60);
    if (claim.kind !== 'claimed') {
      throw new Error('The grading of the finished work cannot be claimed.');
    }
    const { manifest, hash, testManifest } = exercise.package;
    const cases = (testManifest['counting'] ?? []).map((id, index) => resultOf(id, index < passed, stdout));
    const report: GradingReport = {
      exercise: { id: manifest.id, slug: manifest.slug, version: manifest.version, packageHash: hash },
      filesHash: claim.job.filesHash,
      runtime: { driver: 'docker', assurance: 'production', imageProfile: 'base', imageVersion: '1' },
      verdict: passed === 2 ? 'accepted' : passed === 1 ? 'partial' : 'wrong-answer',
      score: passed / 2,
      groups: [{ id: 'counting', title: 'Counting', harness: 'call', visibility: 'hidden', weight: 10, passed, total: 2 }],
      cases,
      limitsHit: [],
      usage: { cpuMs: 20, wallMs: 40, peakMemoryMb: 12 },
      fault: null,
    };
    await jobs.complete(tx, { gradingJobId: claim.job.id, fence: claim.job.fence }, report);
    await api.app.get(ScorecardStore).recomputeScorecard(tx, work.attemptId);
  });
}

function resultOf(id: string, isPassed: boolean, stdout: string): GradingReport['cases'][number] {
  return {
    id,
    group: 'counting',
    outcome: isPassed ? 'passed' : 'failed',
    requirements: ['R1'],
    message: isPassed ? null : 'The counts differ.',
    expected: isPassed ? null : "{'a': 2}",
    actual: isPassed ? null : '{}',
    stdout: stdout === '' ? null : stdout,
    durationMs: 1,
  };
}

/** The draft of complete ratings: levels for the sample rubric, each with a line as evidence. */
export function ratingsOf(naming: 1 | 2 | 3 | 4, structure: 1 | 2 | 3 | 4): ReviewDraft {
  const evidence = [{ kind: 'lines' as const, path: 'solution.py', from: 1, to: 1 }];
  return {
    naming: { level: naming, evidence, reason: 'The names say what they hold.' },
    structure: { level: structure, evidence, reason: '' },
  };
}

/** The review of a piece of work that a rater can take now. */
export async function openReviewOf(api: TestApi, work: { attemptId: string }, rater: Caller): Promise<string> {
  const queue = await api.call(routes.reviews.list, { query: {} }, rater);
  const reviews = await api.db.asOwner('select id from review where attempt_id = $1', [work.attemptId]);
  const ids = new Set(reviews.map((row) => (row as { id: string }).id));
  const open = queue.view.items.find(({ id, state }) => ids.has(id) && state === 'open');
  if (!open) {
    throw new Error('There is no open review of this work for this rater.');
  }
  return open.id;
}

/** Claims a review of the work and hands in these levels; answers the review's id. */
export async function rate(
  api: TestApi,
  work: { attemptId: string },
  rater: Caller,
  [naming, structure]: [1 | 2 | 3 | 4, 1 | 2 | 3 | 4],
): Promise<string> {
  const reviewId = await openReviewOf(api, work, rater);
  const params = { reviewId };
  await api.call(routes.reviews.claim, { params, body: {} }, rater);
  const submitted = await api.call(
    routes.reviews.submit,
    { params, body: { draftRevision: 0, draft: ratingsOf(naming, structure) } },
    rater,
  );
  if (submitted.status !== 200) {
    throw new Error(`The ratings were refused: ${submitted.text}`);
  }
  return reviewId;
}
