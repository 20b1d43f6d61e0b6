import { randomInt } from 'node:crypto';
import type { ContainerCreateOptions, MountSettings } from 'dockerode';
import { environmentOf, firstCommand } from '../sandbox.environment.js';
import type { SandboxRole, SandboxSpec } from '../sandbox.port.js';

/** Ids inside the sandboxes. They differ, so that not even a shared kernel object could be reached from one by the other. */
const userOf = { database: 65_531, submission: 65_532, grader: 65_533, static: 65_534 } as const;

/**
 * The folder in memory that a pair shares and that holds nothing but their socket. The grader makes the socket; nobody else may write.
 * The engine makes the volume with the first of both containers.
 */
function meetingMount(role: SandboxRole, name: string, labels: Record<string, string>): MountSettings {
  const user = String(userOf.grader);
  const options = `size=64k,nr_inodes=16,mode=0755,uid=${user},gid=${user},nosuid,nodev,noexec`;
  return {
    Type: 'volume',
    Source: name,
    Target: '/link',
    ReadOnly: role !== 'grader',
    VolumeOptions: {
      NoCopy: true,
      Labels: labels,
      DriverConfig: { Name: 'local', Options: { type: 'tmpfs', device: 'tmpfs', o: options } },
    },
  };
}

/** Ids that submissions take in turn, below the one that stands for them. */
const submissionIds = 400;
let turn = randomInt(submissionIds);

/**
 * The kernel counts much of what it grants (notifications, watches, buffers of pipes) per user and over all sandboxes: one
 * submission must not use up what belongs to another.
 */
function userFor(role: SandboxSpec['role']): number {
  if (role !== 'submission') return userOf[role];
  turn = (turn + 1) % submissionIds;
  return userOf.submission - 100 - turn;
}

export interface ContainerContext {
  imageName: string;
  labels: Record<string, string>;
  /** The seccomp profile as JSON text. */
  seccomp: string;
  cgroupParent: string | undefined;
  runtime: string | undefined;
  /** CPUs at the same time, at most. */
  cpus: number;
}

/** The mode of control group namespaces is missing in the published types. */
type SandboxOptions = ContainerCreateOptions & { HostConfig: { CgroupnsMode: 'private' } };

/** Checkers keep there what they know of the libraries' types. */
function scratchMb(role: SandboxRole): number {
  return role === 'static' ? 64 : 8;
}

/**
 * Everything that contains one sandbox, as the engine is told. Nothing is mounted from the host: files come in over the attached
 * standard input.
 */
export function containerOptions(spec: SandboxSpec, context: ContainerContext): SandboxOptions {
  const user = userFor(spec.role);
  const memory = spec.memoryMb * 1024 * 1024;
  const folder = spec.role === 'grader' ? '/tests' : '/work';
  const tmpfs = (mb: number, inodes: number) =>
    `rw,nosuid,nodev,noexec,size=${String(mb)}m,nr_inodes=${String(inodes)},mode=0700,uid=${String(user)},gid=${String(user)}`;
  return {
    Image: context.imageName,
    Cmd: firstCommand(spec),
    Env: Object.entries(environmentOf(spec.role)).map(([name, value]) => `${name}=${value}`),
    User: `${String(user)}:${String(user)}`,
    WorkingDir: '/tmp',
    Hostname: 'sandbox',
    Labels: context.labels,
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    OpenStdin: true,
    StdinOnce: true,
    Tty: false,
    NetworkDisabled: true,
    StopTimeout: 0,
    HostConfig: {
      NetworkMode: 'none',
      ReadonlyRootfs: true,
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges:true', `seccomp=${context.seccomp}`],
      IpcMode: 'private',
      CgroupnsMode: 'private',
      ShmSize: 4 * 1024 * 1024,
      Memory: memory,
      MemorySwap: memory,
      MemorySwappiness: 0,
      OomScoreAdj: 500,
      PidsLimit: spec.pids,
      Ulimits: [
        { Name: 'core', Soft: 0, Hard: 0 },
        { Name: 'nofile', Soft: 512, Hard: 512 },
        { Name: 'fsize', Soft: spec.tmpMb * 1024 * 1024, Hard: spec.tmpMb * 1024 * 1024 },
        { Name: 'memlock', Soft: 0, Hard: 0 },
        { Name: 'msgqueue', Soft: 0, Hard: 0 },
      ],
      ...(spec.meeting ? { Mounts: [meetingMount(spec.role, spec.meeting.name, context.labels)] } : {}),
      Tmpfs: { [folder]: tmpfs(spec.tmpMb, 4_096), '/tmp': tmpfs(scratchMb(spec.role), 512) },
      LogConfig: { Type: 'none', Config: {} },
      RestartPolicy: { Name: 'no' },
      Init: false,
      NanoCpus: Math.round(context.cpus * 1e9),
      ...(context.cgroupParent === undefined ? {} : { CgroupParent: context.cgroupParent }),
      ...(context.runtime === undefined ? {} : { Runtime: context.runtime }),
    },
  };
}
