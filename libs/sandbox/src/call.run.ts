import type { Harness, Limits, SandboxEnd, TestGroup } from '@assay/contracts';
import { randomBytes } from 'node:crypto';
import type { Companion } from './companion.js';
import { connectCompanion } from './companion.js';
import type { Database } from './database.companion.js';
import type { Frame } from './frames.js';
import { companionOffset, hostFrame } from './frames.js';
import type { RunCollector } from './run.collector.js';
import type { RunGroupRequest } from './run.request.js';
import { encoded, endDeadlineMs, graceMs, stillRunning, submissionJob } from './run.request.js';
import { SandboxError } from './sandbox.error.js';
import type { HostMessage, SandboxLink } from './sandbox.link.js';
import type { PairKind, SandboxPair } from './sandbox.pair.js';
import { startDeadlineMs } from './sandbox.pair.js';
import { databasePorts, streamMemoryMb, streamPortsOf } from './stream.ports.js';

/** What tests have a use for of the libraries that the solution uses; where nothing is said, for all of them. */
const usedByTests: Partial<Record<Harness, readonly string[]>> = { cli: [], http: ['httpx'], peer: [] };

/** What a pair must be like to run this group. */
export function pairKindOf({ group, image, preload = [] }: Pick<RunGroupRequest, 'group' | 'image' | 'preload'>): PairKind {
  const { memoryMb, pids, tmpMb } = group.limits;
  const used = usedByTests[group.harness] ?? preload;
  return {
    image,
    memoryMb: memoryMb + buffersMb(group),
    pids,
    tmpMb,
    preload,
    graderPreload: preload.filter((name) => used.includes(name)),
    isCalled: group.harness !== 'mutants',
  };
}

/** What PID 1 keeps for others: bytes of streams, or for `cli` what the program wrote until a test has taken it. */
function buffersMb(group: TestGroup): number {
  if (group.harness === 'cli') return 2 * Math.ceil(group.limits.outputKb / 1024);
  return streamPortsOf(group) === null ? 0 : streamMemoryMb;
}

/**
 * Tests against a solution: one sandbox with the candidate's files, one with the tests, and where the group asks for one a third with
 * a database or a reference. The report is made of what the second one says.
 *
 * @returns whether the grader sandbox may serve another run: not where a forwarder stood between its tests and a link over which the
 * host carried the submission's frames, as more of them may be under way
 */
export async function runCall(
  pair: SandboxPair,
  companion: Companion | null,
  request: RunGroupRequest,
  collector: RunCollector,
  addressSpace: boolean,
): Promise<boolean> {
  const { submission, grader: kept } = pair;
  const grader = kept.link;
  const { limits } = request.group;
  const canaries = [0, 1].map(() => `test_${randomBytes(6).toString('hex')}`);
  collector.expectCanaries(canaries);
  const disconnect = carry(pair, companion, collector);
  watch(submission, grader, collector);
  collector.begin();
  const direct = isDirect(pair, companion, request.group);
  submission.send(hostFrame(submissionJob(request, { addressSpace, direct })));
  grader.send(hostFrame(graderJob(request, canaries, companion, direct)));
  await Promise.race([undelivered(submission), finished(grader, limits, collector)]);
  collector.stopClock();
  const isWhole = await conclude(pair, collector);
  // What becomes of this sandbox is no news for the grader's next grading.
  submission.onClosed(() => undefined);
  disconnect();
  return isWhole && (!pair.needsPump || (companion === null && streamPortsOf(request.group) === null));
}

/** Whether calls go straight from the tests to the candidate process: where the pair has met, and nothing stands between. */
function isDirect({ needsPump }: SandboxPair, companion: Companion | null, group: TestGroup): boolean {
  return !needsPump && companion === null && group.harness !== 'cli' && streamPortsOf(group) === null;
}

function graderJob(
  { group, modules, tests, drawSeed, stopsAtFailure = false }: RunGroupRequest,
  canaries: string[],
  companion: Companion | null,
  direct: boolean,
): object {
  const { harness, isolation, limits, program, app, reset = null, services = [] } = group;
  const ports = streamPortsOf(group);
  const database = companion?.name === 'database' ? (companion as Database) : null;
  return {
    t: 'job',
    files: encoded(tests),
    tests: group.tests,
    harness,
    direct,
    modules,
    isolation,
    program,
    app,
    reset,
    services: services.map(({ name, port }) => [name, port]),
    streams: [...(ports === null ? [] : [ports]), ...(database === null ? [] : [databasePorts])],
    passwords: database?.passwords,
    reference: companion?.name === 'reference',
    callMs: limits.callMs,
    wallMs: limits.wallMs,
    canaries,
    drawSeed,
    stopsAtFailure,
  };
}

async function finished(grader: SandboxLink, { wallMs }: Limits, collector: RunCollector): Promise<void> {
  await grader.message('finish', wallMs + graceMs, (message) => {
    refuseUndelivered(message);
    collector.take(message);
  });
}

/** Rejects when the candidate's files do not arrive; else it is never settled. */
function undelivered(submission: SandboxLink): Promise<never> {
  return new Promise((_resolve, reject) => {
    submission.message('delivered', startDeadlineMs, refuseUndelivered).catch((error: unknown) => {
      if (error instanceof UndeliveredFiles) reject(error);
    });
  });
}

/** Files that do not arrive are the platform's fault: the folders are larger than what intake and the catalogue let in. */
export function refuseUndelivered(message: HostMessage): void {
  if (message['t'] === 'undelivered') throw new UndeliveredFiles(String(message['message']));
}

class UndeliveredFiles extends SandboxError {
  constructor(why: string) {
    super('sandbox-start-failed', `The files did not reach their sandbox: ${why}.`);
  }
}

/** Most that may wait for the grader while frames pass through here. */
const backlogCap = 16 << 20;

/**
 * Carries frames where a socket of their own does not. What passes is neither parsed nor believed here.
 *
 * @returns ends the companion's part
 */
function carry(
  { submission, grader: { link: grader }, needsPump }: SandboxPair,
  companion: Companion | null,
  collector: RunCollector,
): () => void {
  grader.onPeerFrame((frame) => {
    if (frame.channel < companionOffset) submission.send(frame);
    else companion?.link.send({ ...frame, channel: frame.channel - companionOffset });
  });
  const disconnect = companion === null ? () => undefined : connectCompanion(companion, grader, collector);
  if (!needsPump) return disconnect;
  submission.onPeerFrame((frame) => {
    if (grader.backlog > backlogCap) {
      collector.violation('it flooded the channel between solution and tests');
      submission.close();
    } else {
      grader.send(frame);
    }
  });
  return disconnect;
}

/** Tells the grader, when the submission sandbox ends, why nothing more will come. */
function watch(submission: SandboxLink, grader: SandboxLink, collector: RunCollector): void {
  submission.onClosed((malformed) => {
    if (malformed) collector.violation('its sandbox broke the framing of the channel');
    void sandboxGone(submission).then((message) => {
      grader.send(message);
    });
  });
}

async function sandboxGone(submission: SandboxLink): Promise<Frame> {
  const end = await submission.end().catch((): SandboxEnd => ({ exitCode: null, outOfMemory: false }));
  return hostFrame({ t: 'peer-gone', outcome: end.outOfMemory ? 'memory-limit' : 'crashed' });
}

/**
 * The engine is asked how a sandbox ended only where one did not see the run through. Bubblewrap's first process sees no control group,
 * so there its driver knows alone whether memory ran out.
 */
async function conclude(
  { submission, grader: { link: grader }, needsPump }: SandboxPair,
  collector: RunCollector,
): Promise<boolean> {
  if (!submission.closed) {
    if (!collector.isCounted) await askUsage(submission, collector);
    if (collector.isCounted) {
      collector.ends(needsPump ? await submission.end() : stillRunning, stillRunning);
      return true;
    }
  }
  const [submissionEnd, graderEnd] = await Promise.all([submission.end(), grader.end()]);
  collector.ends(submissionEnd, graderEnd);
  return false;
}

/** What the submission's PID 1 counted, where the tests' process could not ask it any more. */
async function askUsage(submission: SandboxLink, collector: RunCollector): Promise<void> {
  submission.send(hostFrame({ t: 'finish' }));
  const usage = await submission.message('usage', endDeadlineMs).catch(() => null);
  if (usage !== null) collector.take(usage);
}
