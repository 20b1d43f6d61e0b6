import './surfaces.css';
import { count } from '../../../lib/time.js';
import { headingsOf, wordCount } from './markdown-outline.js';

interface MarkdownAsideProps {
  text: string;
  onLine: (line: number, index: number) => void;
}

/** The outline of the document that is written, with the words of the whole. */
export function MarkdownAside({ text, onLine }: MarkdownAsideProps) {
  const headings = headingsOf(text);
  const top = Math.min(...headings.map(({ level }) => level));
  return (
    <nav className="mdout" aria-label="Outline">
      <p className="row wrap">
        <strong className="small">Outline</strong>
        <span className="sp" />
        <span className="tiny muted">{count(wordCount(text), 'word')}</span>
      </p>
      {headings.length === 0 ? (
        <p className="tiny muted">Headings that you write with # appear here.</p>
      ) : (
        <ol className="plain">
          {headings.map(({ level, text: title, line }, index) => (
            <li key={`${String(line)} ${title}`}>
              <button
                type="button"
                style={{ paddingLeft: `${String(8 + (level - top) * 12)}px` }}
                onClick={() => onLine(line, index)}
              >
                {title || 'Untitled'}
              </button>
            </li>
          ))}
        </ol>
      )}
    </nav>
  );
}
