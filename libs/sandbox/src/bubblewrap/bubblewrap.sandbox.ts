import type { SandboxEnd } from '@assay/contracts';
import type { ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import type { Frame } from '../frames.js';
import { FrameDecoder, packFrame } from '../frames.js';
import type { Sandbox, SandboxListener, SandboxRole } from '../sandbox.port.js';
import { diagnosticsCap } from '../sandbox.port.js';
import { descriptors } from './bwrap.arguments.js';
import type { ControlGroup } from './control.groups.js';

/** A bubblewrap process with the sandbox's first process behind it. */
export class BubblewrapSandbox implements Sandbox {
  readonly #decoder = new FrameDecoder();
  readonly #exited: Promise<void>;
  readonly #stdin: Writable;
  #firstProcess: number | undefined;
  #finished = false;
  #diagnostics = '';

  constructor(
    readonly role: SandboxRole,
    private readonly child: ChildProcess,
    private readonly listener: SandboxListener,
    private readonly group: ControlGroup | undefined,
  ) {
    const { stdin, stdout, stderr } = child as { stdin: Writable; stdout: Readable; stderr: Readable };
    this.#stdin = stdin;
    // A sandbox that ends while something is on its way to it is no failure of the host.
    stdin.on('error', () => undefined);
    stderr.on('data', (chunk: Buffer) => {
      this.#diagnostics = (this.#diagnostics + chunk.toString('utf8')).slice(-diagnosticsCap);
    });
    stdout.on('data', (chunk: Buffer) => {
      this.#take(chunk);
    });
    this.#exited = new Promise((resolve) => {
      child.once('close', () => {
        this.#finish(false);
        resolve();
      });
    });
    (child.stdio[descriptors.info] as Readable).on('data', (chunk: Buffer) => {
      this.#firstProcess ??= Number(/"child-pid":\s*(\d+)/.exec(chunk.toString())?.[1]) || undefined;
    });
  }

  get diagnostics(): string {
    return this.#diagnostics;
  }

  get backlog(): number {
    return this.#stdin.writableLength;
  }

  send(frame: Frame): void {
    if (!this.#finished && this.#stdin.writable) this.#stdin.write(packFrame(frame));
  }

  /** Its output is read to the end, whoever had paused it: the end of a process with full pipes is not told. */
  async kill(): Promise<void> {
    this.child.stdout?.resume();
    if (this.child.exitCode === null && this.child.signalCode === null) {
      if (this.#firstProcess !== undefined) killQuietly(this.#firstProcess);
      this.child.kill('SIGKILL');
    }
    await this.#exited;
  }

  /** Without a control group nobody tells whether memory ran out: the sandbox's own supervisor watches it. */
  end(): Promise<SandboxEnd> {
    const { exitCode, signalCode } = this.child;
    const outOfMemory = this.group?.outOfMemory ?? false;
    return Promise.resolve({ exitCode: signalCode === null ? exitCode : 137, outOfMemory });
  }

  async dispose(): Promise<void> {
    await this.kill();
  }

  #take(chunk: Buffer): void {
    if (this.#finished) return;
    let frames: Frame[];
    try {
      frames = this.#decoder.push(chunk);
    } catch {
      this.#finish(true);
      return;
    }
    for (const frame of frames) this.listener.onFrame(frame);
  }

  #finish(malformed: boolean): void {
    if (this.#finished) return;
    this.#finished = true;
    this.listener.onEnd(malformed);
  }
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    return;
  }
}
