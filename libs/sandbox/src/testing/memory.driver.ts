import type { ImageProfile } from '@assay/contracts';
import type { Frame } from '../frames.js';
import { hostFrame } from '../frames.js';
import { SandboxError } from '../sandbox.error.js';
import type { Assurance, Sandbox, SandboxDriver, SandboxImage, SandboxListener, SandboxSpec } from '../sandbox.port.js';

/** A sandbox that says it is ready when it has met, and a moment later that it is vacant again. */
export class MemorySandbox implements Sandbox {
  readonly backlog = 0;
  readonly diagnostics = '';
  /** Kinds of the messages that it got, in their order. */
  readonly heard: unknown[] = [];
  isGone = false;
  /** Never says that it is vacant. */
  lingers = false;

  constructor(
    readonly spec: SandboxSpec,
    private readonly listener: SandboxListener,
  ) {}

  get role() {
    return this.spec.role;
  }

  send({ payload }: Frame): void {
    const { t } = JSON.parse(payload.toString('utf8')) as { t: unknown };
    this.heard.push(t);
    const answer = () => {
      this.listener.onFrame(hostFrame({ t: 'ready' }));
      if (!this.lingers) this.listener.onFrame(hostFrame({ t: 'vacant' }));
    };
    if (t === 'meet') queueMicrotask(answer);
  }

  /** Ends as if its engine had been stopped. */
  die(): void {
    this.isGone = true;
    this.listener.onEnd(false);
  }

  kill(): Promise<void> {
    this.isGone = true;
    return Promise.resolve();
  }

  end() {
    return Promise.resolve({ exitCode: 0, outOfMemory: false });
  }

  dispose(): Promise<void> {
    return this.kill();
  }
}

/** Starts sandboxes that exist in memory only; the spec decides when, by `release`. */
export class MemoryDriver implements SandboxDriver {
  readonly name = 'docker';
  readonly assurance: Assurance = 'production';
  readonly limitsMemory = true;
  readonly countsItself = true;
  readonly started: MemorySandbox[] = [];
  readonly meetings: { name: string; isGone: boolean }[] = [];
  refuses = false;

  get alive(): MemorySandbox[] {
    return this.started.filter(({ isGone }) => !isGone);
  }

  start(spec: SandboxSpec, listener: SandboxListener): Promise<Sandbox> {
    if (this.refuses) return Promise.reject(new SandboxError('engine-unreachable', 'The engine does not answer.'));
    const sandbox = new MemorySandbox(spec, listener);
    this.started.push(sandbox);
    return Promise.resolve(sandbox);
  }

  makeMeeting() {
    const meeting = { name: `m${String(this.meetings.length)}`, isGone: false };
    this.meetings.push(meeting);
    const dispose = () => {
      meeting.isGone = true;
      return Promise.resolve();
    };
    return Promise.resolve({ name: meeting.name, dispose });
  }

  probe() {
    return Promise.resolve({ available: true as const, assurance: this.assurance, detail: 'memory' });
  }

  describeImage(profile: ImageProfile): Promise<SandboxImage> {
    return Promise.resolve({ profile, version: '1' });
  }

  hasImage() {
    return Promise.resolve(true);
  }

  ensureImage(profile: ImageProfile): Promise<SandboxImage> {
    return this.describeImage(profile);
  }

  reapOrphans() {
    return Promise.resolve(0);
  }

  close() {
    return Promise.resolve();
  }
}
