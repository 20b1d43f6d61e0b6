/**
 * Control groups for sandboxes that bubblewrap starts, of either version. One group per sandbox lies below one parent of our own:
 * together they weigh as much as one other group of the machine. Source: admin-guide/cgroup-v1 and cgroup-v2 of the kernel.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { getuid } from 'node:process';
import { join } from 'node:path';

const root = '/sys/fs/cgroup';
const parentName = 'assay-bubblewrap';
const controllers = ['memory', 'pids', 'cpu'] as const;
const periodUs = 100_000;
/** How often and how long apart the removal of a group is tried. Its last processes may be a while on their way out. */
const removal = { tries: 400, pauseMs: 5 } as const;

export interface GroupLimits {
  memoryBytes: number;
  pids: number;
  /** CPUs at the same time. */
  cpus: number;
}

/** The places of one version: where groups lie, and which files of theirs hold what. */
interface Version {
  /** One folder per hierarchy that holds groups. */
  hierarchies: readonly string[];
  settings(limits: GroupLimits): [hierarchy: string, file: string, value: string][];
  /** The file that counts kills for want of memory, as a line `oom_kill <n>`. */
  outOfMemory: string;
}

const versions: Record<'one' | 'two', Version> = {
  one: {
    hierarchies: controllers.map((name) => join(root, name)),
    settings: ({ memoryBytes, pids, cpus }) => [
      [join(root, 'memory'), 'memory.limit_in_bytes', String(memoryBytes)],
      [join(root, 'memory'), 'memory.memsw.limit_in_bytes', String(memoryBytes)],
      [join(root, 'memory'), 'memory.swappiness', '0'],
      [join(root, 'pids'), 'pids.max', String(pids)],
      [join(root, 'cpu'), 'cpu.cfs_period_us', String(periodUs)],
      [join(root, 'cpu'), 'cpu.cfs_quota_us', String(cpus * periodUs)],
    ],
    outOfMemory: 'memory.oom_control',
  },
  two: {
    hierarchies: [root],
    settings: ({ memoryBytes, pids, cpus }) => [
      [root, 'memory.max', String(memoryBytes)],
      [root, 'memory.swap.max', '0'],
      [root, 'pids.max', String(pids)],
      [root, 'cpu.max', `${String(cpus * periodUs)} ${String(periodUs)}`],
    ],
    outOfMemory: 'memory.events',
  },
};

/** The groups of this process's sandboxes. */
export class ControlGroups {
  readonly #alive = new Set<string>();

  private constructor(private readonly version: Version) {}

  /** Makes the parent group. Null where we are not root, or the machine lends no control groups to us. */
  static find(): ControlGroups | null {
    if (getuid?.() !== 0) return null;
    const isTwo = existsSync(join(root, 'cgroup.controllers'));
    const version = versions[isTwo ? 'two' : 'one'];
    try {
      if (isTwo) delegate(root);
      for (const hierarchy of version.hierarchies) mkdirSync(join(hierarchy, parentName), { recursive: true });
      if (isTwo) delegate(join(root, parentName));
      return new ControlGroups(version);
    } catch {
      return null;
    }
  }

  /** A fresh group with its limits. Throws what the kernel says when it refuses. */
  create(limits: GroupLimits): ControlGroup {
    const name = `${String(process.pid)}-${startTime(process.pid) ?? '0'}-${randomBytes(6).toString('hex')}`;
    this.#alive.add(name);
    const group = new ControlGroup(this.version, name, () => this.#alive.delete(name));
    group.make(limits);
    return group;
  }

  /** Ends and removes groups whose process has died, and own ones that could not be removed when their sandbox ended. */
  async reap(): Promise<number> {
    const [first] = this.version.hierarchies;
    const names = readdirSync(join(first ?? root, parentName), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    const orphans = names.filter((name) => !this.#alive.has(name) && !isOfOther(name));
    const removed = await Promise.all(orphans.map((name) => new ControlGroup(this.version, name, () => undefined).end()));
    return removed.filter(Boolean).length;
  }
}

/** The control group of one sandbox. */
export class ControlGroup {
  readonly #folders: readonly string[];
  #oomKills = 0;

  constructor(
    private readonly version: Version,
    name: string,
    private readonly ended: () => void,
  ) {
    this.#folders = version.hierarchies.map((hierarchy) => join(hierarchy, parentName, name));
  }

  /** Files to which a process writes its id to become a member. */
  get entrances(): string[] {
    return this.#folders.map((folder) => join(folder, 'cgroup.procs'));
  }

  /** What the sandbox may see of its own group, read-only: `[folder here, folder inside]`. */
  get views(): [string, string][] {
    return this.#folders.map((folder, index) => [folder, this.version.hierarchies[index] ?? root]);
  }

  make(limits: GroupLimits): void {
    for (const folder of this.#folders) mkdirSync(folder);
    for (const [hierarchy, file, value] of this.version.settings(limits)) {
      const place = join(this.#folders[this.version.hierarchies.indexOf(hierarchy)] ?? '', file);
      // A kernel without swap accounting has no file for it, and one without swap needs none.
      if (existsSync(place)) writeFileSync(place, value);
    }
  }

  /** Whether the kernel killed in it for want of memory; also after its end. */
  get outOfMemory(): boolean {
    this.#count();
    return this.#oomKills > 0;
  }

  #count(): void {
    const folder = this.#folders[0] ?? '';
    this.#oomKills = Math.max(
      this.#oomKills,
      Number(/^oom_kill (\d+)$/m.exec(read(join(folder, this.version.outOfMemory)))?.[1] ?? 0),
    );
  }

  /** Kills what is left in it and removes it. False when it could not be removed now: the next round of reaping tries again. */
  async end(): Promise<boolean> {
    this.#count();
    try {
      for (let tries = 0; tries < removal.tries; tries += 1) {
        this.#kill();
        if (this.#folders.map(remove).every(Boolean)) return true;
        await new Promise((resolve) => setTimeout(resolve, removal.pauseMs));
      }
      return false;
    } finally {
      this.ended();
    }
  }

  #kill(): void {
    for (const pid of this.entrances.flatMap((file) => read(file).split('\n').filter(Boolean))) {
      try {
        process.kill(Number(pid), 'SIGKILL');
      } catch {
        continue;
      }
    }
  }
}

function delegate(folder: string): void {
  writeFileSync(join(folder, 'cgroup.subtree_control'), controllers.map((name) => `+${name}`).join(' '));
}

function remove(folder: string): boolean {
  try {
    rmdirSync(folder);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'ENOENT';
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Whether another process that lives made the group of this name. */
function isOfOther(name: string): boolean {
  const [pid, started] = name.split('-');
  return Number(pid) !== process.pid && startTime(Number(pid)) === started;
}

/** When a process started, in ticks since boot: with its id it names a process for good. Undefined when there is none. */
function startTime(pid: number): string | undefined {
  return read(`/proc/${String(pid)}/stat`)
    .split(') ')
    .at(-1)
    ?.split(' ')[19];
}
