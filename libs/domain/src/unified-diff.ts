/** One line of a change: on both sides, or on one of them. */
export interface DiffLine {
  readonly kind: 'context' | 'added' | 'removed';
  /** Number in the old version; null where it was added. */
  readonly before: number | null;
  /** Number in the new version; null where it was removed. */
  readonly after: number | null;
  readonly text: string;
}

export interface DiffHunk {
  /** What git says about where it is, such as the function; may be empty. */
  readonly heading: string;
  readonly lines: readonly DiffLine[];
}

/** The change of one file. */
export interface FileDiff {
  /** After the change; before it where the file was removed. */
  readonly path: string;
  readonly state: 'changed' | 'added' | 'removed';
  readonly hunks: readonly DiffHunk[];
}

const hunkHead = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@ ?(.*)$/;
const nothing = '/dev/null';

/**
 * Reads a unified diff as git writes it. Lines between files that say nothing of their text (`diff --git`, `index`, modes) are passed
 * over. Never throws: answers a sentence with the line at which it is no diff.
 */
export function parseUnifiedDiff(text: string): FileDiff[] | string {
  const rows = text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n');
  const files: FileDiff[] = [];
  let at = 0;
  while (at < rows.length) {
    const row = rows[at] ?? '';
    if (row.startsWith('--- ') && rows[at + 1]?.startsWith('+++ ') === true) {
      const read = readFile(rows, at);
      if (typeof read === 'string') return read;
      files.push(read.file);
      at = read.next;
    } else if (hunkHead.test(row)) {
      return `line ${String(at + 1)} begins a hunk of no file: "--- a/…" and "+++ b/…" must stand above it`;
    } else {
      at += 1;
    }
  }
  return files.length === 0 ? 'no line begins the change of a file with "--- a/…" and "+++ b/…"' : files;
}

function readFile(rows: readonly string[], from: number): { file: FileDiff; next: number } | string {
  const before = pathIn(rows[from] ?? '');
  const after = pathIn(rows[from + 1] ?? '');
  const hunks: DiffHunk[] = [];
  let at = from + 2;
  while (hunkHead.test(rows[at] ?? '')) {
    const read = readHunk(rows, at);
    if (typeof read === 'string') return read;
    hunks.push(read.hunk);
    at = read.next;
  }
  if (hunks.length === 0) return `line ${String(at + 1)} must begin a hunk with "@@ -1,2 +1,3 @@"`;
  const state = before === nothing ? 'added' : after === nothing ? 'removed' : 'changed';
  return { file: { path: state === 'removed' ? before : after, state, hunks }, next: at };
}

/** `+++ b/app/main.py` → `app/main.py`; a tab begins what some tools add. */
function pathIn(row: string): string {
  const path = row.slice(4).replace(/\t.*$/, '').trim();
  return path === nothing ? path : path.replace(/^[ab]\//, '');
}

const kinds: Readonly<Record<string, DiffLine['kind']>> = { ' ': 'context', '+': 'added', '-': 'removed' };

function readHunk(rows: readonly string[], from: number): { hunk: DiffHunk; next: number } | string {
  const [, oldStart = '', oldCount = '1', newStart = '', newCount = '1', heading = ''] = hunkHead.exec(rows[from] ?? '') ?? [];
  const lines: DiffLine[] = [];
  let [before, after] = [Number(oldStart), Number(newStart)];
  const [oldEnd, newEnd] = [before + Number(oldCount), after + Number(newCount)];
  let at = from + 1;
  while (before < oldEnd || after < newEnd) {
    const row = rows[at];
    if (row === undefined) return `the hunk of line ${String(from + 1)} ends before all its lines were given`;
    at += 1;
    if (row.startsWith('\\')) continue;
    // Some editors take away the one space of an empty line.
    const kind = kinds[row.charAt(0) || ' '];
    if (kind === undefined) return `line ${String(at)} begins with neither a space nor + or -`;
    lines.push({
      kind,
      before: kind === 'added' ? null : before,
      after: kind === 'removed' ? null : after,
      text: row.slice(1),
    });
    if (kind !== 'added') before += 1;
    if (kind !== 'removed') after += 1;
    if (before > oldEnd || after > newEnd) {
      return `line ${String(at)} is one more than the hunk of line ${String(from + 1)} counts`;
    }
  }
  while (rows[at]?.startsWith('\\') === true) at += 1;
  return { hunk: { heading, lines }, next: at };
}

/** The lines of the new version that a change shows, by file. */
export function shownLines(files: readonly FileDiff[]): Map<string, Set<number>> {
  return new Map(
    files.map(({ path, hunks }) => [
      path,
      new Set(hunks.flatMap(({ lines }) => lines.map(({ after }) => after)).filter((line) => line !== null)),
    ]),
  );
}
