import { crc32 } from 'node:zlib';

export interface ZipEntry {
  name: string;
  content: string | Buffer;
  /** Type and rights as Unix writes them, such as 0o120777 for a link. */
  mode?: number;
  /** What the entry claims to hold, when it lies. */
  claimedSize?: number;
}

/** A zip archive without compression, able to hold what honest tools do not write. */
export function storedZip(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const content = Buffer.from(entry.content);
    const facts = factsOf(content, name, entry.claimedSize ?? content.length);
    const local = Buffer.concat([numbers(4, 0x04034b50), numbers(2, 20), facts, numbers(2, 0), name, content]);
    const place = [numbers(2, 0, 0, 0), numbers(4, ((entry.mode ?? 0o100644) << 16) >>> 0, offset)];
    directory.push(Buffer.concat([numbers(4, 0x02014b50), numbers(2, 0x0314, 20), facts, numbers(2, 0), ...place, name]));
    locals.push(local);
    offset += local.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = [numbers(4, 0x06054b50), numbers(2, 0, 0, entries.length, entries.length), numbers(4, size, offset), numbers(2, 0)];
  return Buffer.concat([...locals, ...directory, ...end]);
}

/** What both records of an entry share: flags, method, time, check sum, sizes, length of the name. */
function factsOf(content: Buffer, name: Buffer, claimed: number): Buffer {
  return Buffer.concat([numbers(2, 0x0800, 0, 0, 0x21), numbers(4, crc32(content), claimed, claimed), numbers(2, name.length)]);
}

function numbers(bytes: number, ...values: number[]): Buffer {
  const written = Buffer.alloc(bytes * values.length);
  values.forEach((value, index) => written.writeUIntLE(value, index * bytes, bytes));
  return written;
}
