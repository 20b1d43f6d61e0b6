import './surfaces.css';
import type { ReactNode } from 'react';
import { lazy, Suspense, useRef } from 'react';
import { Markdown } from '../../../components/markdown.js';
import { classNames } from '../../../components/class-names.js';

const MarkdownAside = lazy(async () => ({ default: (await import('./markdown-aside.js')).MarkdownAside }));

export interface ShownDocument {
  path: string;
  /** As it was a moment ago. */
  text: string;
  preview: boolean;
  onLine: (line: number) => void;
}

/** Around the editor: for a Markdown document its outline and how it reads; nothing for other files. */
export function DocumentFrame({ document, children }: { document: ShownDocument | null; children: ReactNode }) {
  const page = useRef<HTMLDivElement>(null);
  const jump = (line: number, index: number): void => {
    if (document?.preview !== true) {
      document?.onLine(line);
      return;
    }
    const heading = page.current?.querySelectorAll<HTMLElement>('h3, h4, h5, h6')[index];
    heading?.setAttribute('tabindex', '-1');
    heading?.focus();
    heading?.scrollIntoView({ block: 'start' });
  };
  return (
    <div className={classNames('mdedit', document !== null && 'doc')}>
      <div className="mdmain">
        {children}
        {document?.preview === true && (
          <div ref={page} className="mdpreview" role="region" aria-label={`${document.path}, as it reads`} tabIndex={0}>
            {document.text.trim() === '' ? (
              <p className="muted">There is nothing to read yet.</p>
            ) : (
              <Markdown startLevel={3}>{document.text}</Markdown>
            )}
          </div>
        )}
      </div>
      {document && (
        <Suspense fallback={null}>
          <MarkdownAside text={document.text} onLine={jump} />
        </Suspense>
      )}
    </div>
  );
}
