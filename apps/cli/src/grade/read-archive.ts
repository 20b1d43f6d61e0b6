import { readFile, stat } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { crc32, gunzipSync } from 'node:zlib';
import { intakeLimits } from '@assay/domain';
import { AssayError, messageOf, systemCodeOf } from '@assay/platform';
import { Parser } from 'tar';
import type { ReadEntry } from 'tar';
import { fromBuffer } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';

export interface RawFile {
  path: string;
  bytes: Uint8Array;
}

/** No archive of files within the limits is larger, packed or unpacked, and none that is read into memory may be. */
const largestArchive = 2 * intakeLimits.bytesInAll;

export function isArchiveName(name: string): boolean {
  return /\.(zip|tar|tar\.gz|tgz)$/i.test(name);
}

/**
 * The regular files of an archive, read in memory. Every entry counts against the limits before its content is read; links, devices
 * and paths that lead out are refused, and so is whatever is damaged.
 *
 * @throws AssayError `files-refused`
 */
export async function readArchive(file: string): Promise<RawFile[]> {
  if ((await stat(file)).size > largestArchive) {
    throw tooLarge();
  }
  const bytes = await readFile(file);
  try {
    return /\.zip$/i.test(file) ? await readZip(bytes) : await readTar(unpacked(bytes));
  } catch (thrown) {
    if (thrown instanceof AssayError) {
      throw thrown;
    }
    throw new AssayError('files-refused', `The archive cannot be read: ${messageOf(thrown)}`, { cause: thrown });
  }
}

function tooLarge(cause?: unknown): AssayError {
  return new AssayError('files-refused', 'The archive is larger than 10 MB.', { cause });
}

/** A tar archive without its gzip layer, which may not unpack to more than an archive may hold. */
function unpacked(bytes: Buffer): Buffer {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) {
    return bytes;
  }
  try {
    return gunzipSync(bytes, { maxOutputLength: largestArchive });
  } catch (thrown) {
    throw systemCodeOf(thrown) === 'ERR_BUFFER_TOO_LARGE' ? tooLarge(thrown) : thrown;
  }
}

/** Counts what an archive claims to hold, and refuses it as soon as that is too much. */
class Intake {
  readonly files: RawFile[] = [];
  #entries = 0;
  #bytes = 0;

  admit(name: string, size: number): void {
    this.#entries += 1;
    this.#bytes += size;
    if (this.#entries > intakeLimits.files) {
      throw new AssayError('files-refused', `The archive holds more than ${intakeLimits.files} entries.`);
    }
    // Also what is no number at all is too much.
    if (!(size <= intakeLimits.bytesPerFile && this.#bytes <= intakeLimits.bytesInAll)) {
      throw new AssayError('files-refused', `${name} makes the archive hold more than 1 MB in a file or 5 MB in all.`);
    }
    if (name.startsWith('/') || name.includes('\\') || name.split('/').includes('..')) {
      throw new AssayError('files-refused', `${name} leads out of the archive.`);
    }
  }

  add(name: string, bytes: Uint8Array): void {
    this.files.push({ path: name.replace(/^(\.\/)+/, ''), bytes });
  }
}

async function readTar(bytes: Buffer): Promise<RawFile[]> {
  const intake = new Intake();
  await new Promise<void>((resolve, reject) => {
    const reading: Promise<void>[] = [];
    const parser = new Parser({
      strict: true,
      // Nothing is packed any more, so any layer that is left is there to do harm.
      zstd: false,
      maxDecompressionRatio: 0,
      onReadEntry: (entry) => {
        const taken = takeTarEntry(intake, entry);
        taken.catch(reject);
        reading.push(taken);
      },
    });
    parser.on('ignoredEntry', (entry: ReadEntry) => {
      reject(notRegular(entry.path));
    });
    parser.on('error', reject);
    parser.on('end', () => void Promise.all(reading).then(() => resolve(), reject));
    parser.end(bytes);
  });
  return intake.files;
}

function notRegular(name: string): AssayError {
  return new AssayError('files-refused', `${name} is a link or no regular file: only regular files can be taken.`);
}

async function takeTarEntry(intake: Intake, entry: ReadEntry): Promise<void> {
  intake.admit(entry.path, entry.size);
  if (entry.type === 'Directory') {
    entry.resume();
    return;
  }
  if (entry.type !== 'File' && entry.type !== 'OldFile') {
    throw notRegular(entry.path);
  }
  const content = await entry.concat();
  if (content.length !== entry.size) {
    throw damaged(entry.path);
  }
  intake.add(entry.path, content);
}

function damaged(name: string): AssayError {
  return new AssayError('files-refused', `${name} is damaged: the archive says something else of it than it holds.`);
}

async function readZip(bytes: Buffer): Promise<RawFile[]> {
  const intake = new Intake();
  const zip = await openZip(bytes);
  await new Promise<void>((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', resolve);
    zip.on('entry', (entry: Entry) => {
      takeZipEntry(intake, zip, entry).then(() => zip.readEntry(), reject);
    });
    zip.readEntry();
  });
  return intake.files;
}

function openZip(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true, strictFileNames: true }, (error, zip) =>
      error === null ? resolve(zip) : reject(error),
    );
  });
}

/** The upper half of the attributes holds the type and rights that Unix gave the file; 0 when another system made it. */
const regularFile = 0o100_000;
const folder = 0o040_000;

async function takeZipEntry(intake: Intake, zip: ZipFile, entry: Entry): Promise<void> {
  const { fileName, uncompressedSize } = entry;
  intake.admit(fileName, uncompressedSize);
  const type = (entry.externalFileAttributes >>> 16) & 0o170_000;
  const isFolder = fileName.endsWith('/');
  if (type !== 0 && type !== (isFolder ? folder : regularFile)) {
    throw notRegular(fileName);
  }
  if (isFolder) {
    if (uncompressedSize > 0) {
      throw damaged(fileName);
    }
    return;
  }
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => (error === null ? resolve(opened) : reject(error)));
  });
  const content = await buffer(stream);
  if (crc32(content) !== entry.crc32) {
    throw damaged(fileName);
  }
  intake.add(fileName, content);
}
