/**
 * Compiles the seccomp source (the JSON that Docker takes) to a classic BPF program, as bubblewrap's `--seccomp` takes it.
 * Layout of the data a filter sees: `nr u32 | arch u32 | instruction pointer u64 | args u64[6]`, little-endian.
 * Sources: linux/seccomp.h, linux/bpf_common.h, linux/audit.h.
 */
import { z } from 'zod';

const comparison = z.object({
  index: z.int().min(0).max(5),
  value: z.int().min(0),
  valueTwo: z.int().min(0).default(0),
  op: z.enum(['SCMP_CMP_EQ', 'SCMP_CMP_MASKED_EQ']),
});
type Comparison = z.infer<typeof comparison>;

export const seccompSource = z.object({
  defaultAction: z.literal('SCMP_ACT_ERRNO'),
  syscalls: z.array(
    z.object({
      names: z.array(z.string()),
      action: z.enum(['SCMP_ACT_ALLOW', 'SCMP_ACT_ERRNO']),
      errnoRet: z.int().positive().optional(),
      args: z.array(comparison).default([]),
    }),
  ),
});
export type SeccompSource = z.infer<typeof seccompSource>;

export type SyscallTable = Record<string, number>;

/** AUDIT_ARCH_* of the machines that there are syscall numbers for. */
export const auditArchitectures = { x86_64: 0xc000003e, aarch64: 0xc00000b7 } as const;
export type Machine = keyof typeof auditArchitectures;

const load = 0x20; // BPF_LD | BPF_W | BPF_ABS
const jumpIfEqual = 0x15; // BPF_JMP | BPF_JEQ | BPF_K
const jumpIfAtLeast = 0x35; // BPF_JMP | BPF_JGE | BPF_K
const and = 0x54; // BPF_ALU | BPF_AND | BPF_K
const giveBack = 0x06; // BPF_RET | BPF_K

const allow = 0x7fff0000;
const errno = (number: number) => 0x00050000 | number;
const killProcess = 0x80000000;
const notPermitted = 1;
/** Numbers from here on are x32 calls, which bypass a filter that looks at numbers only. */
const x32Bit = 0x40000000;

type Instruction = [code: number, ifTrue: number, ifFalse: number, value: number];

/** The program for one machine. Names that the machine does not have are left out. */
export function compileSeccomp(source: SeccompSource, table: SyscallTable, machine: Machine): Buffer {
  const program: Instruction[] = [
    [load, 0, 0, 4],
    [jumpIfEqual, 1, 0, auditArchitectures[machine]],
    [giveBack, 0, 0, killProcess],
    [load, 0, 0, 0],
    [jumpIfAtLeast, 0, 1, x32Bit],
    [giveBack, 0, 0, errno(notPermitted)],
  ];
  for (const rule of source.syscalls) {
    const action = rule.action === 'SCMP_ACT_ALLOW' ? allow : errno(rule.errnoRet ?? notPermitted);
    for (const name of rule.names) {
      const number = table[name];
      if (number !== undefined) program.push(...ruleFor(number, rule.args, action));
    }
  }
  program.push([giveBack, 0, 0, errno(notPermitted)]);
  return assemble(program);
}

/** `if nr == number and every comparison holds: return action`; else falls through with the number loaded again. */
function ruleFor(number: number, args: readonly Comparison[], action: number): Instruction[] {
  const tests = args.flatMap(comparisonOf);
  const restore: Instruction[] = args.length > 0 ? [[load, 0, 0, 0]] : [];
  const body: Instruction[] = [...tests, [giveBack, 0, 0, action]];
  // A comparison that fails leaves the body: its jump is counted from the instruction after it.
  const resolved = body.map(([code, ifTrue, ifFalse, value], index): Instruction => {
    return code === jumpIfEqual ? [code, ifTrue, ifFalse + (body.length - index - 1), value] : [code, ifTrue, ifFalse, value];
  });
  return [[jumpIfEqual, 0, body.length + restore.length, number], ...resolved, ...restore];
}

/** The filter sees 64-bit arguments as two words; both must match, as libseccomp has it for Docker. */
function comparisonOf({ index, value, valueTwo, op }: Comparison): Instruction[] {
  const words = [0, 1].map((word) => ({
    at: 16 + index * 8 + word * 4,
    value: wordOf(value, word),
    other: wordOf(valueTwo, word),
  }));
  if (op === 'SCMP_CMP_MASKED_EQ') {
    return words
      .filter(({ value: mask }) => mask !== 0)
      .flatMap(({ at, value: mask, other }): Instruction[] => [
        [load, 0, 0, at],
        [and, 0, 0, mask],
        [jumpIfEqual, 0, 0, other],
      ]);
  }
  return words.flatMap(({ at, value: expected }): Instruction[] => [
    [load, 0, 0, at],
    [jumpIfEqual, 0, 0, expected],
  ]);
}

function wordOf(value: number, word: number): number {
  return word === 0 ? value % 2 ** 32 : Math.floor(value / 2 ** 32);
}

function assemble(program: readonly Instruction[]): Buffer {
  const bytes = Buffer.alloc(program.length * 8);
  program.forEach(([code, ifTrue, ifFalse, value], index) => {
    bytes.writeUInt16LE(code, index * 8);
    bytes.writeUInt8(ifTrue, index * 8 + 2);
    bytes.writeUInt8(ifFalse, index * 8 + 3);
    bytes.writeUInt32LE(value >>> 0, index * 8 + 4);
  });
  return bytes;
}
