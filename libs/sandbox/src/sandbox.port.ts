import type { GradingRuntime, SandboxEnd } from '@assay/contracts';
import { imageProfile } from '@assay/contracts';
import { z } from 'zod';
import type { Frame } from './frames.js';

/** The kinds of sandbox. Only `submission` ever runs candidate code, and `database` candidate SQL. */
export type SandboxRole = 'submission' | 'grader' | 'static' | 'database';

export type Assurance = 'production' | 'development';

/** Whether a driver can be used here, and if not, why and what helps. */
export type Probe =
  | { available: true; assurance: Assurance; detail: string }
  | { available: false; assurance: Assurance; reason: string; /** A command or one sentence. */ help: string };

/** Images that sandboxes start from: the exercises' profiles, and PostgreSQL for the database beside them. */
export const sandboxImageProfile = z.enum([...imageProfile.options, 'database']);
export type SandboxImageProfile = z.infer<typeof sandboxImageProfile>;

/** A prepared image profile. The version is the hash of everything that it is made from. */
export interface SandboxImage {
  profile: SandboxImageProfile;
  version: string;
}

/** A folder in memory that two sandboxes share and that holds nothing but the socket over which they speak. */
export interface Meeting {
  /** Its name at the engine. */
  readonly name: string;
  /** Removes it once no sandbox uses it. Never throws. */
  dispose(): Promise<void>;
}

export interface SandboxSpec {
  role: SandboxRole;
  image: SandboxImage;
  /** For the whole sandbox, swap included. */
  memoryMb: number;
  pids: number;
  /** Size of its one writable folder for files; the sandbox may write nowhere else but a small /tmp. */
  tmpMb: number;
  /** After this long its first process ends by itself, whatever became of its worker. */
  lifeMs: number;
  /** Where it meets the other sandbox of its pair; the submission sandbox cannot write there. */
  meeting?: Meeting | null;
}

/** How many characters of diagnostics are kept. */
export const diagnosticsCap = 2_000;

export interface SandboxListener {
  onFrame(frame: Frame): void;
  /** The channel is closed: the sandbox ended, or broke the framing (`malformed`). Called once. */
  onEnd(malformed: boolean): void;
}

/** One single-use sandbox that has been started. Whoever started it must `dispose` it. */
export interface Sandbox {
  readonly role: SandboxRole;
  /** Puts a frame on its way. After the end it does nothing. */
  send(frame: Frame): void;
  /** Bytes that wait to be taken by the sandbox. */
  readonly backlog: number;
  /** The end of what the engine's tools and its first process wrote to standard error, for operators. */
  readonly diagnostics: string;
  /** Ends every process in it at once. Resolves when the engine has done so. */
  kill(): Promise<void>;
  /** How it ended, by the word of the engine. @throws SandboxError `engine-unreachable` */
  end(): Promise<SandboxEnd>;
  /** Kills it if it still runs and removes what is left of it. Never throws. */
  dispose(): Promise<void>;
}

export interface ProgressOptions {
  onProgress?: ((line: string) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** A way to run sandboxes: a Docker engine, or bubblewrap on this host. */
export interface SandboxDriver {
  readonly name: 'docker' | 'bubblewrap';
  readonly assurance: Assurance;
  /** Whether the engine itself limits a sandbox's memory; else its first process has to watch it. */
  readonly limitsMemory: boolean;
  /** Whether a sandbox's first process can close the account of a run while the sandbox goes on. */
  readonly countsItself: boolean;
  /** Asks the engine; never throws. */
  probe(): Promise<Probe>;
  /** The profile's image as this driver would make it now, without making it. @throws SandboxError `profile-unknown` */
  describeImage(profile: SandboxImageProfile): Promise<SandboxImage>;
  /** Whether that image is there. */
  hasImage(image: SandboxImage): Promise<boolean>;
  /** Makes the image where it is missing, once for all who ask. Progress comes in lines for people. @throws SandboxError */
  ensureImage(profile: SandboxImageProfile, options?: ProgressOptions): Promise<SandboxImage>;
  /** A fresh place for a pair to meet, or null where their frames have to go through the host. @throws SandboxError */
  makeMeeting(): Promise<Meeting | null>;
  /** Starts a fresh sandbox. @throws SandboxError */
  start(spec: SandboxSpec, listener: SandboxListener): Promise<Sandbox>;
  /** Removes sandboxes of this installation whose lease has lapsed. The number removed. */
  reapOrphans(): Promise<number>;
  /** Waits until every sandbox it is still removing is gone. */
  close(): Promise<void>;
}

/** Where a verdict comes from, and how far its isolation can be relied on. */
export function runtimeOf({ name, assurance, limitsMemory }: SandboxDriver, image: SandboxImage): GradingRuntime {
  const memoryLimitedBy = limitsMemory ? 'control-group' : 'first-process';
  return { driver: name, assurance, memoryLimitedBy, imageProfile: image.profile, imageVersion: image.version };
}
