import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Type } from '@nestjs/common';
import { Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { TestDatabase } from '@assay/testing';
import { openTestDatabase } from '@assay/testing';
import { DataSource } from 'typeorm';
import { AuditChain } from './audit/audit-chain.js';
import { DatabaseModule } from './database.module.js';
import { AttemptEventListener } from './events/attempt-event-listener.js';
import { Locators } from './locators.js';
import { stores } from './stores.js';
import { StaffStore } from './stores/staff.store.js';
import { UnitOfWork } from './unit-of-work.js';

@Injectable()
class Feature {
  constructor(
    readonly unitOfWork: UnitOfWork,
    readonly staff: StaffStore,
  ) {}
}
@Module({ providers: [Feature] })
class FeatureModule {}

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  await db.close();
});

function application(appUrl: string) {
  @Module({ imports: [DatabaseModule.forRoot({ appUrl, applicationName: 'assay-module-spec' }), FeatureModule] })
  class Application {}
  return start(Application);
}

function start(module: Type) {
  // Nest describes these plain options by a class that it does not export.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment
  return NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
}

/** A pool says goodbye and does not wait until the server has heard it. */
async function connectionsLeft(): Promise<unknown[]> {
  const until = Date.now() + 10_000;
  let left: unknown[];
  do {
    left = await db.asOwner(`select pid from pg_stat_activity where application_name = 'assay-module-spec'`);
  } while (left.length > 0 && Date.now() < until);
  return left;
}

describe('the database module', () => {
  it('gives every feature the unit of work and all stores, and closes its connections at the end', async () => {
    const tenantId = await db.make.tenant();
    const staffId = await db.make.staff(tenantId);
    const app = await application(db.urls.app);
    const feature = app.get(Feature);
    expect(await feature.unitOfWork.run(tenantId, (tx) => feature.staff.findOptional(tx, staffId))).toMatchObject({
      id: staffId,
    });
    for (const offered of [Locators, AuditChain, AttemptEventListener, ...stores]) {
      expect(app.get(offered)).toBeInstanceOf(offered);
    }
    await app.close();
    expect(await connectionsLeft()).toEqual([]);
  });

  it('keeps the pool to itself: a feature that asks for it does not start', async () => {
    @Injectable()
    class Shortcut {
      constructor(readonly dataSource: DataSource) {}
    }
    @Module({ providers: [Shortcut] })
    class ShortcutModule {}
    @Module({ imports: [DatabaseModule.forRoot({ appUrl: db.urls.app }), ShortcutModule] })
    class Application {}
    await expect(start(Application)).rejects.toThrow(/can't resolve dependencies of the Shortcut/);
  });

  it('does not start without its database, and says why', async () => {
    await expect(application('postgres://assay_app:x@127.0.0.1:9/none')).rejects.toMatchObject({ code: 'database-unavailable' });
  });
});
