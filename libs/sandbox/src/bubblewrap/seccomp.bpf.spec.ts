import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultRecipeFolder } from '../image.recipe.js';
import type { Machine, SyscallTable } from './seccomp.bpf.js';
import { auditArchitectures, compileSeccomp, seccompSource } from './seccomp.bpf.js';

const read = (name: string): unknown => JSON.parse(readFileSync(join(defaultRecipeFolder, 'seccomp', name), 'utf8'));
const source = seccompSource.parse(read('profile.json'));
const tables = read('syscalls.json') as Record<Machine, SyscallTable>;
const allowed = 0x7fff0000;
const refused = (errno: number) => 0x00050000 | errno;

/** Runs the program over one system call, as the kernel would. */
function decide(program: Buffer, number: number, args: number[] = [], architecture: number = auditArchitectures.x86_64): number {
  const data = Buffer.alloc(64);
  data.writeUInt32LE(number, 0);
  data.writeUInt32LE(architecture, 4);
  args.forEach((value, index) => data.writeBigUInt64LE(BigInt(value), 16 + index * 8));
  let accumulator = 0;
  for (let at = 0; ; at += 1) {
    const [code, value] = [program.readUInt16LE(at * 8), program.readUInt32LE(at * 8 + 4)];
    const [ifTrue, ifFalse] = [program.readUInt8(at * 8 + 2), program.readUInt8(at * 8 + 3)];
    if (code === 0x06) return value;
    if (code === 0x20) accumulator = data.readUInt32LE(value);
    else if (code === 0x54) accumulator = (accumulator & value) >>> 0;
    else at += (code === 0x15 ? accumulator === value : accumulator >= value) ? ifTrue : ifFalse;
  }
}

describe.each(['x86_64', 'aarch64'] as const)('the seccomp program of %s', (machine) => {
  const table = tables[machine];
  const program = compileSeccomp(source, table, machine);
  const call = (name: string, ...args: number[]) => decide(program, table[name] ?? Number.NaN, args, auditArchitectures[machine]);

  it('is short enough for the kernel', () => {
    expect(program.length / 8).toBeLessThan(4096);
  });

  it('lets ordinary calls through', () => {
    const plain = source.syscalls
      .filter(({ args, action }) => args.length === 0 && action === 'SCMP_ACT_ALLOW')
      .flatMap(({ names }) => names);
    for (const name of plain.filter((known) => known in table)) expect([name, call(name)]).toEqual([name, allowed]);
  });

  it('refuses a call that is not listed', () => {
    expect(decide(program, 999, [], auditArchitectures[machine])).toBe(refused(1));
  });

  it('lets a process change limits, priority and affinity of nobody but itself', () => {
    for (const name of ['prlimit64', 'sched_setaffinity', 'sched_setscheduler']) {
      expect(call(name, 0)).toBe(allowed);
      expect(call(name, 1)).toBe(refused(1));
      expect(call(name, 2 ** 32)).toBe(refused(1));
    }
    expect(call('setpriority', 0, 0)).toBe(allowed);
    expect(call('setpriority', 0, 1)).toBe(refused(1));
  });

  it('allows threads and processes but no new namespaces, and sends libc from clone3 to clone', () => {
    expect(call('clone', 0x3d0f00)).toBe(allowed);
    for (const flag of [0x10000000, 0x20000000, 0x40000000, 0x02000000]) expect(call('clone', 0x11 | flag)).toBe(refused(1));
    expect(call('clone3')).toBe(refused(38));
  });

  it('allows sockets of three families only', () => {
    for (const family of [1, 2, 10]) expect(call('socket', family)).toBe(allowed);
    for (const family of [16, 17, 38, 40]) expect(call('socket', family)).toBe(refused(1));
  });

  it('kills a caller of another architecture', () => {
    expect(decide(program, 0, [], 0x40000003)).toBe(0x80000000);
  });
});

describe('what no profile of ours may list', () => {
  const listed = new Set(source.syscalls.flatMap(({ names }) => names));
  const dangerous =
    'ptrace process_vm_readv process_vm_writev keyctl add_key request_key bpf unshare setns mount umount2 pivot_root chroot';
  const further =
    'perf_event_open userfaultfd io_uring_setup open_by_handle_at init_module kexec_load reboot pidfd_getfd process_madvise kcmp';

  it.each(`${dangerous} ${further}`.split(' '))('%s', (name) => {
    expect(listed.has(name)).toBe(false);
  });

  it('refuses x32 calls, which have numbers of their own', () => {
    expect(decide(compileSeccomp(source, tables.x86_64, 'x86_64'), 0x40000000)).toBe(refused(1));
  });
});
