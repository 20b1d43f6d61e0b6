import type { GradingReport } from '@assay/contracts';
import { apiPrefix, attemptEventsPath, routes } from '@assay/contracts';
import { ExerciseVersionStore, GradingJobStore } from '@assay/database';
import { newId } from '@assay/platform';
import type { InvitedWorld } from '@assay/testing';
import { sampleExercise } from '@assay/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allRoutes } from '../http/route-paths.js';
import type { Caller } from '../testing/test-api.js';
import { nobody, TestApi } from '../testing/test-api.js';

/** Everything about the hidden tests that must not get out: files, code, inputs, names, ids, what was printed in them. */
const secrets = /zebra|stripes|SECRET_INPUT|hidden\//i;

let api: TestApi;
let world: InvitedWorld;
const seen = new Map<string, string>();

beforeAll(async () => {
  api = await TestApi.open();
  world = await worldWithSecrets();
});
afterAll(async () => {
  await api.close();
});

/** Takes a whole sitting, noting what every candidate route answers. */
async function sit(): Promise<void> {
  const a = routes.attempts;
  const note: TestApi['call'] = async (route, input, caller) => {
    const answer = await api.call(route, input, caller);
    expect(answer.status).toBeLessThan(300);
    seen.set(`${route.method} ${route.path} ${String(seen.size)}`, answer.text);
    return answer;
  };
  const opened = await note(a.open, { body: { token: world.token } }, nobody);
  const kim: Caller = { ...nobody, cookie: String(opened.headers['set-cookie']).split(';', 1)[0] ?? '' };
  const params = { exerciseId: world.exerciseVersionId };
  await note(a.get, {}, kim);
  await note(a.start, { body: { rulesAccepted: true } }, kim);
  const files = [{ path: 'solution.py', content: 'x = 1\n' }];
  const saved = (await note(a.saveRevision, { params, body: { clientId: newId(), baseSeq: 0, files } }, kim)).view;
  const run = (await note(a.run, { params, body: { clientId: newId(), revisionId: saved.id } }, kim)).view;
  await finishGrading(run.id);
  const handIn = { idempotencyKey: newId(), revisionId: saved.id };
  const receipt = (await note(a.submit, { params, body: handIn }, kim)).view;
  const [job] = await api.db.asOwner<{ id: string }>('select id from grading_job where submission_id = $1', [receipt.id]);
  await finishGrading(job?.id ?? '');
  await note(a.get, {}, kim);
  await note(a.revisions, { params }, kim);
  await note(a.revision, { params: { revisionId: saved.id } }, kim);
  await note(a.submit, { params, body: handIn }, kim);
  await note(a.finish, { body: {} }, kim);
  await note(a.result, {}, kim);
  await noteStream(kim);
}

describe('no answer to a candidate', () => {
  it('holds anything of a hidden test, from the link to the result', async () => {
    await sit();
    const called = new Set([...seen.keys()].map((key) => key.split(' ', 2).join(' ')));
    const candidateRoutes = allRoutes.filter(({ access, path }) => access === 'candidate' || path === routes.attempts.open.path);
    expect(candidateRoutes.map(({ method, path }) => `${method} ${path}`).filter((key) => !called.has(key))).toEqual([]);
    for (const [where, text] of seen) {
      expect({ where, found: secrets.exec(text)?.[0] ?? null }).toEqual({ where, found: null });
    }
  });

  it('though the grading found it out, and staff see it', async () => {
    const admin = await api.signedIn(world.tenantId, world.staffId);
    const [row] = await api.db.asOwner<{ id: string }>('select id from submission where tenant_id = $1', [world.tenantId]);
    const answer = await api.call(routes.submissions.get, { params: { submissionId: row?.id ?? '' } }, admin);
    expect(answer.text).toMatch(/zebra/);
    const afterwards = [...seen].filter(([key]) => key.includes('/result')).map(([, text]) => text);
    expect(afterwards.join()).toContain('"title":"Edge cases","passed":false');
  });
});

async function worldWithSecrets(): Promise<InvitedWorld> {
  const { make, unitOfWork } = api.db;
  const tenantId = await make.tenant();
  const sample = sampleExercise();
  const [visible, hidden] = sample.manifest.groups;
  if (visible === undefined || hidden === undefined) {
    throw new Error('The sample exercise has a visible and a hidden group.');
  }
  const exercise = {
    ...sample,
    manifest: {
      ...sample.manifest,
      groups: [visible, { ...hidden, id: 'zebra-group', title: 'Edge cases', tests: ['hidden/test_zebra.py'] }],
    },
    tests: [
      ...sample.tests.filter(({ path }) => path.startsWith('visible/')),
      { path: 'hidden/test_zebra.py', content: 'def test_stripes():\n    assert count("SECRET_INPUT") == {}\n' },
    ],
    variants: {
      replaces: 'solution.py',
      correct: [{ name: 'zebra', source: 'stripes = "SECRET_INPUT"' }],
      faulty: [{ name: 'zebra-faulty', source: 'stripes = "SECRET_INPUT"', base: 'zebra', requirements: ['R1'] }],
    },
    testManifest: { examples: ['test_examples::test_one'], 'zebra-group': ['test_zebra::test_stripes'] },
  };
  const { id: exerciseVersionId } = await unitOfWork.run(tenantId, (tx) => new ExerciseVersionStore().publish(tx, exercise));
  const staffId = await make.staff(tenantId);
  const roleProfileVersionId = await make.roleProfile(tenantId);
  const assessment = await make.assessment(tenantId, { staffId, roleProfileVersionId, exerciseVersionIds: [exerciseVersionId] });
  const candidateId = await make.candidate(tenantId);
  const invitation = await make.invitation(tenantId, { staffId, candidateId, ...assessment });
  return { tenantId, staffId, roleProfileVersionId, exerciseVersionId, candidateId, ...assessment, ...invitation };
}

async function finishGrading(gradingJobId: string): Promise<void> {
  const store = new GradingJobStore();
  await api.db.unitOfWork.run(world.tenantId, async (tx) => {
    const claim = await store.claim(tx, gradingJobId, 'spec', 60);
    if (claim.kind !== 'claimed') {
      throw new Error('The grading job could not be claimed.');
    }
    await store.complete(tx, { gradingJobId, fence: claim.job.fence }, fullReport());
  });
}

function fullReport(): GradingReport {
  const hash = 'b'.repeat(64);
  const group = (id: string, title: string, visibility: 'visible' | 'hidden') =>
    ({ id, title, harness: 'call', visibility, weight: 1, passed: 0, total: 1 }) as const;
  const failed = (id: string, groupId: string, text: string) => ({
    id,
    group: groupId,
    outcome: 'failed' as const,
    requirements: ['R1'],
    message: text,
    expected: text,
    actual: text,
    stdout: text,
    durationMs: 1,
  });
  return {
    exercise: { id: world.exerciseVersionId, slug: 'word-counter', version: 1, packageHash: hash },
    filesHash: hash,
    runtime: { driver: 'docker', assurance: 'production', imageProfile: 'base', imageVersion: '1' },
    verdict: 'wrong-answer',
    score: 0,
    groups: [group('examples', 'Examples', 'visible'), group('zebra-group', 'Edge cases', 'hidden')],
    cases: [
      failed('test_examples::test_one', 'examples', 'shown'),
      failed('test_zebra::test_stripes', 'zebra-group', 'SECRET_INPUT'),
    ],
    limitsHit: [],
    usage: { cpuMs: 1, wallMs: 1, peakMemoryMb: 1 },
    fault: null,
  };
}

async function noteStream(kim: Caller): Promise<void> {
  await api.app.listen(0, '127.0.0.1');
  const hangUp = new AbortController();
  const answer = await fetch(`${await api.app.getUrl()}${apiPrefix}${attemptEventsPath}`, {
    headers: kim,
    signal: hangUp.signal,
  });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (!text.includes('"closed"')) {
    text += (await reader?.read())?.value ?? '';
  }
  hangUp.abort();
  seen.set('GET events', text);
}
