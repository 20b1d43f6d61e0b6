/** One line of a comparison: in both, only expected, or only in the candidate's answer. */
export interface DiffLine {
  kind: 'same' | 'expected' | 'yours';
  text: string;
}

const mostCells = 250_000;

/** Lines of the expected and the actual answer side by side: longest common subsequence; very long texts one after the other. */
export function diffLines(expected: string, actual: string): DiffLine[] {
  const a = expected.split('\n');
  const b = actual.split('\n');
  if (a.length * b.length > mostCells) {
    return [...a.map((text): DiffLine => ({ kind: 'expected', text })), ...b.map((text): DiffLine => ({ kind: 'yours', text }))];
  }
  const lengths = commonLengths(a, b);
  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]];
    if (left !== undefined && left === right) {
      lines.push({ kind: 'same', text: left });
      i += 1;
      j += 1;
    } else if (left !== undefined && (right === undefined || (lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0))) {
      lines.push({ kind: 'expected', text: left });
      i += 1;
    } else if (right !== undefined) {
      lines.push({ kind: 'yours', text: right });
      j += 1;
    }
  }
  return lines;
}

/** `lengths[i][j]`: length of the longest common subsequence of `a` from `i` and `b` from `j`. */
function commonLengths(a: readonly string[], b: readonly string[]): number[][] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    const row = lengths[i] ?? [];
    const below = lengths[i + 1] ?? [];
    for (let j = b.length - 1; j >= 0; j -= 1) {
      row[j] = a[i] === b[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return lengths;
}
