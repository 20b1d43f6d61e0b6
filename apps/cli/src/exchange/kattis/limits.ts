import type { HandedInFile } from '@assay/domain';
import type { Case } from './cases.js';
import type { ProblemYaml } from './problem.js';

const usual = { seconds: 2, memoryMb: 512 };
const bounds = { callMs: [1_000, 60_000], memoryMb: [64, 4_096] } as const;
const most = { cpuMs: 300_000, wallMs: 600_000 };

/** What of its limits a problem names. Judging systems keep the time in files of their own where `problem.yaml` has no place for it. */
export interface ProblemLimits {
  callMs: number;
  memoryMb: number;
  leftOut: string[];
}

export function readLimits({ limits }: ProblemYaml, files: readonly HandedInFile[]): ProblemLimits {
  const text = (name: string) => String(files.find(({ path }) => path === name)?.content ?? '');
  const [, inIni] = /^\s*timelimit\s*=\s*['"]?([\d.]+)/m.exec(text('domjudge-problem.ini')) ?? [];
  const seconds = limits?.time_limit ?? [inIni, text('.timelimit').trim()].map(Number).find((number) => number > 0);
  const leftOut: string[] = [];
  if (seconds === undefined) {
    leftOut.push('problem.yaml: names no time limit; each case may take 2 s of processor time. Set callMs.');
  }
  if (typeof limits?.memory !== 'number') {
    leftOut.push('problem.yaml: names no memory limit; programs have 512 MB. Set memoryMb.');
  }
  const within = (value: number, [least, greatest]: readonly [number, number], what: string, unit: string) => {
    const bounded = Math.min(greatest, Math.max(least, Math.round(value)));
    if (bounded !== Math.round(value)) {
      leftOut.push(
        `problem.yaml: a ${what} limit of ${String(value)} ${unit} cannot be set here; it is ${String(bounded)} ${unit}.`,
      );
    }
    return bounded;
  };
  const callMs = within((seconds ?? usual.seconds) * 1_000, bounds.callMs, 'time', 'ms');
  const memoryMb = within(limits?.memory ?? usual.memoryMb, bounds.memoryMb, 'memory', 'MB');
  return { callMs, memoryMb, leftOut };
}

/** Limits of a group: one run after the other may take its whole time. */
export function groupLimits({ callMs, memoryMb }: ProblemLimits, cases: readonly Case[]): Record<string, number> {
  return {
    callMs,
    cpuMs: Math.min(most.cpuMs, callMs * cases.length),
    wallMs: Math.min(most.wallMs, 3 * callMs * cases.length),
    memoryMb,
    outputKb: 10_240,
  };
}
