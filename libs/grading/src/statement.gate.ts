import { withoutCode } from '@assay/catalogue';

/**
 * What keeps a statement from being read well, by eye or by ear, in sentences for its author: headings that do not form an outline,
 * pictures and links without words, tables without heads. Markdown between fences is code and is left alone.
 */
export function statementProblems(statement: string): string[] {
  const lines = withoutCode(statement);
  const text = lines.join('\n');
  return [
    ...headingProblems(lines),
    ...[...text.matchAll(/!\[\s*\]\(([^)]*)\)/g)].map(
      ([, to = '']) => `statement.md: the picture ${to} has no alternative text.`,
    ),
    ...[...text.matchAll(/(?<!!)\[\s*\]\(([^)]*)\)/g)].map(([, to = '']) => `statement.md: the link to ${to} has no text.`),
    ...tableProblems(lines),
    ...(/<(?:img|a|table|div|span|script|style|iframe)\b/i.test(text.replace(/`[^`]*`/g, ''))
      ? ['statement.md: HTML is shown as it stands; write Markdown instead.']
      : []),
  ];
}

function headingProblems(lines: readonly string[]): string[] {
  const headings = lines.flatMap((line, index) => {
    const [, marks, title = ''] = /^(#{1,6})\s+(.*)$/.exec(line) ?? [];
    return marks === undefined ? [] : [{ level: marks.length, title: title.trim(), at: index + 1 }];
  });
  const first = headings.filter(({ level }) => level === 1).length;
  const problems = first === 1 && headings[0]?.level === 1 ? [] : ['statement.md: begin with one heading of the first level.'];
  headings.forEach(({ level, title, at }, index) => {
    if (title === '') problems.push(`statement.md, line ${String(at)}: the heading is empty.`);
    const before = headings[index - 1]?.level ?? level;
    if (level > before + 1) {
      problems.push(`statement.md, line ${String(at)}: the heading "${title}" skips a level; use ${'#'.repeat(before + 1)}.`);
    }
  });
  return problems;
}

/** A row of dashes makes a table of the line above it, whose cells are read out with every cell below. */
function tableProblems(lines: readonly string[]): string[] {
  return lines.flatMap((line, index) => {
    if (!/^\s*\|?\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)*\|?\s*$/.test(line) || !line.includes('|')) return [];
    const heads = (lines[index - 1] ?? '')
      .trim()
      .replace(/^\||\|$/g, '')
      .split('|');
    const isEmpty = heads.some((head) => head.trim() === '');
    return isEmpty ? [`statement.md, line ${String(index)}: a column of the table has no head.`] : [];
  });
}
