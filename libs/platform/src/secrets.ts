import { hkdfSync, randomBytes } from 'node:crypto';

/** A new random secret: 256 bits as base64url (43 signs), fit for URLs, cookies and passwords. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * A key for one purpose, derived from the installation's secret (HKDF-SHA-256, RFC 5869): 32 bytes, the same on every process
 * of the installation, useless for any other purpose.
 */
export function deriveKey(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'assay', purpose, 32));
}
