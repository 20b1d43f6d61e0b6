import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';

const iterations = 4_096;

/**
 * The verifier that PostgreSQL keeps of a password (SCRAM-SHA-256, RFC 5802 and 7677), so that the password itself is never in
 * a statement that a server may log. For passwords of printable ASCII, which need no SASLprep.
 */
export function scramVerifier(password: string, salt: Buffer = randomBytes(16)): string {
  if (!/^[ -~]+$/.test(password)) {
    throw new TypeError('A database password has to consist of printable ASCII signs.');
  }
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const storedKey = createHash('sha256').update(keyOf(salted, 'Client Key')).digest('base64');
  const serverKey = keyOf(salted, 'Server Key').toString('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}

function keyOf(salted: Buffer, purpose: string): Buffer {
  return createHmac('sha256', salted).update(purpose).digest();
}
