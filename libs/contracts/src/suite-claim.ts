import { z } from 'zod';

/**
 * What the process that ran a candidate's own tests says about them. It ran candidate code, so every number is a claim: believed only
 * where the tests cannot know what would be good to claim (see `domain/mutants`).
 */
export const suiteClaim = z.object({
  collected: z.int().min(0),
  passed: z.int().min(0),
  /** Tests that failed, or whose fixtures did. */
  failed: z.int().min(0),
  /** Files that could not be collected. */
  unloaded: z.int().min(0),
  /** Exit status of pytest. */
  status: z.int(),
  /** Names of the first tests that failed. */
  failing: z.array(z.string().max(200)).max(5),
});
export type SuiteClaim = z.infer<typeof suiteClaim>;
