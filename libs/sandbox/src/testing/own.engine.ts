import { childEnvironment } from '@assay/platform';
import Docker from 'dockerode';
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { connectionTo } from '../docker/engine.connection.js';
import { sharedEngine } from './drivers.js';

/** A process that says on standard error when it is ready. */
async function startUntil(program: string, args: string[], ready: string): Promise<ChildProcess> {
  const child = spawn(program, args, { env: childEnvironment(), stdio: ['ignore', 'ignore', 'pipe'] });
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stderr })) {
    said.push(line);
    if (line.includes(ready)) {
      child.stderr.resume();
      return child;
    }
  }
  throw new Error(`${program} ended before it was ready: ${said.slice(-3).join('\n')}`);
}

async function stop(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

/**
 * Its mounts are its own and go with it. Without the second hierarchy of control groups that some machines have beside the first, which
 * crun refuses when a controller is in it.
 */
const alone = 'umount /sys/fs/cgroup/unified 2>/dev/null; exec containerd "$@"';

/** A Docker engine of a spec's own, which it may stop, kill and start again. Needs root, `dockerd`, `containerd` and `crun`. */
export class OwnEngine {
  #containerd!: ChildProcess;
  #daemon!: ChildProcess;

  private constructor(private readonly folder: string) {}

  static async start(): Promise<OwnEngine> {
    const engine = new OwnEngine(await mkdtemp(join(tmpdir(), 'assay-engine-')));
    const place = (name: string) => join(engine.folder, `containerd-${name}`);
    const places = ['--root', place('data'), '--state', place('state'), '--address', place('socket')];
    engine.#containerd = await startUntil(
      'unshare',
      ['--mount', 'sh', '-c', alone, 'containerd', ...places],
      'successfully booted',
    );
    await engine.#startDaemon();
    return engine;
  }

  get host(): string {
    return `unix://${this.folder}/docker.sock`;
  }

  get docker(): Docker {
    return new Docker(connectionTo(this.host, undefined));
  }

  async #startDaemon(): Promise<void> {
    const place = (name: string) => join(this.folder, name);
    const own = ['--data-root', place('data'), '--exec-root', place('run'), '--pidfile', place('pid'), '-H', this.host];
    const apart = ['--bridge', 'none', '--iptables=false', '--ip-forward=false', '--containerd', place('containerd-socket')];
    const within = [`--mount=/proc/${String(this.#containerd.pid)}/ns/mnt`, 'dockerd'];
    this.#daemon = await startUntil(
      'nsenter',
      [...within, ...own, ...apart, '--add-runtime', 'crun=/usr/bin/crun'],
      'API listen on',
    );
  }

  /** Stops it as an administrator does, or kills it, and starts it again. Containers outlive a daemon that is killed. */
  async restart(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    await stop(this.#daemon, signal);
    await this.#startDaemon();
  }

  /** Takes over an image of the engine that specs share. */
  async take(name: string): Promise<void> {
    const saved = await sharedEngine().getImage(name).get();
    const loading = await this.docker.loadImage(saved, {});
    await new Promise((resolve) => loading.on('end', resolve).resume());
  }

  async remove(): Promise<void> {
    await stop(this.#daemon, 'SIGTERM');
    await stop(this.#containerd, 'SIGTERM');
    await rm(this.folder, { recursive: true, force: true });
  }
}
