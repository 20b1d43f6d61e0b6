import { environmentOf, firstCommand } from '../sandbox.environment.js';
import type { SandboxSpec } from '../sandbox.port.js';

/** Where the prepared files of one image profile lie on this host. */
export interface BubblewrapPlace {
  site: string;
  runner: string;
}

export interface HostFacts {
  /** Root becomes another user inside; anybody else gets a user namespace. */
  isRoot: boolean;
  /** Top folders that are links into /usr on this host, and those that are folders of their own. */
  links: readonly string[];
  folders: readonly string[];
}

/** A folder of the host and where the sandbox sees it, read-only. */
export type View = readonly [source: string, place: string];

/** Descriptors that bubblewrap finds open. */
export const descriptors = { seccomp: 3, info: 4 } as const;

/**
 * The command line of one sandbox: namespaces of its own, a read-only root of /usr and the prepared files, and small folders in
 * memory. `uid` is the user inside; outside it is that of whoever calls, or nobody's where that is root.
 */
export function bwrapArguments(
  spec: SandboxSpec,
  place: BubblewrapPlace,
  host: HostFacts,
  uid: number,
  views: readonly View[] = [],
): string[] {
  const folder = spec.role === 'grader' ? '/tests' : '/work';
  const memory = (path: string, mb: number) => ['--perms', '1777', '--size', String(mb * 1024 * 1024), '--tmpfs', path];
  const identity = host.isRoot
    ? ['--cap-drop', 'ALL', '--cap-add', 'CAP_SETUID', '--cap-add', 'CAP_SETGID']
    : ['--unshare-user', '--uid', String(uid), '--gid', String(uid)];
  return [
    ...identity,
    ...['--unshare-pid', '--unshare-net', '--unshare-ipc', '--unshare-uts', '--unshare-cgroup-try'],
    ...['--hostname', 'sandbox', '--die-with-parent', '--new-session', '--as-pid-1'],
    ...['--ro-bind', '/usr', '/usr', '--ro-bind-try', '/etc/ld.so.cache', '/etc/ld.so.cache'],
    ...host.links.flatMap((name) => ['--symlink', `usr/${name}`, `/${name}`]),
    ...host.folders.flatMap((name) => ['--ro-bind', `/${name}`, `/${name}`]),
    ...['/opt', '/opt/assay'].flatMap(readableFolder),
    ...['--ro-bind', place.site, '/opt/assay/site', '--ro-bind', place.runner, '/opt/assay/runner'],
    ...(views.length === 0 ? [] : ['/sys', '/sys/fs', '/sys/fs/cgroup'].flatMap(readableFolder)),
    ...views.flatMap(([source, target]) => ['--ro-bind', source, target]),
    ...['--proc', '/proc', '--dev', '/dev', ...memory('/dev/shm', 4), '--remount-ro', '/dev'],
    ...[...memory(folder, spec.tmpMb), ...memory('/tmp', 8), '--remount-ro', '/', '--chdir', '/tmp'],
    ...['--clearenv', ...Object.entries(environmentOf(spec.role)).flatMap(([name, value]) => ['--setenv', name, value])],
    ...['--seccomp', String(descriptors.seccomp), '--info-fd', String(descriptors.info), '--'],
    ...firstCommand(spec),
    ...(host.isRoot ? [String(uid)] : []),
  ];
}

/** Folders on the way to a mount are root's alone where they are not made first. */
function readableFolder(path: string): string[] {
  return ['--perms', '0755', '--dir', path];
}

/** Puts itself into control groups and becomes the command, so that a sandbox is limited before its first process exists. */
export function enteringGroups(entrances: readonly string[], command: readonly string[]): [string, string[]] {
  const script = 'until [ "$1" = -- ]; do echo $$ > "$1" || exit 125; shift; done; shift; exec "$@"';
  return ['/bin/sh', ['-c', script, 'sh', ...entrances, '--', ...command]];
}
