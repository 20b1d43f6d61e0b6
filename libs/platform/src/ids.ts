import { createHash } from 'node:crypto';
import { v7 } from 'uuid';

/** A new id: UUID version 7, so rows made later sort later. */
export function newId(): string {
  return v7();
}

/** Thirty-two signs that nobody confuses when reading aloud or copying: no 0, O, 1 or I. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/**
 * What reviewers call a candidate whose name they may not see: three signs such as `7F3`, always the same for an attempt.
 * 32,768 values: meant for eyes, never as a key.
 */
export function candidatePseudonym(attemptId: string): string {
  const digest = createHash('sha256').update(attemptId.toLowerCase()).digest();
  return [0, 1, 2].map((index) => alphabet.charAt(digest.readUInt8(index) % alphabet.length)).join('');
}
