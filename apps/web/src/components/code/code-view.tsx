import type { KeyboardEvent, ReactNode } from 'react';
import { Fragment, useEffect, useMemo, useRef, useState } from 'react';
import { classNames } from '../class-names.js';
import type { Token } from './highlight.js';
import { highlightLines } from './highlight.js';

/** Lines `from` to `to`, both included, counted from 1. */
export interface LineRange {
  from: number;
  to: number;
}

export interface LineMark extends LineRange {
  /** `evidence` is cited, `current` is looked at, `added` and `removed` are of a diff. */
  kind: 'evidence' | 'current' | 'added' | 'removed';
  /** At the end of the first line, such as "E1". */
  chip?: ReactNode;
}

export interface CodeViewProps {
  code: string;
  path: string;
  /** Number of the first line shown. */
  firstLine?: number;
  marks?: readonly LineMark[];
  /** Cards that hang under their line. */
  cards?: ReadonlyMap<number, ReactNode>;
  selection?: LineRange | null;
  /** Makes line numbers buttons: press chooses a line, with Shift a range; arrows move. */
  onSelect?: (range: LineRange) => void;
  /** Brought into view when it changes. */
  scrollToLine?: number | null;
  className?: string;
}

const markClass: Record<LineMark['kind'], string> = { evidence: 'ev', current: 'cur', added: 'add', removed: 'del' };

/** Read-only code with line numbers, marks and line selection. Scrolls in its own focusable region. */
export function CodeView(props: CodeViewProps) {
  const { code, path, firstLine = 1, marks = [], cards, selection = null, onSelect, scrollToLine = null, className } = props;
  const lines = useMemo(() => highlightLines(code, path), [code, path]);
  const region = useRef<HTMLDivElement>(null);
  const [focusLine, setFocusLine] = useState(firstLine);
  const [anchor, setAnchor] = useState<number | null>(null);
  const lastLine = firstLine + lines.length - 1;

  useEffect(() => {
    if (scrollToLine !== null) {
      region.current?.querySelector(`[data-line="${String(scrollToLine)}"]`)?.scrollIntoView({ block: 'center' });
    }
  }, [scrollToLine]);

  const choose = (line: number, extend: boolean): void => {
    const from = extend ? (anchor ?? selection?.from ?? line) : line;
    setAnchor(from);
    setFocusLine(line);
    onSelect?.({ from: Math.min(from, line), to: Math.max(from, line) });
  };
  const move = (event: KeyboardEvent, line: number): void => {
    const targets: Record<string, number> = { ArrowDown: line + 1, ArrowUp: line - 1, Home: firstLine, End: lastLine };
    const target = targets[event.key];
    if (target === undefined || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    event.preventDefault();
    const next = Math.min(lastLine, Math.max(firstLine, target));
    choose(next, event.shiftKey);
    region.current?.querySelector<HTMLElement>(`[data-line="${String(next)}"] .no`)?.focus();
  };

  return (
    <div ref={region} className={classNames('code', className)} role="region" aria-label={path} tabIndex={0}>
      {lines.map((tokens, index) => {
        const line = firstLine + index;
        const over = marks.filter((mark) => mark.from <= line && line <= mark.to);
        const chips = over.filter((mark) => mark.from === line && mark.chip !== undefined);
        const selected = selection !== null && selection.from <= line && line <= selection.to;
        const card = cards?.get(line);
        return (
          <Fragment key={line}>
            <div className={classNames('ln', ...over.map((mark) => markClass[mark.kind]), selected && 'sel')} data-line={line}>
              {onSelect ? (
                <button
                  type="button"
                  className="no"
                  tabIndex={line === focusLine ? 0 : -1}
                  aria-label={`Line ${String(line)}`}
                  aria-pressed={selected}
                  onClick={(event) => choose(line, event.shiftKey)}
                  onKeyDown={(event) => move(event, line)}
                >
                  {line}
                </button>
              ) : (
                <span className="no" aria-hidden="true">
                  {line}
                </span>
              )}
              <span className="src">
                <LineText tokens={tokens} />
                {chips.map((mark, at) => (
                  <Fragment key={at}>{mark.chip}</Fragment>
                ))}
              </span>
            </div>
            {card}
          </Fragment>
        );
      })}
    </div>
  );
}

function LineText({ tokens }: { tokens: readonly Token[] }) {
  if (tokens.length === 0) {
    return ' ';
  }
  return tokens.map((token, index) =>
    token.className ? (
      <span key={index} className={token.className}>
        {token.text}
      </span>
    ) : (
      <Fragment key={index}>{token.text}</Fragment>
    ),
  );
}
