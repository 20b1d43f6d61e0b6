import type { ContainerCreateOptions } from 'dockerode';
import { randomInt } from 'node:crypto';
import { environmentOf } from '../sandbox.environment.js';
import type { SandboxSpec } from '../sandbox.port.js';

/** Ids inside the sandboxes. They differ, so that not even a shared kernel object could be reached from one by the other. */
const userOf = { submission: 65_532, grader: 65_533, static: 65_534 } as const;

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
  /** CPUs at most; undefined is the whole machine (a quota of one CPU throttles the start-up). */
  cpus: number | undefined;
}

/**
 * Everything that contains one sandbox, as the engine is told. Nothing is mounted from the host: files come in over the attached
 * standard input.
 */
export function containerOptions(spec: SandboxSpec, context: ContainerContext): ContainerCreateOptions {
  const user = userFor(spec.role);
  const memory = spec.memoryMb * 1024 * 1024;
  const folder = spec.role === 'grader' ? '/tests' : '/work';
  const tmpfs = (mb: number, inodes: number) =>
    `rw,nosuid,nodev,noexec,size=${String(mb)}m,nr_inodes=${String(inodes)},mode=0700,uid=${String(user)},gid=${String(user)}`;
  return {
    Image: context.imageName,
    Cmd: ['/usr/bin/python3', '-s', '-P', '-S', '-B', '/opt/assay/runner/start.py', spec.role, '/opt/assay/site'],
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
      Tmpfs: { [folder]: tmpfs(spec.tmpMb, 4_096), '/tmp': tmpfs(8, 512) },
      LogConfig: { Type: 'none', Config: {} },
      RestartPolicy: { Name: 'no' },
      Init: false,
      ...(context.cpus === undefined ? {} : { NanoCpus: Math.round(context.cpus * 1e9) }),
      ...(context.cgroupParent === undefined ? {} : { CgroupParent: context.cgroupParent }),
      ...(context.runtime === undefined ? {} : { Runtime: context.runtime }),
    },
  };
}
