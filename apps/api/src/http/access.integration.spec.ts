import type { Permission, Route, StaffRole } from '@assay/contracts';
import { permissions, staffRoles } from '@assay/contracts';
import { permissionsOf } from '@assay/domain';
import { newId } from '@assay/platform';
import type { SubmittedWorld } from '@assay/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sampleOf } from '../testing/sample.js';
import type { Answer, Caller } from '../testing/test-api.js';
import { nobody, TestApi } from '../testing/test-api.js';
import { allRoutes } from './route-paths.js';

const named = allRoutes.map((route) => [`${route.method} ${route.path}`, route] as const);
const isPermission = (access: string): access is Permission => (permissions as readonly string[]).includes(access);
const guarded = named.filter(([, { access }]) => access !== 'public');
const staffRoutes = named.filter(([, { access }]) => isPermission(access));
const candidateRoutes = named.filter(([, { access }]) => access === 'candidate');
const withIds = (routes: typeof named) => routes.filter(([, { params }]) => params !== undefined);

let api: TestApi;
/** Rows of another company, by the name of the parameter that could lead to them. */
let foreign: Readonly<Record<string, string>>;
let foreignWorld: SubmittedWorld;
let tenantId: string;
let kim: Caller;
let admin: Caller;
const byRole = new Map<StaffRole, Caller>();

beforeAll(async () => {
  api = await TestApi.open();
  const own = await api.db.make.runningAttempt();
  tenantId = own.tenantId;
  kim = await api.candidate(own);
  admin = await api.staff(tenantId, 'admin');
  for (const role of staffRoles) {
    byRole.set(role, await api.staff(tenantId, role));
  }
  foreignWorld = await api.db.make.submittedWork();
  foreign = {
    assessmentId: foreignWorld.assessmentId,
    attemptId: foreignWorld.attemptId,
    candidateId: foreignWorld.candidateId,
    exerciseId: foreignWorld.exerciseVersionId,
    invitationId: foreignWorld.invitationId,
    keyId: await apiKey(foreignWorld),
    loopId: foreignWorld.loopId,
    reviewId: await review(foreignWorld),
    revisionId: foreignWorld.revisionId,
    roleId: foreignWorld.roleProfileVersionId,
    submissionId: foreignWorld.submissionId,
  };
});
afterAll(async () => {
  await api.close();
});

/** Calls a route with a body that fits, and with these ids in its path. */
function call(route: Route, caller: Caller, ids: (name: string) => string = () => newId()): Promise<Answer<unknown>> {
  const names = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '');
  const input = {
    ...(route.params !== undefined && { params: Object.fromEntries(names.map((name) => [name, ids(name)])) }),
    ...(route.query !== undefined && { query: sampleOf(route.query) }),
    ...(route.body !== undefined && { body: sampleOf(route.body) }),
  };
  return api.call(route, input as never, caller);
}

function foreignId(name: string): string {
  const id = foreign[name];
  if (id === undefined) {
    throw new Error(`Give this spec a row of another company for the parameter “${name}”.`);
  }
  return id;
}

describe('without a session', () => {
  it.each(guarded)('%s says so', async (_, route) => {
    const answer = await call(route, nobody);
    expect([answer.status, answer.problem.code]).toEqual([401, 'not-signed-in']);
    expect(answer.headers['content-type']).toBe('application/problem+json');
  });
});

describe('with the other kind of session', () => {
  it.each(guarded)('%s says that one is not signed in', async (_, route) => {
    expect((await call(route, route.access === 'candidate' ? admin : kim)).status).toBe(401);
  });
});

describe('each role', () => {
  it.each(staffRoutes)('at %s may what it holds and nothing else', async (_, route) => {
    for (const [role, caller] of byRole) {
      const { status, problem } = await call(route, caller);
      const refused = status === 403 && problem.code === 'not-allowed';
      expect({ role, refused }).toEqual({ role, refused: !permissionsOf([role]).has(route.access as Permission) });
    }
  });

  it.each(staffRoutes)('%s refuses a person without any role', async (_, route) => {
    expect((await call(route, await api.staff(tenantId))).problem.code).toBe('not-allowed');
  });
});

describe('rows of another company', () => {
  it.each(withIds(staffRoutes))('at %s are as absent as rows that are nowhere', async (_, route) => {
    const there = await call(route, admin, foreignId);
    const nowhere = await call(route, admin);
    expect([there.status, there.problem.code]).toEqual([404, 'not-found']);
    expect({ ...there.problem, id: '' }).toEqual({ ...nowhere.problem, id: '' });
  });

  it.each(withIds(candidateRoutes))('at %s are absent for a candidate', async (_, route) => {
    const there = await call(route, kim, foreignId);
    expect([there.status, there.problem.code]).toEqual([404, 'not-found']);
  });

  it('are as they were after all of this', async () => {
    const [untouched] = await api.db.asOwner<{ same: boolean }>(
      `select (select count(*) from grading_job where tenant_id = $1) = 0
         and (select count(*) from audit_event where tenant_id = $1) = 0
         and (select revoked_at from api_key where tenant_id = $1) is null as same`,
      [foreignWorld.tenantId],
    );
    expect(untouched?.same).toBe(true);
  });
});

describe('malformed ids', () => {
  it.each(withIds(staffRoutes))('at %s are named as wrong input', async (_, route) => {
    const { status, problem } = await call(route, admin, () => 'not-an-id');
    expect([status, problem.code]).toEqual([400, 'invalid-input']);
    expect(problem.issues).not.toHaveLength(0);
  });
});

async function apiKey(world: SubmittedWorld): Promise<string> {
  const id = newId();
  await api.db.asOwner(
    `insert into api_key (tenant_id, id, name, prefix, secret_hash, scopes, created_by) values ($1, $2, 'Key', $3, $4, '{roles.read}', $5)`,
    [world.tenantId, id, id, 'a'.repeat(64), world.staffId],
  );
  return id;
}

async function review(world: SubmittedWorld): Promise<string> {
  const id = newId();
  await api.db.asOwner(
    `insert into review (tenant_id, id, attempt_id, exercise_version_id, submission_id, rubric_version_id, slot, due_at)
     select $1, $2, $3, $4, $5, r.id, 1, now() + interval '1 day' from rubric_version r where r.tenant_id = $1 and r.exercise_version_id = $4`,
    [world.tenantId, id, world.attemptId, world.exerciseVersionId, world.submissionId],
  );
  return id;
}
