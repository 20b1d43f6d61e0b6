import type { Problem, TextFile } from '@assay/contracts';

/** What one set of files may hold. */
export const intakeLimits = { files: 300, bytesPerFile: 1_000_000, bytesInAll: 5_000_000, pathLength: 200, depth: 10 } as const;

/** A file that is handed in: text from a browser, or bytes as an archive has them. */
export interface HandedInFile {
  readonly path: string;
  readonly content: TextFile['content'] | Uint8Array;
}

type Issues = NonNullable<Problem['issues']>;

/**
 * What is wrong with files that someone hands in, one line per file; empty when they can be taken. Paths are relative, of
 * plain letters, digits, `_`, `-` and `.` (not as the last sign of a name), different also where case does not count, and no file is
 * a folder of another.
 * Text is such as a database can keep: no NUL, no broken Unicode. Bytes may be anything; they are counted only.
 */
export function issuesOfFiles(files: readonly HandedInFile[]): Issues {
  const sizes = files.map(({ content }) => (typeof content === 'string' ? utf8Length(content) : content.length));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return [
    ...(files.length > intakeLimits.files ? [{ path: '', message: `More than ${String(intakeLimits.files)} files.` }] : []),
    ...(total > intakeLimits.bytesInAll ? [{ path: '', message: 'More than 5 MB in all.' }] : []),
    ...files.flatMap((file, index) => issueOf(file, sizes[index] ?? 0)),
    ...collisions(files),
  ];
}

function issueOf({ path, content }: HandedInFile, size: number): Issues {
  if (!isPlainPath(path)) {
    return [
      {
        path,
        message:
          'The name may hold letters, digits, “_”, “-”, “.” (not at the end) and “/” between folders, up to 200 signs and ten levels.',
      },
    ];
  }
  if (size > intakeLimits.bytesPerFile) {
    return [{ path, message: 'Larger than 1 MB.' }];
  }
  if (typeof content !== 'string') {
    return [];
  }
  if (content.includes('\0')) {
    return [{ path, message: 'Holds a NUL character, so it is not text.' }];
  }
  if (/\p{Surrogate}/u.test(content)) {
    return [{ path, message: 'Holds half of a character, so it is not valid text.' }];
  }
  return [];
}

function isPlainPath(path: string): boolean {
  const segments = path.split('/');
  return (
    path.length <= intakeLimits.pathLength &&
    segments.length <= intakeLimits.depth &&
    // Windows drops a full stop at the end, so that two names would be one there; `.` and `..` end with one too.
    segments.every((segment) => /^[A-Za-z0-9_.-]*[A-Za-z0-9_-]$/.test(segment))
  );
}

/** Files that a file system without case, or any file system, could not hold beside each other. */
function collisions(files: readonly HandedInFile[]): Issues {
  const paths = files.map(({ path }) => path.toLowerCase());
  // The first place of each: later entries of a map win.
  const first = new Map(paths.map((path, index) => [path, index] as const).reverse());
  const folders = new Set(paths.flatMap((path) => foldersOf(path)));
  return files.flatMap(({ path }, index) => {
    const folded = path.toLowerCase();
    if (first.get(folded) !== index) {
      return [{ path, message: 'Another file has this name (upper and lower case are the same here).' }];
    }
    return folders.has(folded) ? [{ path, message: 'Is a file and a folder at once.' }] : [];
  });
}

function foldersOf(path: string): string[] {
  const segments = path.split('/');
  return segments.slice(1).map((_, index) => segments.slice(0, index + 1).join('/'));
}

// eslint-disable-next-line no-control-regex -- the range of ASCII begins with control characters.
const isAscii = /^[\x00-\x7f]*$/;

/** Bytes of the text as UTF-8; a broken half of a pair counts as its replacement. */
function utf8Length(text: string): number {
  if (isAscii.test(text)) {
    return text.length;
  }
  let bytes = 0;
  for (const sign of text) {
    const point = sign.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}
