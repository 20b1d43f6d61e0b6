import type { GradingRuntime, RunReport } from '@assay/contracts';

/** The report of a run of which nothing has been said yet. */
export function blankReport(group: string, runtime: GradingRuntime): RunReport {
  return {
    group,
    runtime,
    collected: null,
    begun: [],
    cases: [],
    uncollected: [],
    canaries: { expected: [], reported: [] },
    status: null,
    loadError: null,
    limits: [],
    violations: [],
    ends: { submission: null, grader: null },
    usage: { cpuMs: 0, wallMs: 0, peakMemoryMb: null },
    fault: null,
  };
}
