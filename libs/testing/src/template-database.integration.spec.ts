import { describe, expect, it } from '@jest/globals';
import { onServer } from './template-database.js';
import type { TestDatabase } from './test-database.js';
import { openTestDatabase } from './test-database.js';
import { testRedis } from './test-services.js';

async function withDatabases<T>(count: number, work: (databases: TestDatabase[]) => Promise<T>): Promise<T> {
  const databases = await Promise.all(Array.from({ length: count }, () => openTestDatabase()));
  try {
    return await work(databases);
  } finally {
    await Promise.all(databases.map((database) => database.close()));
  }
}

const nameOf = (database: TestDatabase) => new URL(database.urls.superuser).pathname.slice(1);

describe('a test database', () => {
  it('belongs to its spec alone, also when several are made at once', async () => {
    await withDatabases(4, async (databases) => {
      const [first, ...others] = databases;
      const tenantId = await first?.make.tenant();
      expect(await first?.asOwner('select id from tenant')).toEqual([{ id: tenantId }]);
      for (const other of others) {
        expect(await other.asOwner('select id from tenant')).toEqual([]);
      }
    });
  });

  it('is dropped when it is closed, even with a connection open', async () => {
    const database = await openTestDatabase();
    await database.connect('app');
    const [name, server] = [nameOf(database), database.urls.superuser.replace(nameOf(database), 'postgres')];
    await database.close();
    const found = await onServer(server, (client) => client.query('select from pg_database where datname = $1', [name]));
    expect(found.rowCount).toBe(0);
  });

  it('opens to each role under its own name', async () => {
    await withDatabases(1, async ([database]) => {
      for (const role of ['owner', 'app', 'queue', 'retention'] as const) {
        const client = await database?.connect(role);
        expect((await client?.query('select current_user as name'))?.rows).toEqual([{ name: `assay_${role}` }]);
      }
    });
  });
});

describe('the factory', () => {
  it('makes work that stands on everything before it', async () => {
    await withDatabases(1, async ([database]) => {
      const world = await database?.make.submittedWork();
      const rows = await database?.asOwner(
        `select s.id from submission s
         join attempt a on a.tenant_id = s.tenant_id and a.id = s.attempt_id
         join invitation i on i.tenant_id = a.tenant_id and i.id = a.invitation_id
         join assessment_exercise e on e.tenant_id = i.tenant_id and e.assessment_version_id = i.assessment_version_id
           and e.exercise_version_id = s.exercise_version_id`,
      );
      expect(rows).toEqual([{ id: world?.submissionId }]);
    });
  });
});

it('specs on one Redis never share a key', () => {
  expect(testRedis().prefix).not.toBe(testRedis().prefix);
});
