import type { ReactNode } from 'react';
import type { Components } from 'react-markdown';
import ReactMarkdown from 'react-markdown';
import rehypeSanitize from 'rehype-sanitize';
import { highlightLines } from './code/highlight.js';
import { remarkTables } from './remark-tables.js';

export interface MarkdownProps {
  /** Written by authors; sanitised all the same: no scripts, no styles, no frames. */
  children: string;
  /** Level that a `#` heading gets, so that headings fit the page around it. */
  startLevel?: 2 | 3;
}

/** A statement or a note as people wrote it. Wide code and tables scroll in their own region. */
export function Markdown({ children: text, startLevel = 2 }: MarkdownProps) {
  return (
    <div className="md">
      <ReactMarkdown remarkPlugins={[remarkTables]} rehypePlugins={[rehypeSanitize]} components={parts[startLevel]}>
        {text}
      </ReactMarkdown>
    </div>
  );
}

const shared: Components = {
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  ),
  pre: ({ children }) => (
    <pre className="block" tabIndex={0}>
      {children}
    </pre>
  ),
  code: ({ className, children }) => <Code python={className === 'language-python'}>{children}</Code>,
  table: ({ children }) => (
    <div className="tw" role="region" aria-label="Table" tabIndex={0}>
      <table className="t">{children}</table>
    </div>
  ),
};

/** Made once per level: components that are new at each render would throw their content away. */
const parts: Record<2 | 3, Components> = {
  2: {
    ...shared,
    h1: ({ children }) => <h2>{children}</h2>,
    h2: ({ children }) => <h3>{children}</h3>,
    h3: ({ children }) => <h4>{children}</h4>,
  },
  3: {
    ...shared,
    h1: ({ children }) => <h3>{children}</h3>,
    h2: ({ children }) => <h4>{children}</h4>,
    h3: ({ children }) => <h5>{children}</h5>,
  },
};

/** Code that says it is Python is coloured as in the editor. */
function Code({ python, children }: { python: boolean; children: ReactNode }) {
  if (!python || typeof children !== 'string') {
    return <code>{children}</code>;
  }
  return (
    <code>
      {highlightLines(children.replace(/\n$/, ''), 'example.py').map((tokens, line) => (
        <span key={line}>
          {line > 0 && '\n'}
          {tokens.map((token, index) => (
            <span key={index} className={token.className}>
              {token.text}
            </span>
          ))}
        </span>
      ))}
    </code>
  );
}
