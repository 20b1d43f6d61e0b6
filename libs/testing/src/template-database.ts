import type { DatabaseRole, RolePasswords } from '@assay/database';
import { bootstrapRoles, databaseRoles, migrate, roleName, schemaFingerprint, urlForRole } from '@assay/database';
import { newId } from '@assay/platform';
import { Client } from 'pg';

/** Known to everybody: the roles of a PostgreSQL that is thrown away. */
const passwords: RolePasswords = {
  owner: 'assay-test-owner',
  app: 'assay-test-app',
  queue: 'assay-test-queue',
  retention: 'assay-test-retention',
};

/** One template per schema, so a changed migration never meets an old one. */
const templateName = `assay_template_${schemaFingerprint.slice(0, 12)}`;

const clonePrefix = 'assay_test_';

/** Runs `work` on a connection to the server's maintenance database, which stays empty. */
export async function onServer<T>(superuserUrl: string, work: (server: Client) => Promise<T>): Promise<T> {
  const server = new Client({ connectionString: superuserUrl, application_name: 'assay-testing' });
  await server.connect();
  try {
    return await work(server);
  } finally {
    await server.end();
  }
}

/** Makes a database of its own from the migrated template and answers its name. */
export async function cloneTemplate(superuserUrl: string): Promise<string> {
  return onServer(superuserUrl, async (server) => {
    await prepareTemplate(server, superuserUrl);
    const name = `${clonePrefix}${newId().replaceAll('-', '')}`;
    await server.query(`create database ${name} template ${templateName} owner ${roleName('owner')}`);
    // Rights on a database are not copied with it.
    await server.query(`revoke all on database ${name} from public`);
    await server.query(`grant connect on database ${name} to ${databaseRoles.map(roleName).join(', ')}`);
    await server.query(`grant create on database ${name} to ${roleName('queue')}`);
    return name;
  });
}

export async function dropDatabase(superuserUrl: string, name: string): Promise<void> {
  await onServer(superuserUrl, (server) => server.query(`drop database if exists ${name} with (force)`));
}

/** The URL of a database of the server, for the superuser or one of the roles. */
export function urlOf(superuserUrl: string, database: string, role?: DatabaseRole): string {
  const url = new URL(superuserUrl);
  url.pathname = `/${database}`;
  return role === undefined ? url.href : urlForRole(url.href, role, passwords[role]);
}

/** Made once per server and schema; of several specs that start at once, one makes it and the others wait. */
async function prepareTemplate(server: Client, superuserUrl: string): Promise<void> {
  if (await exists(server)) {
    return;
  }
  await server.query(`select pg_advisory_lock(hashtextextended('assay.template', 0))`);
  try {
    if (!(await exists(server))) {
      await makeTemplate(server, superuserUrl);
    }
  } finally {
    await server.query(`select pg_advisory_unlock(hashtextextended('assay.template', 0))`);
  }
}

async function exists(server: Client): Promise<boolean> {
  const { rowCount } = await server.query('select from pg_database where datname = $1', [templateName]);
  return rowCount === 1;
}

/** Under another name until it is whole: what stands under the template's name can always be cloned. */
async function makeTemplate(server: Client, superuserUrl: string): Promise<void> {
  const building = `${templateName}_building`;
  await server.query(`drop database if exists ${building} with (force)`);
  await server.query(`create database ${building}`);
  await bootstrapRoles(urlOf(superuserUrl, building), passwords);
  await migrate(urlOf(superuserUrl, building, 'owner'));
  await server.query(`alter database ${building} rename to ${templateName}`);
}
