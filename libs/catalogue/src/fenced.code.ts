interface Fence {
  /** Three or more backticks or tildes. */
  mark: string;
  /** The words behind it, such as the name of a language. */
  info: string;
}

/**
 * The lines of a Markdown text; those of fenced code, fences included, are empty, so that every other line keeps its number.
 *
 * As CommonMark has it, only a fence of the same sign closes one, at least as long and without words behind it; one that is never
 * closed goes to the end. A fence may stand at any depth, because list items move it in.
 */
export function withoutCode(markdown: string): string[] {
  let open: Fence | null = null;
  return markdown.split(/\r?\n/).map((line) => {
    const fence = fenceOf(line);
    if (open === null) {
      open = fence;
      return open === null ? line : '';
    }
    if (fence !== null && closes(fence, open)) open = null;
    return '';
  });
}

/** Backticks with more of them behind are code within a line. */
function fenceOf(line: string): Fence | null {
  const [, mark, info = ''] = /^\s*(`{3,}(?=[^`]*$)|~{3,})(.*)$/.exec(line) ?? [];
  return mark === undefined ? null : { mark, info: info.trim() };
}

function closes(fence: Fence, open: Fence): boolean {
  return fence.info === '' && fence.mark.startsWith(open.mark);
}
