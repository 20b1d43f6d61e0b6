import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestDatabase } from '@assay/testing';
import { openTestDatabase } from '@assay/testing';
import { newId, sha256 } from '@assay/platform';
import type { Transaction } from '../transaction.js';
import { openDataSource } from '../data-source.js';
import { UnitOfWork } from '../unit-of-work.js';
import { ApiKeyStore } from './api-key.store.js';
import { StaffSessionStore } from './staff-session.store.js';
import { StaffStore } from './staff.store.js';
import { TenantStore } from './tenant.store.js';
import { WorkerStatusStore } from './worker-status.store.js';

const staff = new StaffStore();
const sessions = new StaffSessionStore();
const keys = new ApiKeyStore();
const idleSeconds = 1_800;
let db: TestDatabase;
let tenantId: string;
const run = <T>(work: (tx: Transaction) => Promise<T>) => db.unitOfWork.run(tenantId, work);

beforeAll(async () => {
  db = await openTestDatabase();
});
beforeEach(async () => {
  tenantId = await db.make.tenant();
});
afterAll(async () => {
  await db.close();
});

describe('companies', () => {
  it("are made by the owner's role and read by the product's", async () => {
    const id = newId();
    const source = await openDataSource({ url: db.urls.owner });
    try {
      await new UnitOfWork(source).run(id, (tx) => new TenantStore().create(tx, { slug: 'new-company', name: 'New Company' }));
    } finally {
      await source.destroy();
    }
    const found = await db.unitOfWork.run(id, (tx) => new TenantStore().find(tx));
    expect(found).toEqual({ id, slug: 'new-company', name: 'New Company', retentionMonths: 12 });
  });

  it("are refused to the product's role", async () => {
    const made = db.unitOfWork.run(newId(), (tx) => new TenantStore().create(tx, { slug: 'own-made', name: 'Own made' }));
    await expect(made).rejects.toMatchObject({ driverError: { code: '42501' } });
  });
});

describe('staff', () => {
  it('are kept with roles, their address in lower case and the hash out of sight', async () => {
    const id = await run((tx) =>
      staff.create(tx, { email: 'Ada@Example.com', name: 'Ada', passwordHash: 'hash', roles: ['interviewer', 'author'] }),
    );
    const row = { id, email: 'ada@example.com', name: 'Ada', roles: ['author', 'interviewer'], disabledAt: null };
    expect(await run((tx) => staff.findOptional(tx, id))).toEqual(row);
    expect(await run((tx) => staff.list(tx))).toEqual([row]);
    expect(await run((tx) => staff.findOptionalPasswordHash(tx, id))).toBe('hash');
  });

  it('whose account is disabled have no hash to check and no live session', async () => {
    const id = await run((tx) =>
      staff.create(tx, { email: 'a@example.com', name: 'Ada', passwordHash: 'hash', roles: ['admin'] }),
    );
    const session = await run((tx) => sessions.create(tx, { staffId: id, tokenHash: sha256(id), lifetimeSeconds: 60 }));
    expect(await run((tx) => sessions.findOptionalLive(tx, session.id, idleSeconds))).toEqual(session);
    await db.asOwner('update staff set disabled_at = now() where id = $1', [id]);
    expect(await run((tx) => staff.findOptionalPasswordHash(tx, id))).toBeNull();
    expect(await run((tx) => sessions.findOptionalLive(tx, session.id, idleSeconds))).toBeNull();
  });

  it('of another company are not found', async () => {
    const id = await db.make.staff(await db.make.tenant());
    expect(await run((tx) => staff.findOptional(tx, id))).toBeNull();
  });
});

describe('sessions', () => {
  it('end when nobody used them for too long', async () => {
    const staffId = await db.make.staff(tenantId);
    const session = await run((tx) => sessions.create(tx, { staffId, tokenHash: sha256(newId()), lifetimeSeconds: 86_400 }));
    await db.asOwner(`update staff_session set last_seen_at = now() - interval '20 minutes' where id = $1`, [session.id]);
    expect(await run((tx) => sessions.findOptionalLive(tx, session.id, 1_800))).toEqual(session);
    expect(await run((tx) => sessions.findOptionalLive(tx, session.id, 600))).toBeNull();
  });

  it('end when they expire or are ended', async () => {
    const staffId = await db.make.staff(tenantId);
    const open = (lifetimeSeconds: number) =>
      run((tx) => sessions.create(tx, { staffId, tokenHash: sha256(newId()), lifetimeSeconds }));
    const expired = await open(-1);
    const ended = await open(60);
    await run((tx) => sessions.end(tx, ended.id));
    expect(await run((tx) => sessions.findOptionalLive(tx, expired.id, idleSeconds))).toBeNull();
    expect(await run((tx) => sessions.findOptionalLive(tx, ended.id, idleSeconds))).toBeNull();
  });

  it('note their use at most once a minute', async () => {
    const staffId = await db.make.staff(tenantId);
    const { id } = await run((tx) => sessions.create(tx, { staffId, tokenHash: sha256(newId()), lifetimeSeconds: 600 }));
    const seen = () => db.asOwner<{ at: Date }>('select last_seen_at as at from staff_session where id = $1', [id]);
    const first = await seen();
    await run((tx) => sessions.touch(tx, id));
    expect(await seen()).toEqual(first);
    await db.asOwner(`update staff_session set last_seen_at = now() - interval '2 minutes' where id = $1`, [id]);
    const old = await seen();
    await run((tx) => sessions.touch(tx, id));
    expect((await seen())[0]?.at.getTime()).toBeGreaterThan(old[0]?.at.getTime() ?? Infinity);
  });
});

describe('API keys', () => {
  it('are listed newest first, note their use, and stay revoked since the first time', async () => {
    const createdBy = await db.make.staff(tenantId);
    const make = (name: string) =>
      run((tx) =>
        keys.create(tx, { name, prefix: `assay_${newId()}`, secretHash: sha256(name), scopes: ['roles.read'], createdBy }),
      );
    const first = await make('first');
    const second = await make('second');
    expect(first).toMatchObject({
      name: 'first',
      scopes: ['roles.read'],
      createdAt: expect.any(Date),
      lastUsedAt: null,
      revokedAt: null,
    });
    expect((await run((tx) => keys.list(tx))).map(({ id }) => id)).toEqual([second.id, first.id]);
    await run((tx) => keys.touch(tx, first.id));
    await run((tx) => keys.revoke(tx, first.id));
    const revoked = await run((tx) => keys.findOptional(tx, first.id));
    expect(revoked).toMatchObject({ lastUsedAt: expect.any(Date), revokedAt: expect.any(Date) });
    await run((tx) => keys.revoke(tx, first.id));
    expect(await run((tx) => keys.findOptional(tx, first.id))).toEqual(revoked);
  });
});

describe('workers', () => {
  it('count while their last sign of life is young', async () => {
    const status = new WorkerStatusStore(db.unitOfWork);
    const availability = (message: string) =>
      ({ state: 'available', driver: 'docker', assurance: 'production', message, command: null, progress: null }) as const;
    await status.report('one', availability('first'));
    await status.report('two', availability('second'));
    await status.report('one', availability('third'));
    expect((await status.listLiving(60)).map(({ message }) => message)).toEqual(['third', 'second']);
    await db.asOwner(`update worker_status set seen_at = now() - interval '2 minutes' where worker_id = 'one'`);
    expect((await status.listLiving(60)).map(({ message }) => message)).toEqual(['second']);
    await db.asOwner(`update worker_status set seen_at = now() - interval '2 hours' where worker_id = 'one'`);
    await status.remove('two');
    await status.report('three', availability('fourth'));
    expect(await db.asOwner('select worker_id as id from worker_status')).toEqual([{ id: 'three' }]);
  });
});
