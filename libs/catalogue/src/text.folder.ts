import type { TextFile } from '@assay/contracts';
import type { Dirent } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exerciseError } from './catalogue.error.js';

const MOST_FILES = 300;
const MOST_BYTES = 1_000_000;
/** Left behind by tools that authors run in the folder; never part of a package. */
const caches = new Set(['__pycache__', '.pytest_cache', '.mypy_cache', '.ruff_cache']);
/** Letters, digits, `_`, `-` and `.`, not at the start: the same name on every system, and no hidden file. */
const plainName = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/;

/**
 * Reads a folder of text files, sorted by path (by UTF-16 code units, so the same everywhere).
 *
 * @param folder where it is
 * @param label its path inside the exercise, for errors
 * @returns paths relative to the folder, with `/`
 * @throws CatalogueError `file-missing` when the folder does not exist, `file-refused` for a link, an odd name, what is not UTF-8
 *   text, two names that differ in case only, and too many or too large files
 */
export async function readTextFolder(folder: string, label: string): Promise<TextFile[]> {
  const files = await readFilesBelow(folder, label, '');
  if (files.length > MOST_FILES) {
    throw exerciseError('file-refused', label, `has ${String(files.length)} files; keep it to ${String(MOST_FILES)}.`);
  }
  refuseNearDuplicates(files, label);
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function readFilesBelow(folder: string, label: string, prefix: string): Promise<TextFile[]> {
  const files: TextFile[] = [];
  for (const entry of await entriesOf(folder, label)) {
    const path = `${prefix}${entry.name}`;
    const shown = `${label}/${path}`;
    if (caches.has(entry.name)) {
      continue;
    }
    if (!plainName.test(entry.name)) {
      throw exerciseError(
        'file-refused',
        shown,
        'has a name that not every system can hold; use letters, digits, "_", "-" and "." only.',
      );
    }
    if (entry.isDirectory()) {
      files.push(...(await readFilesBelow(join(folder, entry.name), label, `${path}/`)));
    } else if (entry.isFile()) {
      files.push({ path, content: await readText(join(folder, entry.name), shown) });
    } else {
      throw exerciseError('file-refused', shown, 'is neither a file nor a folder; replace links by what they point to.');
    }
  }
  return files;
}

async function entriesOf(folder: string, label: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (cause) {
    throw exerciseError('file-missing', label, 'is missing; every exercise has this folder.', { cause });
  }
}

async function readText(file: string, shown: string): Promise<string> {
  const bytes = await readFile(file);
  if (bytes.length > MOST_BYTES) {
    throw exerciseError(
      'file-refused',
      shown,
      `is larger than ${String(MOST_BYTES)} bytes; exercises hold small text files only.`,
    );
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    if (!text.includes('\0')) {
      return text;
    }
  } catch (cause) {
    throw exerciseError('file-refused', shown, 'is not UTF-8 text; save it as UTF-8 or leave it out.', { cause });
  }
  throw exerciseError('file-refused', shown, 'holds a NUL character, so it is not text; leave it out.');
}

function refuseNearDuplicates(files: readonly TextFile[], label: string): void {
  const seen = new Map<string, string>();
  for (const { path } of files) {
    const folded = path.toLowerCase();
    const other = seen.get(folded);
    if (other !== undefined) {
      throw exerciseError('file-refused', `${label}/${path}`, `differs from ${other} in case only; rename one of them.`);
    }
    seen.set(folded, path);
  }
}
