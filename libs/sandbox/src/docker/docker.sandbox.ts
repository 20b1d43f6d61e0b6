import type { SandboxEnd } from '@assay/contracts';
import type { Container } from 'dockerode';
import type { Duplex } from 'node:stream';
import type { Frame } from '../frames.js';
import { FrameDecoder, packFrame } from '../frames.js';
import type { Sandbox, SandboxListener, SandboxRole } from '../sandbox.port.js';
import { diagnosticsCap } from '../sandbox.port.js';
import { unreachable } from './engine.connection.js';

/** A container with its attached streams. The engine multiplexes them: `stream u8 | 0 0 0 | length u32 | bytes`. */
export class DockerSandbox implements Sandbox {
  readonly #decoder = new FrameDecoder();
  #pending: Buffer = Buffer.alloc(0);
  #begun = false;
  #ended = false;
  #malformed = false;
  #diagnostics = '';

  constructor(
    readonly role: SandboxRole,
    private readonly container: Container,
    private readonly stream: Duplex,
    private readonly listener: SandboxListener,
    /** Removes the container and whatever of it is left. Never throws. */
    private readonly discard: () => Promise<void>,
  ) {
    stream.on('data', (chunk: Buffer) => {
      this.#take(chunk);
    });
    const finish = () => {
      this.#finish();
    };
    stream.once('end', finish).once('close', finish).once('error', finish);
  }

  /** From now on the listener hears of its end; one that came while the engine was still starting it is told a moment later. */
  begin(): void {
    this.#begun = true;
    if (!this.#ended) return;
    setImmediate(() => {
      this.listener.onEnd(this.#malformed);
    });
  }

  get diagnostics(): string {
    return this.#diagnostics;
  }

  get backlog(): number {
    return this.stream.writableLength;
  }

  send(frame: Frame): void {
    if (!this.#ended && this.stream.writable) this.stream.write(packFrame(frame));
  }

  /** The stream is read to its end, whoever had paused it: an engine whose output nobody takes would wait, and the kill with it. */
  async kill(): Promise<void> {
    this.stream.resume();
    await this.container.kill({ signal: 'SIGKILL' }).catch((error: unknown) => {
      if (!isGone(error)) throw unreachable(error);
    });
  }

  async end(): Promise<SandboxEnd> {
    try {
      const { State: state } = await this.container.inspect();
      return { exitCode: state.Running ? null : state.ExitCode, outOfMemory: state.OOMKilled };
    } catch (error) {
      throw unreachable(error);
    }
  }

  dispose(): Promise<void> {
    this.stream.resume();
    return this.discard().finally(() => {
      this.stream.destroy();
    });
  }

  #take(chunk: Buffer): void {
    this.#pending = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    while (this.#pending.length >= 8) {
      const length = this.#pending.readUInt32BE(4);
      if (this.#pending.length < 8 + length) return;
      const body = this.#pending.subarray(8, 8 + length);
      const isOutput = this.#pending.readUInt8(0) === 1;
      this.#pending = this.#pending.subarray(8 + length);
      if (isOutput) this.#frames(body);
      else this.#diagnostics = (this.#diagnostics + body.toString('utf8')).slice(-diagnosticsCap);
    }
  }

  #frames(body: Buffer): void {
    if (this.#malformed) return;
    let frames: Frame[];
    try {
      frames = this.#decoder.push(body);
    } catch {
      this.#malformed = true;
      this.#finish();
      return;
    }
    for (const frame of frames) this.listener.onFrame(frame);
  }

  #finish(): void {
    if (this.#ended) return;
    this.#ended = true;
    if (this.#begun) this.listener.onEnd(this.#malformed);
  }
}

function isGone(error: unknown): boolean {
  const status = (error as { statusCode?: number }).statusCode;
  return status === 404 || status === 409;
}
