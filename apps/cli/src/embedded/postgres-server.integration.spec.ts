import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { messageOf } from '@assay/platform';
import { Client } from 'pg';
import type { PostgresServer, PostgresSettings } from './postgres-server.js';
import { startPostgres } from './postgres-server.js';

let folder: string;
let settings: PostgresSettings;
const started: PostgresServer[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'assay-postgres-'));
  await chmod(folder, 0o711);
  settings = {
    dataFolder: path.join(folder, 'data'),
    logFile: path.join(folder, 'logs/postgres.log'),
    password: 'a-password',
    throwAway: true,
  };
});

afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.stop()));
  await rm(folder, { recursive: true, force: true });
});

async function start(): Promise<PostgresServer> {
  const server = await startPostgres(settings);
  started.push(server);
  return server;
}

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return Object.values(rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}

describe('the embedded PostgreSQL', () => {
  it('keeps its data over a stop and a start', async () => {
    const first = await start();
    await ask(first.url, 'create table kept as select 7 as number');
    await first.stop();
    expect(await first.ended).toBe(0);
    expect(await ask((await start()).url, 'select number from kept')).toBe(7);
  });

  it('refuses a wrong password', async () => {
    const server = await start();
    await expect(ask(server.url.replace(/:[^:@]+@/, ':guess@'), 'select 1')).rejects.toThrow('password authentication failed');
  });

  it('takes over from a server that a killed command left behind', async () => {
    const abandoned = await start();
    await ask(abandoned.url, 'create table kept as select 7 as number');
    const heir = await start();
    expect(await abandoned.ended).toBe(0);
    expect(await ask(heir.url, 'select number from kept')).toBe(7);
  });

  it('starts beside a note of a server that is gone, even when its number belongs to somebody else', async () => {
    await (await start()).stop();
    await writeFile(path.join(settings.dataFolder, 'postmaster.pid'), `${process.pid}\n${settings.dataFolder}\n`);
    expect(await ask((await start()).url, 'select 1')).toBe(1);
  });

  it('says why it cannot start', async () => {
    await (await start()).stop();
    await writeFile(path.join(settings.dataFolder, 'postgresql.conf'), 'nonsense = 1\n');
    const refusal = await startPostgres(settings).then(() => 'started', messageOf);
    expect(refusal).toContain('unrecognized configuration parameter "nonsense"');
  });
});
