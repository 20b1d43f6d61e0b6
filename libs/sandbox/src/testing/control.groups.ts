import { existsSync, readdirSync } from 'node:fs';

/** Names of the control groups that a process has made for sandboxes of bubblewrap and that are still there. */
export function controlGroupsOf(pid: number): string[] {
  const [parent] = ['/sys/fs/cgroup/memory/assay-bubblewrap', '/sys/fs/cgroup/assay-bubblewrap'].filter(existsSync);
  return readdirSync(parent ?? '', { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name.startsWith(`${String(pid)}-`))
    .map(({ name }) => name);
}
