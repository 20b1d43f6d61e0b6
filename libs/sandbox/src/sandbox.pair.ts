import { limits } from '@assay/contracts';
import { randomBytes } from 'node:crypto';
import { hostFrame } from './frames.js';
import { SandboxError } from './sandbox.error.js';
import type { HostMessage } from './sandbox.link.js';
import { SandboxLink } from './sandbox.link.js';
import type { Meeting, SandboxDriver, SandboxImage, SandboxRole } from './sandbox.port.js';

/** What two sandboxes must be like to run a group: pairs of one kind are interchangeable until the first work reaches them. */
export interface PairKind {
  image: SandboxImage;
  /** For the candidate's processes together, swap included. */
  memoryMb: number;
  pids: number;
  tmpMb: number;
  /** Libraries that the submission sandbox imports before there is work. */
  preload: readonly string[];
  /** Those of them that the grader sandbox imports as well. */
  graderPreload: readonly string[];
  /** Whether the solution will be called: else nothing is tried out beforehand that only calls have a use for. */
  isCalled: boolean;
}

/** What a group with the usual limits needs: worth keeping ready before any exercise is known. */
export function usualPair(image: SandboxImage): PairKind {
  const { memoryMb, pids, tmpMb } = limits.parse({});
  return { image, memoryMb, pids, tmpMb, preload: [], graderPreload: [], isCalled: true };
}

/** A grader sandbox that lives on after a grading, with the folder in which it meets the next submission sandbox. */
export interface Grader {
  link: SandboxLink;
  meeting: Meeting | null;
  startedAt: number;
}

/** Time for a sandbox to start, import what it needs and meet the other one. */
export const startDeadlineMs = 60_000;
/** What the tests' own process, or the checkers of a static group, may use. */
export const graderMemoryMb = 512;
/** PID 1 of the submission sandbox, the libraries imported there, and the interpreter itself come on top of what the candidate may use. */
const supervisorMemoryMb = 24;
const preloadMemoryMb = 128;
const graderPids = 64;
const graderTmpMb = 32;

/**
 * A submission sandbox and a grader sandbox that have met: both have done everything that can be done before the work is known. The
 * submission sandbox serves one grading; the grader sandbox may go on.
 */
export class SandboxPair {
  private constructor(
    readonly submission: SandboxLink,
    readonly grader: Grader,
    /** How long it took to get ready, in milliseconds. */
    readonly warmUpMs: number,
    private readonly lifeMs: number,
  ) {}

  /**
   * Starts what is missing and waits until both have met.
   *
   * @param lifeMs both end by themselves after this long
   * @param kept a grader sandbox that has served before
   * @throws SandboxError when one of them does not start; nothing of the pair is left then
   */
  static async start(driver: SandboxDriver, kind: PairKind, lifeMs: number, kept?: Grader): Promise<SandboxPair> {
    const begun = performance.now();
    const links: SandboxLink[] = kept === undefined ? [] : [kept.link];
    const meeting = kept === undefined ? await driver.makeMeeting() : kept.meeting;
    const open = (role: SandboxRole) => openOne(driver, kind, role, meeting, lifeMs, links);
    try {
      const [submission, grader] = await all([open('submission'), kept === undefined ? open('grader') : vacant(kept.link)]);
      await meet(submission, grader, meeting);
      const startedAt = kept?.startedAt ?? Date.now();
      return new SandboxPair(submission, { link: grader, meeting, startedAt }, performance.now() - begun, lifeMs);
    } catch (error) {
      for (const link of links) void link.dispose();
      void meeting?.dispose();
      throw error;
    }
  }

  /** Whether both still wait for work. */
  get isAlive(): boolean {
    return !this.submission.closed && !this.grader.link.closed;
  }

  /** Whether neither ends by itself within so long. */
  livesFor(ms: number): boolean {
    return this.grader.startedAt + this.lifeMs - Date.now() >= ms;
  }

  /** Whether frames pass through the host. */
  get needsPump(): boolean {
    return this.grader.meeting === null;
  }

  /**
   * Makes both ready for another group of the same grading, or of an author's next. No process and no file of the last run is left by
   * then.
   *
   * @throws SandboxError when one of them does not come back; the pair is of no use then
   */
  async meetAgain(): Promise<void> {
    const { link: grader, meeting } = this.grader;
    this.submission.send(hostFrame({ t: 'again' }));
    await all([vacant(this.submission), vacant(grader)]);
    await meet(this.submission, grader, meeting);
  }

  /** Ends and removes both. */
  dispose(): void {
    void this.submission.dispose();
    disposeGrader(this.grader);
  }
}

/** Ends and removes a grader sandbox and the folder where it met others. */
export function disposeGrader({ link, meeting }: Grader): void {
  void link.dispose();
  void meeting?.dispose();
}

/** Starts one sandbox of a pair and lets it get ready. Its link is added to `links` at once. */
export async function openOne(
  driver: SandboxDriver,
  kind: PairKind,
  role: SandboxRole,
  meeting: Meeting | null,
  lifeMs: number,
  links: SandboxLink[],
): Promise<SandboxLink> {
  const preload = role === 'submission' ? kind.preload : kind.graderPreload;
  const extraMb = preload.length > 0 ? preloadMemoryMb : 0;
  const size =
    role === 'submission'
      ? { memoryMb: kind.memoryMb + supervisorMemoryMb + extraMb, pids: kind.pids, tmpMb: kind.tmpMb + 8 }
      : { memoryMb: graderMemoryMb + extraMb, pids: graderPids, tmpMb: graderTmpMb };
  const link = await SandboxLink.open(driver, { role, image: kind.image, ...size, lifeMs, meeting }, links);
  link.send(hostFrame({ t: 'prepare', preload, calls: kind.isCalled }));
  return link;
}

/** Under a name and a secret of their own each time. @throws SandboxError */
async function meet(submission: SandboxLink, grader: SandboxLink, meeting: Meeting | null): Promise<void> {
  const place = meeting === null ? null : { name: randomBytes(6).toString('hex'), secret: randomBytes(16).toString('hex') };
  for (const link of [grader, submission]) link.send(hostFrame({ t: 'meet', place }));
  await all([ready(submission), ready(grader)]);
}

/** Waits until nothing of its last run is left: until then somebody else may still read what is sent there. @throws SandboxError */
export async function vacant(link: SandboxLink): Promise<SandboxLink> {
  await link.message('vacant', startDeadlineMs);
  return link;
}

/** Waits until a sandbox has prepared itself. @throws SandboxError */
export function ready(link: SandboxLink): Promise<HostMessage> {
  return link.message('ready', startDeadlineMs, (message) => {
    if (message['t'] === 'unprepared') {
      throw new SandboxError(
        'preload-unsuitable',
        `The exercise's preloaded libraries cannot be used: ${String(message['message'])}.`,
      );
    }
  });
}

/** All of them, or the first failure once none is under way any more. */
async function all<T>(promises: readonly (T | Promise<T>)[]): Promise<[T, T]> {
  const outcomes = await Promise.allSettled(promises);
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return outcomes.map((outcome) => (outcome as PromiseFulfilledResult<T>).value) as [T, T];
}
