import { AssayError, messageOf } from '@assay/platform';
import { Client } from 'pg';
import { scramVerifier } from './scram.js';

export const databaseRoles = ['owner', 'app', 'queue', 'retention'] as const;
export type DatabaseRole = (typeof databaseRoles)[number];
export type RolePasswords = Readonly<Record<DatabaseRole, string>>;

/** The role's name in PostgreSQL. */
export function roleName(role: DatabaseRole): string {
  return `assay_${role}`;
}

/** The URL of the same database for another role. */
export function urlForRole(anyUrl: string, role: DatabaseRole, password: string): string {
  const url = new URL(anyUrl);
  url.username = roleName(role);
  url.password = encodeURIComponent(password);
  return url.href;
}

/**
 * Makes the four roles with these passwords and gives them their rights on the database of the URL: `assay_owner` owns it and
 * bypasses row-level security, `assay_app` and `assay_retention` may only connect (the migrations grant the rest), `assay_queue`
 * owns schema `bullmq`. Runs before every start: what is there already is set right. Roles belong to the whole server, so two
 * installations on one server have to share their passwords.
 *
 * @param superuserUrl of a role that may create roles with BYPASSRLS, on the database to prepare.
 * @throws AssayError `set-up-failed`
 */
export async function bootstrapRoles(superuserUrl: string, passwords: RolePasswords): Promise<void> {
  const client = new Client({
    connectionString: superuserUrl,
    application_name: 'assay-bootstrap',
    connectionTimeoutMillis: 10_000,
  });
  try {
    await client.connect();
    await client.query('begin');
    // Two starts at once on one server, even on different databases, change the same rows of this catalogue.
    await client.query('lock table pg_catalog.pg_authid in share row exclusive mode');
    for (const role of databaseRoles) {
      await makeRole(client, role, passwords[role]);
    }
    await giveRights(client);
    await client.query('commit');
  } catch (thrown) {
    throw new AssayError(
      'set-up-failed',
      `The database roles could not be made (${messageOf(thrown)}): the URL has to name a superuser of a PostgreSQL that runs.`,
      { cause: thrown },
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function makeRole(client: Client, role: DatabaseRole, password: string): Promise<void> {
  const name = roleName(role);
  const { rowCount } = await client.query('select from pg_catalog.pg_roles where rolname = $1', [name]);
  if (rowCount === 0) {
    await client.query(`create role ${name}`);
  }
  const bypass = role === 'owner' ? 'bypassrls' : 'nobypassrls';
  await client.query(
    `alter role ${name} with login nosuperuser nocreatedb nocreaterole noreplication ${bypass}
     password ${client.escapeLiteral(scramVerifier(password))}`,
  );
}

async function giveRights(client: Client): Promise<void> {
  const { rows } = await client.query<{ database: string }>('select current_database() as database');
  const database = client.escapeIdentifier(rows[0]?.database ?? '');
  // BullMQ's migration says "create schema if not exists", which asks for the right to create one even where it exists.
  await client.query(`
    alter database ${database} owner to assay_owner;
    revoke all on database ${database} from public;
    grant connect on database ${database} to ${databaseRoles.map(roleName).join(', ')};
    grant create on database ${database} to assay_queue;
    create schema if not exists bullmq authorization assay_queue;
    alter schema bullmq owner to assay_queue;
    revoke all on schema bullmq from public;
  `);
}
