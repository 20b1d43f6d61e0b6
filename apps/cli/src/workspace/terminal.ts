import process from 'node:process';

// eslint-disable-next-line no-control-regex -- control characters are what it is about.
const steering = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Text without what steers a terminal or turns the direction of reading: part of it may have been written by a candidate. */
export function harmless(text: string): string {
  return text.replace(steering, '\uFFFD');
}

/** One line for the person at the terminal. */
export function say(line = ''): void {
  process.stdout.write(`${harmless(line)}\n`);
}

/** One line about what went wrong. */
export function complain(line: string): void {
  process.stderr.write(`${harmless(line)}\n`);
}

/** Milliseconds as a person says them: `0.4 s`, `12 s`, `2 min 5 s`. */
export function duration(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 10) {
    return `${seconds.toFixed(1)} s`;
  }
  return seconds < 90 ? `${seconds.toFixed(0)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** Rows under headings, columns as wide as they need; columns named in `right` are numbers. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[], right: readonly string[] = []): string {
  const widths = headings.map((heading, column) => Math.max(heading.length, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return right.includes(headings[column] ?? '') ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  return [line(headings), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
}
