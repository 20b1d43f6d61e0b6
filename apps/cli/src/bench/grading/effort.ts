export const benchParts = ['suites', 'memory', 'saturation', 'submit'] as const;
export type BenchPart = (typeof benchParts)[number];

export const suiteNames = ['two-tests', 'hundred-tests', 'pandas', 'web'] as const;
export type SuiteName = (typeof suiteNames)[number];

/** How much is measured. */
export interface GradingEffort {
  rounds: number;
  /** For each contestant under load. */
  loadSeconds: number;
  parts: readonly BenchPart[];
  suites: readonly SuiteName[];
}

export const quick: GradingEffort = { rounds: 15, loadSeconds: 10, parts: benchParts, suites: suiteNames };
export const thorough: GradingEffort = { ...quick, rounds: 45, loadSeconds: 60 };
