import type { ExercisePackage } from '@assay/contracts';
import type { Implementations } from '@assay/sandbox';

/** What candidates' tests run against, for an exercise that asks for tests; else undefined. */
export function implementationsOf({ variants, starter }: ExercisePackage): Implementations | undefined {
  const given = starter.find(({ path }) => path === variants?.replaces);
  return variants === undefined || given === undefined ? undefined : { variants, given: given.content };
}
