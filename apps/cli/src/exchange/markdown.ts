/** A code span, with more backticks around it than the text has in a row. */
export function codeSpan(text: string): string {
  const ticks = '`'.repeat(longestRun(text) + 1);
  return text.includes('`') ? `${ticks} ${text} ${ticks}` : `${ticks}${text}${ticks}`;
}

/** A fenced block, whatever fences the text itself has. */
export function codeBlock(text: string, language: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text.replace(/^\n+|\s+$/g, '')}\n${fence}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}

/** A table whose first row is its head. Cells are Markdown on one line. */
export function tableOf(rows: readonly (readonly string[])[]): string {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const line = (cells: readonly string[]) => `| ${Array.from({ length: columns }, (_, at) => cells[at] ?? '').join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(Array.from({ length: columns }, () => '---')), ...body.map(line)].join('\n');
}

/** What a pattern finds and what stands in its place, made of what its groups found. */
export type Replacement = readonly [pattern: RegExp, by: (...found: string[]) => string];

/** The text with all replacements made again and again until nothing changes, so that what is nested is replaced from the inside. */
export function replacedThroughout(given: string, replacements: readonly Replacement[]): string {
  let text = given;
  for (let before = ''; before !== text;) {
    before = text;
    for (const [pattern, by] of replacements) text = text.replace(pattern, by);
  }
  return text;
}

/** Text that a conversion is not to touch: a mark stands for it until all is done. */
export class KeptText {
  private readonly kept: string[] = [];

  keep(text: string): string {
    this.kept.push(text);
    return `\u{e000}${String(this.kept.length - 1)}\u{e001}`;
  }

  /** The text with everything back in its place, also what was kept inside of what was kept. */
  restored(text: string): string {
    const back = text.replace(/\u{e000}(\d+)\u{e001}/gu, (_, number) => this.kept[Number(number)] ?? '');
    return back === text ? text : this.restored(back);
  }
}
