import type Docker from 'dockerode';
import { once } from 'node:events';
import { Duplex, PassThrough } from 'node:stream';
import { pack } from 'tar-stream';
import type { RunFile } from '../run.request.js';
import type { SandboxImage, SandboxSpec } from '../sandbox.port.js';
import type { DockerDriver } from './docker.driver.js';
import { ownerLabels } from './orphans.js';
import { unreachable } from './engine.connection.js';

/** One submission with its tests, as a container of its own runs it: nothing parted, nothing prepared. */
export interface PlainRun {
  image: SandboxImage;
  /** Solution and tests, all in one folder. */
  files: readonly RunFile[];
  memoryMb: number;
  pids: number;
  tmpMb: number;
}

export interface PlainRunEnd {
  exitCode: number;
  /** What it printed on both streams. */
  output: string;
}

/** What an idle sandbox keeps of the machine's memory, as its control group counts it without the inactive part of the file cache. */
export interface SandboxMemory {
  role: string;
  bytes: number;
}

const lifeMs = 60_000;
/** Takes the files from standard input, then is what one types in a folder with tests. */
const unpackAndTest = 'tar -x -C /work && cd /work && exec /usr/bin/python3 -m pytest -q -p no:cacheprovider';

/**
 * What pairs that are kept ready are measured against, and with: one container per submission with the flags of a sandbox, and
 * the memory that the engine counts. For `assay bench grading`; no grading uses it.
 */
export class DockerYardstick {
  constructor(
    private readonly driver: DockerDriver,
    /** The driver's: what is counted and swept away carries its label. */
    private readonly installation: string,
  ) {}

  /**
   * Creates a container, runs plain pytest in it, waits for its end and removes it.
   *
   * @throws SandboxError when the engine does not answer
   * @throws the signal's reason when it is aborted; the container is gone then
   */
  async run({ image, files, ...size }: PlainRun, signal: AbortSignal): Promise<PlainRunEnd> {
    signal.throwIfAborted();
    const spec: SandboxSpec = { role: 'submission', image, ...size, lifeMs };
    const options = await this.driver.containerFor(spec);
    const container = await this.driver.engine
      .createContainer({
        ...options,
        Cmd: ['/bin/sh', '-c', unpackAndTest],
        Env: [...(options.Env ?? []), 'PYTHONPATH=/opt/assay/site'],
      })
      .catch((error: unknown) => {
        throw unreachable(error);
      });
    // Whatever is being asked of it then fails.
    const abort = () => void container.remove({ force: true }).catch(() => undefined);
    signal.addEventListener('abort', abort, { once: true });
    try {
      signal.throwIfAborted();
      return await this.#runIn(container, files);
    } catch (error) {
      signal.throwIfAborted();
      throw unreachable(error);
    } finally {
      signal.removeEventListener('abort', abort);
      await container.remove({ force: true, v: true }).catch(() => undefined);
    }
  }

  async #runIn(container: Docker.Container, files: readonly RunFile[]): Promise<PlainRunEnd> {
    const stream = await container.attach({ stream: true, stdin: true, stdout: true, stderr: true, hijack: true });
    if (!(stream instanceof Duplex)) throw new TypeError('The engine gave a stream that cannot be written to.');
    const printed = new PassThrough();
    let output = '';
    printed.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
    this.driver.engine.modem.demuxStream(stream, printed, printed);
    const ended = once(stream, 'end');
    // It matters only where the container's end is awaited.
    ended.catch(() => undefined);
    await container.start();
    const archive = pack();
    for (const { path, content } of files) archive.entry({ name: path, mode: 0o644 }, Buffer.from(content));
    archive.finalize();
    for await (const chunk of archive) stream.write(chunk);
    stream.end();
    const [{ StatusCode: exitCode }] = await Promise.all([container.wait() as Promise<{ StatusCode: number }>, ended]);
    stream.destroy();
    return { exitCode, output };
  }

  /** Of every sandbox of the driver that lives now. @throws SandboxError when the engine does not answer */
  async memory(): Promise<SandboxMemory[]> {
    try {
      const containers = await this.driver.engine.listContainers({ filters: this.#ours });
      return await Promise.all(
        containers.map(async ({ Id: id, Labels: labels }) => {
          const { memory_stats: memory } = await this.driver.engine.getContainer(id).stats({ stream: false, 'one-shot': true });
          return { role: labels[ownerLabels.role] ?? '', bytes: residentBytes(memory) };
        }),
      );
    } catch (error) {
      throw unreachable(error);
    }
  }

  /** Removes whatever is left of the driver's sandboxes, such as those whose start was interrupted. Never throws. */
  async sweep(): Promise<void> {
    const { engine } = this.driver;
    const containers = await engine.listContainers({ all: true, filters: this.#ours }).catch(() => []);
    await Promise.all(
      containers.map(({ Id: id }) =>
        engine
          .getContainer(id)
          .remove({ force: true, v: true })
          .catch(() => undefined),
      ),
    );
    const { Volumes: volumes } = await engine.listVolumes({ filters: this.#ours }).catch(() => ({ Volumes: [] }));
    await Promise.all(
      volumes.map(({ Name: name }) =>
        engine
          .getVolume(name)
          .remove()
          .catch(() => undefined),
      ),
    );
  }

  get #ours(): { label: string[] } {
    return { label: [`${ownerLabels.installation}=${this.installation}`] };
  }
}

/** The first version of control groups counts `total_inactive_file`, the second `inactive_file`. */
function residentBytes({ usage, stats }: Docker.MemoryStats): number {
  const counted = new Map<string, number>(Object.entries(stats));
  return usage - (counted.get('total_inactive_file') ?? counted.get('inactive_file') ?? 0);
}
