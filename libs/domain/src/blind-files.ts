import type { GradingReport, TextFile } from '@assay/contracts';

/** Who must not be recognised. */
export interface Identity {
  name: string;
  email: string;
}

/** Stands where something was taken out; the same for everybody. */
export const withheld = '[withheld]';

/** What a comment or docstring says of its author; the first capture stays, the second goes. */
const signatures = [
  /^(.*?[@:\\]?\b(?:authors?|maintainers?)\b\s*[:=]+\s*)(\S.*)$/i,
  /^(\W*[@:\\](?:authors?|maintainers?)\s+)(\S.*)$/i,
  /^(.*?\b(?:written|created|coded|made|developed|maintained|implemented) by\b:?\s*)(\S.*)$/i,
  /^(.*?(?:\bcopyright\b|©|\(c\))\s*)(\S.*)$/i,
  /^(.*?\b(?:contact|e-?mail)\b\s*[:=]?\s*)(\S*@\S.*)$/i,
  /^(.*?)((?:https?:\/\/)?(?:www\.)?(?:github|gitlab|linkedin)\.com\/\S+.*)$/i,
];
const assignment = /^(\s*__(?:authors?|email|credits|maintainers?|copyright|contact)__\s*=\s*)(\S.*)$/;
const comment = /^(.*?)((?:#|\/\/|\/\*|--\s|<!--).*)$/;
/** Where a comment or docstring ends on the line: it must stay, or the lines below would mean something else. */
const closing = /\s*(?:"""|'''|\*\/|-->)\s*$/;
const docstringMark = /"""|'''/g;

/** Takes from a text what would tell who the candidate is: the full name in either order and the e-mail address. */
export function blindText(text: string, { name, email }: Identity): string {
  const words = name.trim().split(/\s+/);
  const reversed = [...words.slice(-1), ...words.slice(0, -1)];
  return [[email], words, reversed]
    .filter((sequence) => sequence.join('').length >= 3)
    .reduce((rest, sequence) => rest.replace(patternOf(sequence), withheld), text);
}

/** Files without author lines, name and address; every line keeps its number. */
export function blindFiles(files: readonly TextFile[], identity: Identity): TextFile[] {
  return files.map(({ path, content }) => ({
    path: blindText(path, identity),
    content: blindText(withoutSignatures(content), identity),
  }));
}

/** A value of JSON, the texts in it without what would tell who the candidate is. */
export function blindValue(value: unknown, identity: Identity): unknown {
  if (typeof value === 'string') return blindText(withoutSignatures(value), identity);
  if (Array.isArray(value)) return value.map((item) => blindValue(item, identity));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, blindValue(item, identity)]));
}

/** A grading report whose captured texts say no more than the blinded files do. */
export function blindReport(report: GradingReport, identity: Identity): GradingReport {
  const blind = <T extends string | null>(text: T) => (text === null ? text : blindText(withoutSignatures(text), identity)) as T;
  return {
    ...report,
    cases: report.cases.map((one) => ({
      ...one,
      message: blind(one.message),
      expected: blind(one.expected),
      actual: blind(one.actual),
      stdout: blind(one.stdout),
    })),
    fault: report.fault && { ...report.fault, message: blind(report.fault.message) },
  };
}

/** Only comments, docstrings and dunder assignments can sign a file: `author = book.author` is code and stays. */
function withoutSignatures(content: string): string {
  let inDocstring = false;
  const lines = content.split('\n').map((line) => {
    const marks = line.match(docstringMark)?.length ?? 0;
    const touchesDocstring = inDocstring || marks > 0;
    inDocstring = marks % 2 === 1 ? !inDocstring : inDocstring;
    return touchesDocstring ? unsigned(line) : withoutSignedComment(line);
  });
  return lines.join('\n');
}

function withoutSignedComment(line: string): string {
  const assigned = assignment.exec(line);
  if (assigned) {
    return `${assigned[1] ?? ''}'${withheld}'`;
  }
  const [, code = '', remark = ''] = comment.exec(line) ?? [];
  return remark === '' ? line : `${code}${unsigned(remark)}`;
}

function unsigned(text: string): string {
  const found = signatures.map((pattern) => pattern.exec(text)).find((match) => match !== null);
  if (!found) {
    return text;
  }
  const [, head = '', rest = ''] = found;
  return `${head}${withheld}${closing.exec(rest)?.[0] ?? ''}`;
}

/** Words one after another, whatever stands between them, and never inside a longer word. */
function patternOf(words: readonly string[]): RegExp {
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped.join('[\\s,._-]*')}(?![\\p{L}\\p{N}])`, 'giu');
}
