import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  name: string | Buffer;
  content: string | Buffer;
  /** Type and rights as Unix writes them, such as 0o120777 for a link. */
  mode?: number;
  /** What the entry claims to hold, when it lies. */
  claimedSize?: number;
  claimedSum?: number;
  /** Packed as most tools do; else stored as it is. */
  deflated?: boolean;
  /** Bits of the general purpose flag besides that for UTF-8: 1 says that the entry is encrypted. */
  flags?: number;
  /** Writes sizes and place as large archives do. */
  zip64?: boolean;
}

const beyond32 = 0xffffffff;

/** A zip archive, able to hold what honest tools do not write. */
export function storedZip(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const packed = entry.deflated === true ? deflateRawSync(entry.content) : Buffer.from(entry.content);
    const claimed = entry.claimedSize ?? Buffer.from(entry.content).length;
    const sizes = [entry.deflated === true ? packed.length : claimed, claimed] as const;
    const shown = entry.zip64 === true ? ([beyond32, beyond32] as const) : sizes;
    const extra = entry.zip64 === true ? [numbers(2, 1, 24), numbers(6, sizes[1]), numbers(2, 0), numbers(6, sizes[0])] : [];
    const localExtra = Buffer.concat(extra.length > 0 ? [...extra, numbers(2, 0), numbers(6, 0), numbers(2, 0)] : []);
    const centralExtra = Buffer.concat(extra.length > 0 ? [...extra, numbers(2, 0), numbers(6, offset), numbers(2, 0)] : []);
    const facts = factsOf(entry, name, shown);
    const local = Buffer.concat([
      numbers(4, 0x04034b50),
      numbers(2, 45),
      facts,
      numbers(2, localExtra.length),
      name,
      localExtra,
      packed,
    ]);
    const place = [
      numbers(2, 0, 0, 0),
      numbers(4, ((entry.mode ?? 0o100644) << 16) >>> 0, entry.zip64 === true ? beyond32 : offset),
    ];
    const central = [numbers(4, 0x02014b50), numbers(2, 0x0314, 45), facts, numbers(2, centralExtra.length), ...place];
    directory.push(Buffer.concat([...central, name, centralExtra]));
    locals.push(local);
    offset += local.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = [numbers(4, 0x06054b50), numbers(2, 0, 0, entries.length, entries.length), numbers(4, size, offset), numbers(2, 0)];
  return Buffer.concat([...locals, ...directory, ...end]);
}

/** What both records of an entry share: flags, method, time, check sum, sizes, length of the name. */
function factsOf({ content, claimedSum, deflated, flags = 0 }: ZipEntry, name: Buffer, sizes: readonly [number, number]): Buffer {
  const method = deflated === true ? 8 : 0;
  return Buffer.concat([
    numbers(2, 0x0800 | flags, method, 0, 0x21),
    numbers(4, claimedSum ?? crc32(content), ...sizes),
    numbers(2, name.length),
  ]);
}

function numbers(bytes: number, ...values: number[]): Buffer {
  const written = Buffer.alloc(bytes * values.length);
  values.forEach((value, index) => written.writeUIntLE(value, index * bytes, bytes));
  return written;
}
