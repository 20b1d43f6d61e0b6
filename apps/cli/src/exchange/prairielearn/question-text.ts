import TurndownService from 'turndown';

/** Elements that are controls, panels of results or program text of the page, not part of what is read. */
const unread = [
  ...['script', 'style', 'pl-submission-panel', 'pl-answer-panel', 'pl-file-editor', 'pl-file-upload', 'pl-file-preview'],
  ...['pl-external-grader-results', 'pl-external-grader-variables', 'pl-hidden-hints', 'pl-figure', 'img'],
];

/** What a question says, as Markdown: without its controls, its answer and anything that a page would run. */
export function markdownOfQuestion(html: string): string {
  const service = new TurndownService({ headingStyle: 'atx', codeBlockStyle: 'fenced', bulletListMarker: '-' });
  service.remove((node) => unread.includes(elementOf(node).nodeName.toLowerCase()));
  service.addRule('code of the page', {
    filter: (node) => elementOf(node).nodeName === 'PL-CODE',
    replacement: (_, node) => `\n\n\`\`\`python\n${(elementOf(node).textContent ?? '').trim()}\n\`\`\`\n\n`,
  });
  service.addRule('headings below the title', {
    filter: ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
    replacement: (text) => `\n\n## ${text}\n\n`,
  });
  return service.turndown(html).trim();
}

/** What is read of an element; the library's own types are those of a browser. */
function elementOf(node: unknown): { nodeName: string; textContent: string | null } {
  return node as { nodeName: string; textContent: string | null };
}
