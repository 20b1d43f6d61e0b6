import type { Limits, SandboxEnd, TestGroup } from '@assay/contracts';
import type { Implementations } from './mutants.run.js';
import { startDeadlineMs } from './sandbox.pair.js';
import type { SandboxImage } from './sandbox.port.js';
import { streamPortsOf } from './stream.ports.js';

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
  /** Libraries that are imported before there is work. */
  preload?: readonly string[] | undefined;
  /** The candidate's files. */
  files: readonly RunFile[];
  /** The author's solution that the group is measured against. */
  reference?: readonly RunFile[] | undefined;
  /** For `mutants`: what the candidate's tests run against. */
  implementations?: Implementations | undefined;
  /** The group's test files and what they import, by their path below `tests/`. */
  tests: readonly RunFile[];
  /** Decides what `assay.draw` draws in the tests: the same seed, the same inputs. */
  drawSeed: string;
  /** The exercise version that the tests belong to: a grader sandbox never sees tests of two. */
  binding?: string | undefined;
  /** End at the first test that fails: for whoever asks only whether all pass. The others are told as not run. */
  stopsAtFailure?: boolean | undefined;
  /** What the candidate's process reads on its standard input. */
  stdin?: string | undefined;
}

/** How much longer than the run's wall time the host waits for the last word of a sandbox. */
export const graceMs = 40_000;
export const endDeadlineMs = 5_000;
/** In the place of the end of a sandbox that goes on after a run. */
export const stillRunning: SandboxEnd = { exitCode: null, outOfMemory: false };

/** How long a sandbox of a run may live, whatever becomes of its worker. */
export function lifeMsOf({ wallMs }: Limits): number {
  return startDeadlineMs + wallMs + graceMs + endDeadlineMs;
}

/**
 * What the first process of a submission sandbox is to do. `addressSpace`: it has to watch memory itself. `direct`: it hands the grader
 * the socket of each candidate process, instead of carrying frames between the two.
 */
export function submissionJob(
  { group, files, stdin = '' }: RunGroupRequest,
  { addressSpace, direct }: { addressSpace: boolean; direct: boolean },
): object {
  const { harness } = group;
  const lifeMs = group.limits.wallMs + graceMs + endDeadlineMs;
  const limits = { ...group.limits, addressSpace };
  return { t: 'job', harness, files: encoded(files), limits, stdin, lifeMs, direct, streams: streamPortsOf(group) };
}

/** Files as they travel in a job. */
export function encoded(files: readonly RunFile[]): [string, string][] {
  return files.map(({ path, content }) => [path, Buffer.from(content).toString('base64')]);
}
