import type { TextFile } from '@assay/contracts';
import TurndownService from 'turndown';
import { withReadableFormulas } from '../formula.js';
import { codeBlock, KeptText, tableOf } from '../markdown.js';

export interface QuestionText {
  markdown: string;
  /** What stands in the text and could not be carried over, in sentences. */
  leftOut: string[];
}

/** Elements that are controls, panels of results or program text of the page, not part of what is read. */
const unread = [
  ...['script', 'style', 'pl-submission-panel', 'pl-answer-panel', 'pl-file-editor', 'pl-file-upload', 'pl-file-preview'],
  ...['pl-external-grader-results', 'pl-hidden-hints', 'pl-figure', 'img'],
];
/** Elements of which something is read, or that hold nothing that a candidate would miss. */
const understood =
  /^pl-(?:question-panel|code|variable|external-grader-variables|overlay|background|location|card|hidden-hints)$/;

/**
 * What a question says, as Markdown: without its controls, its answer and anything that a page would run.
 *
 * @param files those of the question, for elements that show one
 */
export function textOfQuestion(html: string, files: readonly TextFile[]): QuestionText {
  const kept = new KeptText();
  const unknown = new Set<string>();
  const shown = withReadableFormulas(withoutPrograms(keepVerbatim(html, files, kept)), 'tex', unknown, (code) =>
    kept.keep(decoded(code)),
  );
  const markdown = kept.restored(converter().turndown(shown)).trim();
  return { markdown, leftOut: leftOutOf(html, unknown) };
}

function withoutPrograms(html: string): string {
  return html.replace(/<!--[^]*?-->|<(script|style)\b[^]*?<\/\1>/g, '');
}

/** Text whose white space counts, and Markdown inside the page, as they are: a browser's rules would make one line of them. */
function keepVerbatim(html: string, files: readonly TextFile[], kept: KeptText): string {
  const block = (text: string) => `<div>${kept.keep(text)}</div>`;
  return html
    .replace(/<pl-code\b([^>]*)>([^]*?)<\/pl-code>/g, (_, attributes: string, inner: string) => {
      const source = attributeOf(attributes, 'source-file-name');
      const text = source === undefined ? decoded(inner) : files.find(({ path }) => path === source)?.content;
      return text === undefined || text.trim() === ''
        ? ''
        : block(codeBlock(text, attributeOf(attributes, 'language') ?? 'text'));
    })
    .replace(/<pl-variable\b((?:"[^"]*"|'[^']*'|[^>"'])*)>([^]*?)<\/pl-variable>/g, (_, attributes: string, inner: string) =>
      itemOf(attributes, inner),
    )
    .replace(/<(\/?)pl-external-grader-variables\b(?:"[^"]*"|'[^']*'|[^>"'])*>/g, '<$1ul>')
    .replace(/<markdown>([^]*?)<\/markdown>/g, (_, text: string) => block(dedented(text)))
    .replace(/<(code|pre)\b[^>]*>(?:[^<]*\$[^<]*)<\/\1>/g, (element) => element.replaceAll('$', kept.keep('$')));
}

/** A name that candidates are given or are to define, as an item of a list. */
function itemOf(attributes: string, inner: string): string {
  const [name = '', type, description = ''] = ['name', 'type', 'description'].map((each) => attributeOf(attributes, each));
  const said = inner.trim() === '' ? description : inner.trim();
  return `<li><code>${name}</code>${type === undefined ? '' : ` (${type})`}${said === '' ? '' : `: ${said}`}</li>`;
}

function dedented(text: string): string {
  const indents = text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.search(/\S/)]));
  const least = Math.min(...indents);
  return text
    .split('\n')
    .map((line) => line.slice(Math.min(least, line.length)))
    .join('\n')
    .trim();
}

function converter(): TurndownService {
  const service = new TurndownService({ headingStyle: 'atx', codeBlockStyle: 'fenced', bulletListMarker: '-' });
  service.remove((node) => unread.includes(nameOf(node)));
  const rule = (name: string, names: readonly string[], replacement: (text: string, node: unknown) => string) =>
    service.addRule(name, { filter: (node) => names.includes(nameOf(node)), replacement });
  rule('headings below the title', ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'], (text) => `\n\n## ${text}\n\n`);
  rule('code in other words', ['tt', 'samp', 'kbd'], (text) => (text.trim() === '' ? '' : `\`${text}\``));
  rule('powers', ['sup'], (text) => (/^(?:st|nd|rd|th)$/.test(text.trim()) ? text : `^${text}`));
  rule('indices', ['sub'], (text) => `_${text}`);
  rule('tables', ['table'], (_, node) => `\n\n${tableOf(rowsOf(node, service))}\n\n`);
  return service;
}

function rowsOf(node: unknown, service: TurndownService): string[][] {
  return Array.from(element(node).querySelectorAll('tr'), (row) =>
    Array.from(row.querySelectorAll('th, td'), (cell) =>
      service.turndown(cell.innerHTML).replace(/\s+/g, ' ').replaceAll('|', '\\|'),
    ),
  );
}

/** What is read of an element; the library's own types are those of a browser. */
interface PageElement {
  nodeName: string;
  innerHTML: string;
  querySelectorAll: (selector: string) => ArrayLike<PageElement>;
}
const element = (node: unknown) => node as PageElement;
const nameOf = (node: unknown) => element(node).nodeName.toLowerCase();

/** The value of an attribute in the text of a start tag. */
export function attributeOf(attributes: string, name: string): string | undefined {
  const [, double, single] = new RegExp(`(?<![\\w-])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes) ?? [];
  return double ?? single;
}

export function decoded(html: string): string {
  const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ', amp: '&' };
  return html.replace(/&(lt|gt|quot|#39|nbsp|amp);/g, (_, name: string) => entities[name] ?? '');
}

function leftOutOf(html: string, unknown: ReadonlySet<string>): string[] {
  if (html.trim() === '') return ['question.html: is missing or empty; write the task into statement.md.'];
  const said: string[] = [];
  if (html.includes('{{')) said.push('question.html: values in {{…}} stay as they are; write them out in statement.md.');
  if (/<img\b|<pl-figure\b/.test(html)) said.push('question.html: pictures are not carried over.');
  if (unknown.size > 0) {
    said.push(`question.html: ${[...unknown].join(', ')} stand in statement.md as they are; write out what they mean.`);
  }
  if (/<pl-answer-panel\b/.test(html)) said.push('question.html: the panel with the answer is not shown; use it for the rubric.');
  if (/<pl-hidden-hints\b/.test(html)) said.push('question.html: hints are not carried over.');
  if (/<pl-external-grader-variables\b(?![^>]*\bempty\b)[^>]*>\s*<\/pl-external-grader-variables>/.test(html)) {
    said.push('question.html: a list of names comes from server.py; write it into statement.md.');
  }
  const others = new Set([...html.matchAll(/<(pl-[\w-]+)/g)].map(([, name = '']) => name));
  for (const name of others) {
    if (understood.test(name) || unread.includes(name)) continue;
    said.push(`question.html: the page's <${name}> has no place here; candidates edit a file.`);
  }
  return said;
}
