import { hashOfJson } from '@assay/platform';
import { Foundation, foundation } from './0001-foundation.js';

/** Every migration, oldest first. A released one never changes; a change of the schema is a new one. */
export const migrations = [Foundation];

/** SHA-256 over all that the migrations do: equal fingerprints mean equal schemas. */
export const schemaFingerprint = hashOfJson([foundation]);
