import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { seccompSource } from './bubblewrap/seccomp.bpf.js';
import { readSeccompProfiles } from './docker/seccomp.profiles.js';
import { defaultRecipeFolder } from './image.recipe.js';

const read = (name: string): unknown => JSON.parse(readFileSync(join(defaultRecipeFolder, 'seccomp', name), 'utf8'));
const { defaultAction, syscalls } = seccompSource.parse(read('profile.json'));
const { x86_64: numbers } = z.object({ x86_64: z.record(z.string(), z.number()) }).parse(read('syscalls.json'));

const allowing = syscalls.filter(({ action }) => action === 'SCMP_ACT_ALLOW');
const allowed = new Set(allowing.flatMap(({ names }) => names));
const unconditional = new Set(allowing.filter(({ args }) => args.length === 0).flatMap(({ names }) => names));

/**
 * What Docker's default profile keeps from a container without capabilities: it lists these for holders of a capability only, or not at
 * all. Source: moby/profiles, seccomp/default.json, as of 2025.
 */
const keptByDocker = {
  'look into other processes': 'kcmp pidfd_getfd process_madvise',
  'namespaces and mounts':
    'unshare setns mount umount umount2 mount_setattr move_mount open_tree fsconfig fsmount fsopen fspick pivot_root chroot',
  'the kernel':
    'bpf perf_event_open init_module finit_module delete_module create_module query_module kexec_load kexec_file_load',
  'the machine': 'reboot swapon swapoff syslog acct quotactl quotactl_fd iopl ioperm sethostname setdomainname vhangup',
  clocks: 'clock_settime clock_settime64 settimeofday stime',
  keys: 'add_key keyctl request_key',
  'asynchronous input and output': 'io_uring_setup io_uring_enter io_uring_register',
  'memory policy': 'get_mempolicy set_mempolicy set_mempolicy_home_node mbind migrate_pages move_pages',
  'files by handle and old calls':
    'open_by_handle_at lookup_dcookie fanotify_init userfaultfd nfsservctl uselib ustat sysfs _sysctl vm86 vm86old get_kernel_syms',
  'security modules': 'lsm_get_self_attr lsm_list_modules lsm_set_self_attr',
};

/** What it lets through and ours does not: a sandbox has no use for it, and an attacker may. */
const keptByOursToo = {
  debuggers: 'ptrace process_vm_readv process_vm_writev process_mrelease',
  'a filter of its own': 'seccomp',
  'files of other kinds, owners and attributes':
    'mknod mknodat chown fchown fchownat lchown setxattr fsetxattr lsetxattr name_to_handle_at statmount listmount',
  'queues and events': 'mq_open msgget semget io_setup io_submit fanotify_mark',
  memory: 'memfd_secret remap_file_pages modify_ldt pkey_alloc mlockall',
  'the machine': 'adjtimex clock_adjtime ioprio_set sync syncfs',
};

describe.each(Object.entries({ ...keptByDocker, ...keptByOursToo }))(
  'what no sandbox may ask of the kernel: %s',
  (_topic, names) => {
    it.each(names.split(' '))('%s', (name) => {
      expect(allowed.has(name)).toBe(false);
    });
  },
);

describe('our seccomp profile', () => {
  it('refuses what it does not list', () => {
    expect(defaultAction).toBe('SCMP_ACT_ERRNO');
  });

  it.each([
    [
      'other processes of the same user',
      'prlimit64 sched_setaffinity sched_setattr sched_setparam sched_setscheduler setpriority',
    ],
    ['network families', 'socket'],
    ['namespaces', 'clone clone3'],
    ['execution domains', 'personality'],
  ])('looks at the arguments of calls that can reach %s', (_what, names) => {
    expect(names.split(' ').filter((name) => unconditional.has(name))).toEqual([]);
  });

  it('lets through what an interpreter, threads, processes, files and loopback servers need', () => {
    const interpreter = 'brk mmap munmap mprotect mremap madvise futex rseq set_robust_list rt_sigaction rt_sigreturn getrandom';
    const processes = 'clone fork vfork execve wait4 waitid kill exit_group pipe2 dup2 pidfd_open prlimit64 setrlimit getrlimit';
    const files = 'openat read write newfstatat statx getdents64 unlink rename mkdir readlink inotify_init1 memfd_create';
    const servers =
      'socket bind listen accept4 connect sendto recvfrom epoll_create1 epoll_ctl epoll_wait eventfd2 timerfd_create';
    for (const name of [interpreter, processes, files, servers].join(' ').split(' ')) {
      expect([name, allowed.has(name)]).toEqual([name, true]);
    }
  });

  it('names no call on this machine that has no number in syscalls.json', () => {
    expect([...allowed].filter((name) => !(name in numbers))).toEqual([]);
  });

  it('grants shared memory segments to the database alone, and of the one size that PostgreSQL makes', async () => {
    const segments = 'shmget shmat shmctl shmdt'.split(' ');
    expect(segments.filter((name) => allowed.has(name))).toEqual([]);
    const { database, submission } = await readSeccompProfiles(defaultRecipeFolder);
    expect(segments.filter((name) => submission.includes(name))).toEqual([]);
    const rules = seccompSource.parse(JSON.parse(database)).syscalls.slice(syscalls.length);
    expect(rules.flatMap(({ names }) => names).sort()).toEqual(segments.sort());
    const size = { index: 1, value: 56, op: 'SCMP_CMP_EQ' };
    expect(rules.filter(({ names }) => names.includes('shmget'))).toMatchObject([{ args: [size] }]);
  });
});
