import type { GradingReport, TextFile } from '@assay/contracts';

/** Who must not be recognised. */
export interface Identity {
  name: string;
  email: string;
}

/** Stands where something was taken out; the same for everybody. */
export const withheld = '[withheld]';

/**
 * A line that says who wrote the file: `# Author: …`, `@author …`, `:author: …`, `// Written by …`, `__author__ = …`,
 * `# Copyright (c) 2026 …`. The second capture is what goes; the line itself stays, so that line numbers do.
 */
const authorLines = [
  /^([\s#*/"'\-;<!]*[@:\\]?(?:authors?|written by|created by|coded by|made by|maintainers?|contact|e-?mail)\b\s*[:=\-]?\s*)(\S.*)$/i,
  /^(\s*__(?:authors?|email|credits|maintainers?|copyright)__\s*=\s*)(\S.*)$/i,
  /^([\s#*/"'\-;<!]*(?:copyright\b|©|\(c\)\s)\s*)(\S.*)$/i,
];
const assignment = /^\s*__/;
const commentStart = /^\s*(?:#|\/\/|\*|"""|'''|--|;|<!--|[@:\\])/;
const docstringLine = /^\s*(?:authors?|written by|created by|coded by|maintainers?|copyright)\b\s*[:=]?/i;

/** Takes from a text what would tell who the candidate is: full name (either order), e-mail address. */
export function blindText(text: string, { name, email }: Identity): string {
  const parts = name.trim().split(/\s+/).filter(Boolean);
  const reversed = parts.length > 1 ? [parts.at(-1) ?? '', ...parts.slice(0, -1)] : [];
  const patterns = [
    [email],
    ...(email.includes('@') ? [[email.slice(0, email.indexOf('@'))]].filter(([local]) => (local?.length ?? 0) >= 5) : []),
    parts,
    reversed,
  ].filter((words) => words.join('').length >= 3);
  return patterns.reduce((rest, words) => rest.replace(patternOf(words), withheld), text);
}

/** Files without author lines, name and address; every line keeps its number. */
export function blindFiles(files: readonly TextFile[], identity: Identity): TextFile[] {
  return files.map(({ path, content }) => ({
    path: blindText(path, identity),
    content: blindText(content.split('\n').map(withoutAuthor).join('\n'), identity),
  }));
}

/** A grading report whose captured texts say no more than the blinded files do. */
export function blindReport(report: GradingReport, identity: Identity): GradingReport {
  const blind = (text: string | null) =>
    text === null ? null : blindText(text.split('\n').map(withoutAuthor).join('\n'), identity);
  return {
    ...report,
    cases: report.cases.map((one) => ({
      ...one,
      message: blind(one.message),
      expected: blind(one.expected),
      actual: blind(one.actual),
      stdout: blind(one.stdout),
    })),
    fault: report.fault && { ...report.fault, message: blind(report.fault.message) ?? '' },
  };
}

function withoutAuthor(line: string): string {
  const isCandidate = commentStart.test(line) || assignment.test(line) || docstringLine.test(line);
  const found = isCandidate ? authorLines.map((pattern) => pattern.exec(line)).find((match) => match !== null) : undefined;
  if (!found) {
    return line;
  }
  const [, head = '', rest = ''] = found;
  const value = assignment.test(line) ? `'${withheld}'` : withheld;
  return `${head}${value}${closingOf(rest)}`;
}

/** What ends a comment or docstring on the same line must stay, or the lines below would change their meaning. */
function closingOf(rest: string): string {
  return /("""|'''|\*\/|-->)\s*$/.exec(rest)?.[0] ?? '';
}

/** Words one after another, whatever stands between them, and never inside a longer word. */
function patternOf(words: readonly string[]): RegExp {
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped.join('[\\s,._-]*')}(?![\\p{L}\\p{N}])`, 'giu');
}
