import type { ExercisePackage, GradingAvailability, GradingReport, TextFile } from '@assay/contracts';
import type { PoolMetrics } from '@assay/sandbox';

export interface GradingWork {
  exercise: ExercisePackage;
  files: readonly TextFile[];
  /** Of a trial run the visible groups only. */
  purpose: 'grading' | 'trial';
  /** Aborts when the result is no longer wanted from this worker; the sandboxes are killed. */
  signal: AbortSignal;
}

/** Runs gradings in sandboxes, and knows whether it can. */
export abstract class GradingEngineService {
  /** What is known now; never asks. */
  abstract availability(): GradingAvailability;

  /** How well sandboxes were ready when they were needed; null before an engine was found. */
  abstract metrics(): PoolMetrics | null;

  /** Asks again: whether an engine answers, whether its image is there. Starts a missing image's build and answers meanwhile. */
  abstract refresh(): Promise<GradingAvailability>;

  /**
   * One grading or trial run.
   *
   * @throws AssayError `engine-unavailable` when the engine itself is gone, anything else for one failed run; both are our fault.
   */
  abstract grade(work: GradingWork): Promise<GradingReport>;

  /** Removes sandboxes that no living worker owns; answers how many. */
  abstract reap(): Promise<number>;

  /** Ends warm sandboxes and builds under way. */
  abstract close(): Promise<void>;
}
