import { createHash } from 'node:crypto';

/**
 * An id that a name always gets: a UUID version 7 (RFC 9562 §5.7) with the instant as its time and the name's SHA-256 where
 * others have random bits. So links into the demo are the same in every installation, and ids still sort by time.
 */
export function demoId(name: string, at: Date): string {
  const bytes = createHash('sha256').update(`assay demo: ${name}`).digest().subarray(0, 16);
  bytes.writeUIntBE(at.getTime(), 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
