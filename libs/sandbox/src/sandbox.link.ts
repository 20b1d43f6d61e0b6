import type { SandboxEnd } from '@assay/contracts';
import type { Frame } from './frames.js';
import { channels } from './frames.js';
import { SandboxError } from './sandbox.error.js';
import type { Sandbox, SandboxDriver, SandboxRole, SandboxSpec } from './sandbox.port.js';

/** A message of a sandbox's first process to the host; `t` names it. */
export type HostMessage = Record<string, unknown>;

interface Waiting {
  name: string;
  each: ((message: HostMessage) => void) | undefined;
  resolve: (message: HostMessage) => void;
  reject: (error: Error) => void;
}

/** One started sandbox with its messages to the host parted from the frames meant for its peer. */
export class SandboxLink {
  #sandbox!: Sandbox;
  #queue: HostMessage[] = [];
  #waiting: Waiting | undefined;
  #peer: ((frame: Frame) => void) | undefined;
  #whenClosed: ((malformed: boolean) => void) | undefined;
  #closed: { malformed: boolean } | undefined;
  #disposal: Promise<void> | undefined;

  private constructor(private readonly role: SandboxRole) {}

  /** Starts a sandbox and adds its link to `links` at once, so that it is disposed of whatever happens next. */
  static async open(driver: SandboxDriver, spec: SandboxSpec, links: SandboxLink[]): Promise<SandboxLink> {
    const link = new SandboxLink(spec.role);
    link.#sandbox = await driver.start(spec, {
      onFrame: (frame) => {
        link.#take(frame);
      },
      onEnd: (malformed) => {
        link.#end(malformed);
      },
    });
    links.push(link);
    return link;
  }

  get closed(): boolean {
    return this.#closed !== undefined;
  }

  get backlog(): number {
    return this.#sandbox.backlog;
  }

  send(frame: Frame): void {
    this.#sandbox.send(frame);
  }

  onPeerFrame(listener: (frame: Frame) => void): void {
    this.#peer = listener;
  }

  onClosed(listener: (malformed: boolean) => void): void {
    this.#whenClosed = listener;
    if (this.#closed !== undefined) listener(this.#closed.malformed);
  }

  /**
   * The next message with this name; `each` sees those before it, and it.
   *
   * @throws SandboxError `sandbox-failed` when the sandbox ends first or the deadline passes
   */
  message(name: string, deadlineMs: number, each?: (message: HostMessage) => void): Promise<HostMessage> {
    return new Promise<HostMessage>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#settle(this.#failure(`did not say "${name}" within ${String(Math.round(deadlineMs / 1000))} s`));
      }, deadlineMs);
      const done = () => {
        clearTimeout(timer);
      };
      this.#waiting = {
        name,
        each,
        resolve: (message) => {
          done();
          resolve(message);
        },
        reject: (error) => {
          done();
          reject(error);
        },
      };
      for (const message of this.#queue.splice(0)) this.#offer(message);
      if (this.#closed !== undefined) this.#settle(this.#failure('ended before its time'));
    });
  }

  close(): void {
    this.#sandbox.kill().catch(() => undefined);
    this.#end(false);
  }

  end(): Promise<SandboxEnd> {
    return this.#sandbox.end();
  }

  dispose(): Promise<void> {
    return (this.#disposal ??= this.#sandbox.dispose());
  }

  #take(frame: Frame): void {
    if (frame.channel !== channels.host) {
      this.#peer?.(frame);
      return;
    }
    let message: unknown;
    try {
      message = JSON.parse(frame.payload.toString('utf8'));
    } catch {
      message = null;
    }
    if (typeof message === 'object' && message !== null) this.#offer(message as HostMessage);
  }

  #offer(message: HostMessage): void {
    const waiting = this.#waiting;
    if (waiting === undefined) {
      this.#queue.push(message);
      return;
    }
    try {
      waiting.each?.(message);
    } catch (error) {
      this.#settle(error instanceof Error ? error : new Error(String(error)));
      return;
    }
    if (message['t'] === waiting.name) {
      this.#waiting = undefined;
      waiting.resolve(message);
    }
  }

  #end(malformed: boolean): void {
    if (this.#closed !== undefined) return;
    this.#closed = { malformed };
    this.#settle(this.#failure('ended before its time'));
    this.#whenClosed?.(malformed);
  }

  #settle(error: Error): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.reject(error);
  }

  #failure(what: string): SandboxError {
    const said = this.#sandbox.diagnostics.trim();
    return new SandboxError('sandbox-failed', `The ${this.role} sandbox ${what}.${said === '' ? '' : ` It said: ${said}`}`);
  }
}
