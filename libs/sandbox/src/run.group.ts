import type { Limits, RunReport, SandboxEnd, TestGroup } from '@assay/contracts';
import { randomBytes } from 'node:crypto';
import type { Frame } from './frames.js';
import { hostFrame } from './frames.js';
import type { Implementations } from './harness/mutants.js';
import { runMutants } from './harness/mutants.js';
import { normalisedVariants } from './harness/normalised.variants.js';
import { RunCollector } from './run.collector.js';
import { SandboxError } from './sandbox.error.js';
import { SandboxLink } from './sandbox.link.js';
import type { SandboxDriver, SandboxImage, SandboxRole } from './sandbox.port.js';

/** One file by its path inside a workspace or below `tests/`. */
export interface RunFile {
  path: string;
  content: Uint8Array;
}

export interface RunGroupRequest {
  group: TestGroup;
  image: SandboxImage;
  /** Importable names that the tests reach as proxies. */
  modules: readonly string[];
  /** The candidate's files. */
  files: readonly RunFile[];
  /** The group's test files and what they import, by their path below `tests/`. */
  tests: readonly RunFile[];
  /** Decides what `assay.draw` draws in the tests: the same seed, the same inputs. */
  drawSeed: string;
  /** What the candidate's process reads on its standard input. */
  stdin?: string | undefined;
  /** For `mutants`: what the candidate's tests run against. */
  implementations?: Implementations | undefined;
}

/** The harnesses that can be run. */
export const runnableHarnesses = ['call', 'cli', 'mutants', 'static'] as const;

const graderMemoryMb = 512;
/** PID 1 of the submission sandbox and the interpreter itself come on top of what the candidate may use. */
const supervisorMemoryMb = 24;
const startDeadlineMs = 60_000;
/** How much longer than the run's wall time the host waits for the grader's last word. */
const graceMs = 40_000;
const endDeadlineMs = 5_000;

/**
 * Runs one test group over a candidate's files in fresh sandboxes, and says what happened. For `call`: two sandboxes, one with the
 * candidate's files, one with the tests; frames between them pass through here, and the report is made of what the second one
 * says. For `static`: one, which reads the files as data.
 *
 * Never throws for anything that the candidate's code does, nor for a fault of the platform, which is the report's `fault`.
 *
 * @throws the signal's reason when it is aborted; both sandboxes are gone then
 */
export async function runGroup(driver: SandboxDriver, request: RunGroupRequest, signal?: AbortSignal): Promise<RunReport> {
  signal?.throwIfAborted();
  const collector = new RunCollector(request.group.id, driver, request.image);
  const links: SandboxLink[] = [];
  const abort = () => {
    for (const link of links) link.close();
  };
  signal?.addEventListener('abort', abort, { once: true });
  try {
    if (request.group.harness === 'static') await runStatic(driver, request, collector, links);
    else if (request.group.harness === 'call' || request.group.harness === 'cli') {
      await runCall(driver, request, collector, links);
    } else if (request.group.harness === 'mutants') await runSuites(driver, request, collector, links, signal);
    else throw new SandboxError('harness-unsupported', `Groups with the harness ${request.group.harness} cannot be run yet.`);
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error;
    collector.fault(error.code, error.message);
  } finally {
    signal?.removeEventListener('abort', abort);
    for (const link of links) void link.dispose();
  }
  signal?.throwIfAborted();
  return collector.report();
}

async function runCall(
  driver: SandboxDriver,
  request: RunGroupRequest,
  collector: RunCollector,
  links: SandboxLink[],
): Promise<void> {
  const { limits } = request.group;
  const started = await Promise.allSettled([
    open(driver, request, 'submission', limits.memoryMb + firstProcessMemoryMb(request.group), links),
    open(driver, request, 'grader', graderMemoryMb, links),
  ]);
  const [submission, grader] = started.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  }) as [SandboxLink, SandboxLink];
  await Promise.all([submission.message('ready', startDeadlineMs), grader.message('ready', startDeadlineMs)]);
  await deliver(submission, request, !driver.limitsMemory);
  const canaries = [0, 1].map(() => `test_${randomBytes(6).toString('hex')}`);
  collector.expectCanaries(canaries);
  connect(submission, grader, collector);
  collector.begin();
  grader.send(hostFrame(graderJob(request, canaries)));
  await grader.message('finish', limits.wallMs + graceMs, (message) => {
    collector.take(message);
  });
  collector.stopClock();
  await conclude(submission, grader, collector);
}

async function runStatic(
  driver: SandboxDriver,
  request: RunGroupRequest,
  collector: RunCollector,
  links: SandboxLink[],
): Promise<void> {
  const { group } = request;
  const link = await open(driver, request, 'static', staticMemoryMb(group.limits), links);
  await link.message('ready', startDeadlineMs);
  collector.begin();
  const memoryMb = staticMemoryMb(group.limits);
  const job = { t: 'job', checks: group.checks, wallMs: group.limits.wallMs, addressSpace: !driver.limitsMemory, memoryMb };
  link.send(hostFrame({ ...job, files: encoded(request.files) }));
  await link.message('finish', group.limits.wallMs + graceMs, (message) => {
    collector.take(message);
  });
  collector.stopClock();
  collector.ends(null, await link.end());
}

/** In sandboxes of the candidate's files alone: what is decided here needs no tests. */
async function runSuites(
  driver: SandboxDriver,
  request: RunGroupRequest,
  collector: RunCollector,
  links: SandboxLink[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const { group, files, implementations } = request;
  if (implementations === undefined) {
    throw new SandboxError('variants-unusable', 'The exercise has no variants to run tests against.');
  }
  const startSubmission = async (theirs: RunFile[]) => {
    const link = await open(driver, request, 'submission', group.limits.memoryMb + supervisorMemoryMb, links);
    await link.message('ready', startDeadlineMs);
    await deliver(link, { ...request, files: theirs }, !driver.limitsMemory);
    return link;
  };
  const normalised = () => normalisedVariants(driver, request.image, implementations, links);
  const { visibility } = group;
  const { wallMs } = group.limits;
  await runMutants({ visibility, implementations, files, wallMs, collector, startSubmission, normalised, signal });
}

/** For `cli` it keeps what the program writes until a test has taken it. */
function firstProcessMemoryMb({ harness, limits }: TestGroup): number {
  return supervisorMemoryMb + (harness === 'cli' ? 2 * Math.ceil(limits.outputKb / 1024) : 0);
}

/** The checkers need what they need, however small the files are. */
function staticMemoryMb({ memoryMb }: Limits): number {
  return Math.max(memoryMb, graderMemoryMb);
}

function open(
  driver: SandboxDriver,
  request: RunGroupRequest,
  role: SandboxRole,
  memoryMb: number,
  links: SandboxLink[],
): Promise<SandboxLink> {
  const { limits } = request.group;
  const lifeMs = startDeadlineMs + limits.wallMs + graceMs + endDeadlineMs;
  const pids = role === 'submission' ? limits.pids : 64;
  const tmpMb = role === 'submission' ? limits.tmpMb + 8 : 32;
  return SandboxLink.open(driver, { role, image: request.image, memoryMb, pids, tmpMb, lifeMs }, links);
}

/** Files that do not arrive are the platform's fault: the folder is larger than what intake lets in. */
async function deliver(submission: SandboxLink, request: RunGroupRequest, addressSpace: boolean): Promise<void> {
  const limits = { ...request.group.limits, addressSpace };
  const lifeMs = limits.wallMs + graceMs + endDeadlineMs;
  const { harness } = request.group;
  submission.send(hostFrame({ t: 'job', files: encoded(request.files), harness, limits, stdin: request.stdin ?? '', lifeMs }));
  await submission.message('delivered', startDeadlineMs, (message) => {
    if (message['t'] === 'undelivered') {
      throw new SandboxError(
        'sandbox-start-failed',
        `The submitted files did not reach their sandbox: ${String(message['message'])}.`,
      );
    }
  });
}

function graderJob({ group, modules, tests, drawSeed }: RunGroupRequest, canaries: string[]): object {
  const { callMs, wallMs } = group.limits satisfies Limits;
  const files = encoded(tests);
  const { harness, isolation, program } = group;
  return { t: 'job', files, tests: group.tests, harness, modules, isolation, program, callMs, wallMs, canaries, drawSeed };
}

function encoded(files: readonly RunFile[]): [string, string][] {
  return files.map(({ path, content }) => [path, Buffer.from(content).toString('base64')]);
}

/** Most that a submission sandbox may send in one run, and most that may wait for the grader. */
const peerBytesCap = 64 << 20;
const backlogCap = 16 << 20;

/** Carries frames between the two sandboxes. What passes is neither parsed nor believed here; its amount is limited. */
function connect(submission: SandboxLink, grader: SandboxLink, collector: RunCollector): void {
  let bytes = 0;
  grader.onPeerFrame((frame) => {
    submission.send(frame);
  });
  submission.onPeerFrame((frame) => {
    bytes += frame.payload.length + 16;
    if (bytes > peerBytesCap || grader.backlog > backlogCap) {
      collector.violation('it flooded the channel between solution and tests');
      submission.close();
    } else {
      grader.send(frame);
    }
  });
  submission.onClosed((malformed) => {
    if (malformed) collector.violation('its sandbox broke the framing of the channel');
    void sandboxGone(submission).then((message) => {
      grader.send(message);
    });
  });
}

/** Tells the grader why nothing more will come. */
async function sandboxGone(submission: SandboxLink): Promise<Frame> {
  const end = await submission.end().catch((): SandboxEnd => ({ exitCode: null, outOfMemory: false }));
  return hostFrame({ t: 'peer-gone', outcome: end.outOfMemory ? 'memory-limit' : 'crashed' });
}

/** What the submission's PID 1 counted, and how both sandboxes ended by the engine's word. */
async function conclude(submission: SandboxLink, grader: SandboxLink, collector: RunCollector): Promise<void> {
  if (!submission.closed) {
    submission.send(hostFrame({ t: 'finish' }));
    const usage = await submission.message('usage', endDeadlineMs).catch(() => null);
    if (usage !== null) collector.take(usage);
  }
  const [submissionEnd, graderEnd] = await Promise.all([submission.end(), grader.end()]);
  collector.ends(submissionEnd, graderEnd);
}
