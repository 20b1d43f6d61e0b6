export interface Heading {
  level: number;
  text: string;
  /** Line in the document, counted from 1. */
  line: number;
}

const fence = /^ {0,3}(`{3,}|~{3,})/;

/** The headings of a document; what stands in code blocks is none. */
export function headingsOf(text: string): Heading[] {
  const headings: Heading[] = [];
  let open: string | null = null;
  for (const [index, line] of text.split('\n').entries()) {
    const mark = fence.exec(line)?.[1];
    if (open === null && mark !== undefined) open = mark;
    else if (open !== null && mark?.startsWith(open) === true && line.trim() === mark) open = null;
    else if (open === null) {
      const [, signs = '', title = ''] = /^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$/.exec(line) ?? [];
      if (signs !== '') headings.push({ level: signs.length, text: title.replace(/[*_`]/g, ''), line: index + 1 });
    }
  }
  return headings;
}

/** Words as a reader counts them: marks, rules and table borders are none. */
export function wordCount(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
