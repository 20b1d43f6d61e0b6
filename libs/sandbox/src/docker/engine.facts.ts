import type Docker from 'dockerode';

/** What an engine says of itself, as far as containment depends on it. Members that a filter keeps back are undefined. */
export interface EngineFacts {
  version: string;
  system: string;
  architecture: string;
  cpus: number;
  cgroupDriver: string;
  /** How far the engine's clock is ahead of ours, in ms: leases are times of its clock, which all workers share. */
  clockAheadMs: number;
  /** Names of the OCI runtimes that it knows. */
  runtimes: readonly string[] | undefined;
  /** What of a sandbox's containment it cannot enforce, in words. */
  lacks: readonly string[];
}

interface Info {
  ServerVersion: string;
  OSType: string;
  Architecture: string;
  NCPU: number;
  CgroupDriver: string;
  SystemTime?: string;
  MemoryLimit?: boolean;
  PidsLimit?: boolean;
  SecurityOptions?: string[];
  Runtimes?: Record<string, unknown>;
}

/** Asks the engine. Throws what the connection throws. */
export async function engineFacts(docker: Docker): Promise<EngineFacts> {
  const info = (await docker.info()) as Info;
  const filters = info.SecurityOptions?.some((option) => option.startsWith('name=seccomp')) !== false;
  return {
    version: info.ServerVersion,
    system: info.OSType,
    architecture: info.Architecture,
    cpus: info.NCPU,
    cgroupDriver: info.CgroupDriver,
    clockAheadMs: info.SystemTime === undefined ? 0 : Date.parse(info.SystemTime) - Date.now(),
    runtimes: info.Runtimes === undefined ? undefined : Object.keys(info.Runtimes),
    lacks: [
      ...(info.MemoryLimit === false ? ['limit memory'] : []),
      ...(info.PidsLimit === false ? ['limit the number of processes'] : []),
      ...(filters ? [] : ['filter system calls (seccomp)']),
    ],
  };
}

/**
 * The parent control group of all sandboxes. Below it they share one entity's CPU shares, so that all of them together weigh no more than
 * the rest of the machine does. systemd names such groups otherwise than cgroupfs does; a rootless engine may have none.
 */
export function cgroupParentOn({ cgroupDriver }: EngineFacts): string | undefined {
  if (cgroupDriver === 'none') return undefined;
  return cgroupDriver === 'systemd' ? 'assay.slice' : '/assay';
}
