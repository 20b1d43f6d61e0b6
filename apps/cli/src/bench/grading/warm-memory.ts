import type { SandboxMemory } from '@assay/sandbox';
import { spreadOf } from '../spread.js';

/** Megabytes (10⁶ bytes) of idle sandboxes that wait for work: medians. */
export interface WarmMemory {
  pairs: number;
  submissionMb: number;
  graderMb: number;
  pairMb: number;
}

/** What one pair costs, from what the engine counted for several. */
export function warmMemoryOf(sandboxes: readonly SandboxMemory[]): WarmMemory {
  const median = (role: string) => {
    const own = sandboxes.filter((sandbox) => sandbox.role === role).map(({ bytes }) => bytes / 1e6);
    return { count: own.length, mb: spreadOf(own).median };
  };
  const [submission, grader] = [median('submission'), median('grader')];
  return {
    pairs: Math.min(submission.count, grader.count),
    submissionMb: submission.mb,
    graderMb: grader.mb,
    pairMb: submission.mb + grader.mb,
  };
}
