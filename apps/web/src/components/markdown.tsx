import ReactMarkdown from 'react-markdown';
import rehypeSanitize from 'rehype-sanitize';

export interface MarkdownProps {
  /** Written by authors; sanitised all the same. */
  children: string;
  /** Level that a `#` heading gets, so that headings fit the page around it. */
  startLevel?: 2 | 3;
}

/** A statement or a note as people wrote it. Wide code and tables scroll in their own region. */
export function Markdown({ children: text, startLevel = 2 }: MarkdownProps) {
  const Top = `h${String(startLevel)}` as 'h2' | 'h3';
  const Below = `h${String(startLevel + 1)}` as 'h3' | 'h4';
  return (
    <ReactMarkdown
      remarkPlugins={[remarkTables]}
      rehypePlugins={[rehypeSanitize]}
      components={{
        h1: ({ children }) => <Top>{children}</Top>,
        h2: ({ children }) => <Below>{children}</Below>,
        h3: ({ children }) => <h4>{children}</h4>,
        pre: ({ children }) => (
          <pre className="block" tabIndex={0}>
            {children}
          </pre>
        ),
        table: ({ children }) => (
          <div className="tw" role="region" aria-label="Table" tabIndex={0}>
            <table className="t">{children}</table>
          </div>
        ),
        a: ({ children, href }) => (
          <a href={href} rel="noreferrer noopener" target="_blank">
            {children}
          </a>
        ),
      }}
    >
      {text}
    </ReactMarkdown>
  );
}
