import { readFile, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { HandedInFile } from '@assay/domain';
import { intakeLimits, issuesOfFiles } from '@assay/domain';
import { AssayError } from '@assay/platform';
import type { RawFile } from './read-archive.js';
import { isArchiveName, readArchive } from './read-archive.js';

/**
 * The files of a submission: everything in a folder, or in an archive (.zip, .tar, .tar.gz, .tgz), which is read and never
 * unpacked.
 *
 * @throws AssayError `usage-wrong` when there is no such folder or archive, `files-refused` with every file that cannot be taken.
 */
export async function readSubmission(location: string): Promise<HandedInFile[]> {
  const kind = await stat(location).catch(() => undefined);
  if (kind === undefined) {
    throw new AssayError('usage-wrong', `There is no folder or archive at ${location}.`);
  }
  if (!kind.isDirectory() && !isArchiveName(location)) {
    throw new AssayError(
      'usage-wrong',
      `${location} is neither a folder nor an archive that ends in .zip, .tar, .tar.gz or .tgz.`,
    );
  }
  const files = (kind.isDirectory() ? await readFolder(location) : await readArchive(location)).map(asHandedIn);
  if (files.length === 0) {
    throw new AssayError('files-refused', `${location} holds no files.`);
  }
  const issues = issuesOfFiles(files);
  if (issues.length > 0) {
    const lines = issues.map((issue) => `  ${issue.path}: ${issue.message}`).join('\n');
    throw new AssayError('files-refused', `These files cannot be taken:\n${lines}`, { issues });
  }
  return files;
}

/** What tools leave behind in a folder is no work of the candidate. */
const leftBehind = new Set(['__pycache__', '.git', '.venv', '.pytest_cache', '.mypy_cache', '.ruff_cache', '.DS_Store']);

async function readFolder(folder: string, below = ''): Promise<RawFile[]> {
  const files: RawFile[] = [];
  const entries = await readdir(path.join(folder, below), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = path.posix.join(below, entry.name);
    if (leftBehind.has(entry.name)) {
      continue;
    }
    if (entry.isDirectory()) {
      files.push(...(await readFolder(folder, name)));
    } else if (entry.isFile()) {
      files.push({ path: name, bytes: await readFile(path.join(folder, name)) });
    } else {
      throw new AssayError('files-refused', `${name} is a link or no regular file: only regular files can be taken.`);
    }
    if (files.length > intakeLimits.files) {
      throw new AssayError('files-refused', `${folder} holds more than ${intakeLimits.files} files.`);
    }
  }
  return files;
}

/** As text where it is some, so that the rules for text apply. */
function asHandedIn({ path: name, bytes }: RawFile): HandedInFile {
  try {
    return { path: name, content: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { path: name, content: bytes };
  }
}
