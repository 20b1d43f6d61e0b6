import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SubmittedWorld, TestDatabase } from '@assay/testing';
import { openTestDatabase } from '@assay/testing';
import { newId, sha256 } from '@assay/platform';
import { Locators } from './locators.js';
import { ApiKeyStore } from './stores/api-key.store.js';
import { StaffSessionStore } from './stores/staff-session.store.js';

let db: TestDatabase;
let locators: Locators;
let world: SubmittedWorld;

beforeAll(async () => {
  db = await openTestDatabase();
  locators = new Locators(db.unitOfWork);
  world = await db.make.submittedWork();
});
afterAll(async () => {
  await db.close();
});

describe('the functions', () => {
  it('answer ids and tenants only', async () => {
    const columns = await db.asOwner<{ column: string; type: string }>(
      `select distinct arg.name as column, arg.type::regtype::text as type
       from pg_proc p, unnest(p.proargnames, p.proallargtypes, p.proargmodes) as arg (name, type, mode)
       where p.proname like 'locate\\_%' and arg.mode = 't' order by 1`,
    );
    expect(columns).toEqual([
      { column: 'api_key_id', type: 'uuid' },
      { column: 'attempt_id', type: 'uuid' },
      { column: 'fence', type: 'integer' },
      { column: 'grading_job_id', type: 'uuid' },
      { column: 'invitation_id', type: 'uuid' },
      { column: 'purpose', type: 'text' },
      { column: 'session_id', type: 'uuid' },
      { column: 'staff_id', type: 'uuid' },
      { column: 'tenant_id', type: 'uuid' },
    ]);
  });

  it("may be called by the product's role and by no other of the serving roles", async () => {
    const rows = await db.asOwner(
      `select r.rolname as role, bool_or(has_function_privilege(r.oid, p.oid, 'execute')) as any, bool_and(has_function_privilege(r.oid, p.oid, 'execute')) as all
       from pg_roles r, pg_proc p where r.rolname in ('assay_app', 'assay_queue', 'assay_retention') and p.proname like 'locate\\_%' group by 1 order by 1`,
    );
    expect(rows).toEqual([
      { role: 'assay_app', any: true, all: true },
      { role: 'assay_queue', any: false, all: false },
      { role: 'assay_retention', any: false, all: false },
    ]);
  });
});

describe('staff by address', () => {
  it('is found in any letter case, in every company, or in the one that was named', async () => {
    const [one, two] = [await db.make.tenant({ slug: 'one' }), await db.make.tenant({ slug: 'two' })];
    const inOne = { tenantId: one, staffId: await db.make.staff(one, { email: 'sam@example.com' }) };
    const inTwo = { tenantId: two, staffId: await db.make.staff(two, { email: 'sam@example.com' }) };
    expect(await locators.staffByEmail('Sam@Example.com')).toEqual(expect.arrayContaining([inOne, inTwo]));
    expect(await locators.staffByEmail('sam@example.com', 'two')).toEqual([inTwo]);
    expect(await locators.staffByEmail('sam@example.com', 'three')).toEqual([]);
    await db.asOwner('update staff set disabled_at = now() where tenant_id = $1', [two]);
    expect(await locators.staffByEmail('sam@example.com')).toEqual([inOne]);
  });
});

describe('by secret', () => {
  it('finds a session, a key and a link, and null for anything else', async () => {
    const { tenantId, staffId } = world;
    const session = await db.unitOfWork.run(tenantId, (tx) =>
      new StaffSessionStore().create(tx, { staffId, tokenHash: sha256('token'), lifetimeSeconds: 60 }),
    );
    const key = await db.unitOfWork.run(tenantId, (tx) =>
      new ApiKeyStore().create(tx, {
        name: 'CI',
        prefix: 'assay_abc',
        secretHash: sha256('key'),
        scopes: ['roles.read'],
        createdBy: staffId,
      }),
    );
    const candidateSessionId = newId();
    await db.asOwner(
      `insert into candidate_session (tenant_id, id, invitation_id, token_hash, expires_at) values ($1, $2, $3, $4, now() + interval '1 hour')`,
      [tenantId, candidateSessionId, world.invitationId, sha256('candidate')],
    );
    expect(await locators.staffSession(sha256('token'))).toEqual({ tenantId, sessionId: session.id });
    expect(await locators.apiKey('assay_abc')).toEqual({ tenantId, apiKeyId: key.id });
    expect(await locators.invitation(sha256(world.token))).toEqual({ tenantId, invitationId: world.invitationId });
    expect(await locators.candidateSession(sha256('candidate'))).toEqual({ tenantId, sessionId: candidateSessionId });
    expect(await locators.staffSession(sha256('candidate'))).toBeNull();
    expect(await locators.apiKey('assay_')).toBeNull();
    expect(await locators.invitation(sha256('token'))).toBeNull();
    expect(await locators.candidateSession(sha256('token'))).toBeNull();
  });
});

describe('what is due', () => {
  it('attempts past deadline and grace, the longest overdue first, of every company', async () => {
    const overdue = async (startedSecondsAgo: number) => {
      const invited = await db.make.invitedCandidate();
      return {
        tenantId: invited.tenantId,
        attemptId: await db.make.attempt(invited.tenantId, { ...invited, seconds: 60, startedSecondsAgo }),
      };
    };
    const late = await overdue(100);
    const latest = await overdue(200);
    await overdue(62);
    expect(await locators.overdueAttempts(10)).toEqual([latest, late]);
    expect(await locators.overdueAttempts(1)).toEqual([latest]);
    await db.asOwner(`update attempt set closed_at = now(), closed_how = 'deadline' where id = $1`, [latest.attemptId]);
    expect(await locators.overdueAttempts(10)).toEqual([late]);
  });

  it('grading jobs that nobody holds', async () => {
    const { tenantId } = world;
    const waiting = await db.make.gradingJob(world, { requestedSecondsAgo: 10, epoch: 1 });
    const fresh = await db.make.gradingJob(world, { epoch: 2 });
    const leased = await db.make.gradingJob(world, { requestedSecondsAgo: 10, epoch: 3 });
    const lapsed = await db.make.gradingJob(world, { requestedSecondsAgo: 9, epoch: 4 });
    const backingOff = await db.make.gradingJob(world, { requestedSecondsAgo: 10, epoch: 5 });
    const stuck = await db.make.gradingJob(world, { requestedSecondsAgo: 10, epoch: 6 });
    const finished = await db.make.gradingJob(world, { requestedSecondsAgo: 10, epoch: 7 });
    await db.asOwner(`update grading_job set fence = 1, lease_until = now() + interval '1 minute' where id = $1`, [leased]);
    await db.asOwner(`update grading_job set fence = 3, lease_until = now() - interval '1 second' where id = $1`, [lapsed]);
    await db.asOwner(`update grading_job set available_at = now() + interval '1 minute' where id = $1`, [backingOff]);
    await db.asOwner(`update grading_job set attention_at = now() where id = $1`, [stuck]);
    await db.asOwner(`update grading_job set finished_at = now(), report = '{}' where id = $1`, [finished]);
    const found = await locators.gradingJobsToRequeue(2, 10);
    expect(found).toEqual([
      { tenantId, gradingJobId: waiting, fence: 0, purpose: 'grading' },
      { tenantId, gradingJobId: lapsed, fence: 3, purpose: 'grading' },
    ]);
    expect((await locators.gradingJobsToRequeue(0, 10)).map(({ gradingJobId }) => gradingJobId)).toContain(fresh);
  });
});
