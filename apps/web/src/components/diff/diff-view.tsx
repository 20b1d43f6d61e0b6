import './diff.css';
import type { DiffHunk, DiffLine, FileDiff } from '@assay/domain';
import type { KeyboardEvent, ReactNode } from 'react';
import { Fragment, useMemo, useRef, useState } from 'react';
import { classNames } from '../class-names.js';
import type { Token } from '../code/highlight.js';
import { highlightLines } from '../code/highlight.js';
import { Tag } from '../tag.js';

/** Lines of the new version of one file, both ends included. */
export interface DiffPlace {
  file: string;
  from: number;
  to: number;
}

export interface DiffViewProps {
  files: readonly FileDiff[];
  /** Hang under the line of the new version that ends their place. */
  cards?: readonly (DiffPlace & { key: string; card: ReactNode })[];
  selection?: DiffPlace | null;
  /** Makes the new version's line numbers buttons: press chooses a line, with Shift a range; arrows move. */
  onSelect?: (place: DiffPlace) => void;
  /** Enter on a line number. */
  onOpen?: () => void;
}

/** A change as files with the numbers of both versions. Each file scrolls sideways in its own focusable region. */
export function DiffView({ files, cards = [], selection = null, onSelect, onOpen }: DiffViewProps) {
  return (
    <div className="dv">
      {files.map((file) => (
        <FileChange
          key={file.path}
          file={file}
          cards={cards.filter((card) => card.file === file.path)}
          selection={selection?.file === file.path ? selection : null}
          {...(onSelect && { onSelect })}
          {...(onOpen && { onOpen })}
        />
      ))}
    </div>
  );
}

const states: Record<FileDiff['state'], string> = { changed: 'changed', added: 'new file', removed: 'removed' };
const signs: Record<DiffLine['kind'], string> = { context: ' ', added: '+', removed: '−' };
const words: Record<DiffLine['kind'], string> = { context: '', added: 'added: ', removed: 'removed: ' };
const classes: Record<DiffLine['kind'], string | false> = { context: false, added: 'add', removed: 'del' };

type FileChangeProps = Omit<DiffViewProps, 'files'> & { file: FileDiff };

function FileChange({ file, cards = [], selection = null, onSelect, onOpen }: FileChangeProps) {
  const region = useRef<HTMLDivElement>(null);
  const hunks = useMemo(() => file.hunks.map((hunk) => ({ hunk, tokens: tokensOf(hunk, file.path) })), [file]);
  const numbers = useMemo(() => file.hunks.flatMap(({ lines }) => lines.flatMap(({ after }) => after ?? [])), [file]);
  const [focused, setFocused] = useState(numbers[0] ?? 0);
  const [anchor, setAnchor] = useState<number | null>(null);
  const count = (kind: DiffLine['kind']): number =>
    file.hunks.flatMap(({ lines }) => lines).filter((one) => one.kind === kind).length;

  const choose = (line: number, extend: boolean): void => {
    const from = extend ? (anchor ?? selection?.from ?? line) : line;
    setAnchor(from);
    setFocused(line);
    onSelect?.({ file: file.path, from: Math.min(from, line), to: Math.max(from, line) });
  };
  const press = (event: KeyboardEvent, line: number): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      if (selection === null || line < selection.from || line > selection.to) choose(line, false);
      onOpen?.();
      return;
    }
    const at = numbers.indexOf(line);
    const targets: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: numbers.length - 1,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    const next = numbers[Math.min(numbers.length - 1, Math.max(0, target))] ?? line;
    choose(next, event.shiftKey);
    region.current?.querySelector<HTMLElement>(`[data-line="${String(next)}"]`)?.focus();
  };

  return (
    <section className="dvf" aria-label={`Change of ${file.path}`}>
      <div className="row wrap dvhead">
        <h4 className="mono">{file.path}</h4>
        <span className="tiny muted">{states[file.state]}</span>
        <span className="sp" />
        <Tag tone="plain">
          +{count('added')} −{count('removed')}
        </Tag>
      </div>
      <div ref={region} className="code dvc" role="region" aria-label={`Lines of ${file.path}`} tabIndex={0}>
        {hunks.map(({ hunk, tokens }, index) => (
          <Fragment key={index}>
            <div className="dvh">{headOf(hunk)}</div>
            {hunk.lines.map((line, at) => {
              const { after } = line;
              const selected = selection !== null && after !== null && selection.from <= after && after <= selection.to;
              const commented = after !== null && cards.some(({ from, to }) => from <= after && after <= to);
              return (
                <Fragment key={at}>
                  <div className={classNames('dvl', classes[line.kind], selected && 'sel', commented && 'cm')}>
                    <span className="no" aria-hidden="true">
                      {line.before}
                    </span>
                    {onSelect && after !== null ? (
                      <button
                        type="button"
                        className="no"
                        data-line={after}
                        tabIndex={after === focused ? 0 : -1}
                        aria-label={`Line ${String(after)}`}
                        aria-pressed={selected}
                        onClick={(event) => choose(after, event.shiftKey)}
                        onKeyDown={(event) => press(event, after)}
                      >
                        {after}
                      </button>
                    ) : (
                      <span className="no" aria-hidden="true">
                        {after}
                      </span>
                    )}
                    <span className="sg" aria-hidden="true">
                      {signs[line.kind]}
                    </span>
                    <span className="src">
                      {words[line.kind] && <span className="sr">{words[line.kind]}</span>}
                      <LineText tokens={tokens[at] ?? []} />
                    </span>
                  </div>
                  {after !== null && cards.filter(({ to }) => to === after).map(({ key, card }) => <div key={key}>{card}</div>)}
                </Fragment>
              );
            })}
          </Fragment>
        ))}
      </div>
    </section>
  );
}

function headOf({ heading, lines }: DiffHunk): string {
  const after = lines.flatMap((line) => line.after ?? []);
  const span = after.length === 0 ? 'Removed' : `Lines ${String(after[0])} to ${String(after.at(-1))}`;
  return heading === '' ? span : `${span}: ${heading}`;
}

/** Each side is coloured as the whole that it is, so that a string over several lines stays one. */
function tokensOf({ lines }: DiffHunk, path: string): Token[][] {
  const side = (without: DiffLine['kind']): Token[][] =>
    highlightLines(
      lines
        .filter(({ kind }) => kind !== without)
        .map(({ text }) => text)
        .join('\n'),
      path,
    );
  const [before, after] = [side('added').values(), side('removed').values()];
  return lines.map(({ kind }) => {
    const old = kind === 'added' ? undefined : before.next().value;
    const now = kind === 'removed' ? undefined : after.next().value;
    return now ?? old ?? [];
  });
}

function LineText({ tokens }: { tokens: readonly Token[] }) {
  if (tokens.every(({ text }) => text === '')) return ' ';
  return tokens.map((token, index) => (
    <span key={index} className={token.className || undefined}>
      {token.text}
    </span>
  ));
}
