import { hash, verify } from '@node-rs/argon2';

/** Memory in KiB, passes and lanes as OWASP's password storage cheat sheet recommends for Argon2id, the library's default. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A password as it is kept: Argon2id in the PHC string format, with its own salt and cost. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

/** A hash of a password that nobody has, so that an unknown address takes as long as a known one. */
let decoy: Promise<string> | undefined;

/** Whether the password fits; without a hash it never does, and takes as long to say so. */
export async function passwordFits(password: string, kept: string | null): Promise<boolean> {
  decoy ??= hashPassword('no account has this password');
  const fits = await verify(kept ?? (await decoy), password);
  return kept !== null && fits;
}
