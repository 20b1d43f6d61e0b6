import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { intakeLimits } from '@assay/domain';
import { AssayError, messageOf } from '@assay/platform';
import { Parser } from 'tar';
import type { ReadEntry } from 'tar';
import { fromBuffer } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';

export interface RawFile {
  path: string;
  bytes: Uint8Array;
}

/** No archive of files within the limits is larger, and none that is read into memory may be. */
const largestArchive = 2 * intakeLimits.bytesInAll;

export function isArchiveName(name: string): boolean {
  return /\.(zip|tar|tar\.gz|tgz)$/i.test(name);
}

/**
 * The regular files of an archive. Every entry counts against the limits before its content is read; links, devices and paths
 * that lead out are refused.
 *
 * @throws AssayError `files-refused`
 */
export async function readArchive(file: string): Promise<RawFile[]> {
  const bytes = await readFile(file);
  if (bytes.length > largestArchive) {
    throw new AssayError('files-refused', 'The archive is larger than 10 MB.');
  }
  try {
    return /\.zip$/i.test(file) ? await readZip(bytes) : await readTar(bytes);
  } catch (thrown) {
    if (thrown instanceof AssayError) {
      throw thrown;
    }
    throw new AssayError('files-refused', `The archive cannot be read: ${messageOf(thrown)}`, { cause: thrown });
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
    if (size > intakeLimits.bytesPerFile || this.#bytes > intakeLimits.bytesInAll) {
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
    const parser = new Parser({ strict: true, onReadEntry: (entry) => reading.push(takeTarEntry(intake, entry).catch(refuse)) });
    const refuse = (thrown: unknown) => {
      parser.abort(thrown instanceof Error ? thrown : new Error(String(thrown)));
      reject(thrown instanceof Error ? thrown : new Error(String(thrown)));
    };
    parser.on('error', reject);
    parser.on('end', () => void Promise.all(reading).then(() => resolve(), reject));
    parser.end(bytes);
  });
  return intake.files;
}

async function takeTarEntry(intake: Intake, entry: ReadEntry): Promise<void> {
  intake.admit(entry.path, entry.size);
  if (entry.type === 'Directory') {
    entry.resume();
    return;
  }
  if (entry.type !== 'File' && entry.type !== 'OldFile') {
    throw new AssayError('files-refused', `${entry.path} is a link or no regular file: a submission holds regular files only.`);
  }
  intake.add(entry.path, await entry.concat());
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
  intake.admit(entry.fileName, entry.uncompressedSize);
  const type = (entry.externalFileAttributes >>> 16) & 0o170_000;
  if (type !== 0 && type !== regularFile && type !== folder) {
    throw new AssayError(
      'files-refused',
      `${entry.fileName} is a link or no regular file: a submission holds regular files only.`,
    );
  }
  if (entry.fileName.endsWith('/')) {
    return;
  }
  const content = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error === null ? resolve(stream) : reject(error)));
  });
  intake.add(entry.fileName, await buffer(content));
}
