export interface TarEntry {
  name: string | Buffer;
  content: string | Buffer;
  /** The type flag: `0` a file (the default), `1` and `2` links, `5` a folder, `x` an extended header, and so on. */
  type?: string;
  target?: string;
  /** What the header claims to hold, when it lies: a number, or the bytes of the field. */
  claimedSize?: number | string;
  /** A header whose check sum does not fit. */
  damaged?: boolean;
}

const block = 512;

/** A tar archive of the POSIX kind, able to hold what honest tools do not write. Names above 100 bytes get an extended header. */
export function rawTar(entries: readonly TarEntry[]): Buffer {
  return Buffer.concat([...entries.flatMap(blocksOf), Buffer.alloc(2 * block)]);
}

function blocksOf(entry: TarEntry): Buffer[] {
  const name = Buffer.from(entry.name);
  const long = name.length > 100 ? blocksOf({ name: 'long', type: 'x', content: paxRecord('path', name) }) : [];
  const content = Buffer.from(entry.content);
  return [...long, headerOf(entry, name, content.length), content, Buffer.alloc((block - (content.length % block)) % block)];
}

/** One record of an extended header: its own length, the member and its value. */
export function paxRecord(member: string, value: string | Buffer): Buffer {
  const rest = Buffer.concat([Buffer.from(` ${member}=`), Buffer.from(value), Buffer.from('\n')]);
  let length = rest.length + 1;
  while (String(length).length + rest.length !== length) length += 1;
  return Buffer.concat([Buffer.from(String(length)), rest]);
}

function headerOf({ type = '0', target = '', claimedSize, damaged }: TarEntry, name: Buffer, size: number): Buffer {
  const header = Buffer.alloc(block);
  name.copy(header, 0, 0, 100);
  header.write('0000644\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  header.write(typeof claimedSize === 'string' ? claimedSize : octal(claimedSize ?? size), 124, 12, 'latin1');
  header.write('00000000000\0', 136);
  header.write('        ', 148);
  header.write(type, 156);
  header.write(target, 157, 100);
  header.write('ustar\x0000', 257, 'latin1');
  const sum = header.reduce((total, byte) => total + byte, damaged === true ? 1 : 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

function octal(size: number): string {
  return `${size.toString(8).padStart(11, '0')}\0`;
}
