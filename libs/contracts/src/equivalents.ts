import { z } from 'zod';
import { sentence } from './primitives.js';

/** A change to the reference solution that no test can notice, because the statement leaves it open or nothing depends on it. */
export const equivalentMutant = z.strictObject({
  /** The file of the reference solution. */
  file: sentence(200),
  /** The line as it stands there, without white space around it: it stays the same when lines are added above. */
  line: sentence(400),
  /** The change, in the words of `assay verify`. */
  change: sentence(200),
  /** Why nothing that the statement asks for depends on it. */
  reason: sentence(300),
});
export type EquivalentMutant = z.infer<typeof equivalentMutant>;

/** `equivalents.yaml` of an exercise's folder; it is for authors and no part of the package. */
export const equivalentMutants = z.array(equivalentMutant).min(1);
