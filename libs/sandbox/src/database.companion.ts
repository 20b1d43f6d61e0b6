import type { Companion } from './companion.js';
import { hostFrame } from './frames.js';
import type { RunGroupRequest } from './run.request.js';
import { SandboxError } from './sandbox.error.js';
import type { HostMessage } from './sandbox.link.js';
import { SandboxLink } from './sandbox.link.js';
import { startDeadlineMs } from './sandbox.pair.js';
import type { SandboxDriver } from './sandbox.port.js';

/** A database sandbox that has loaded the exercise's SQL. */
export interface Database extends Companion {
  /** Of the roles that only tests may use, by their names. */
  passwords: Record<string, string>;
}

/** Folders in memory count as well: the data folder, three databases, and what candidate SQL writes. */
const memoryMb = 640;
const dataMb = 320;
const pids = 64;
const loadDeadlineMs = 120_000;

/**
 * Starts PostgreSQL in a single-use sandbox of its own and loads the exercise's schema and rows, as the candidate and as the grader.
 *
 * @throws SandboxError `exercise-database-broken` when the exercise's own SQL fails, which no submission can cause
 */
export async function openDatabase(
  driver: SandboxDriver,
  { group, tests }: RunGroupRequest,
  lifeMs: number,
  links: SandboxLink[],
): Promise<Database> {
  const image = await driver.ensureImage('database');
  const spec = { role: 'database', image, memoryMb, pids, tmpMb: dataMb, lifeMs: lifeMs + loadDeadlineMs } as const;
  const link = await SandboxLink.open(driver, spec, links);
  await link.message('ready', startDeadlineMs, refuse);
  const { schema, seed } = group.database ?? {};
  const texts = tests.filter(({ path }) => path === schema || path === seed);
  const sql = [schema, seed].flatMap((wanted) =>
    texts.filter(({ path }) => path === wanted).map(({ path, content }) => [path, Buffer.from(content).toString('utf8')]),
  );
  link.send(hostFrame({ t: 'job', sql, callMs: group.limits.callMs, lifeMs }));
  return loaded(link);
}

/**
 * Has the database made anew as the exercise makes it, for another run of an author's code.
 *
 * @throws SandboxError when it does not come back; it is of no use then
 */
export async function reopenDatabase(link: SandboxLink, { group }: RunGroupRequest): Promise<void> {
  link.onPeerFrame(() => undefined);
  link.send(hostFrame({ t: 'again', callMs: group.limits.callMs }));
  await loaded(link);
}

async function loaded(link: SandboxLink): Promise<Database> {
  const { passwords } = await link.message('loaded', loadDeadlineMs, refuse);
  return { name: 'database', link, passwords: passwords as Record<string, string> };
}

function refuse(message: HostMessage): void {
  if (message['t'] !== 'unloaded') return;
  throw new SandboxError('exercise-database-broken', `The exercise's database cannot be made: ${String(message['message'])}`);
}
