import type { FormFieldOf } from '@assay/contracts';
import { parseUnifiedDiff, shownLines } from '@assay/domain';
import { useMemo, useState } from 'react';
import { Button } from '../../../components/button.js';
import type { DiffPlace } from '../../../components/diff/diff-view.js';
import { DiffView } from '../../../components/diff/diff-view.js';
import { Segmented, SelectField, TextArea } from '../../../components/field.js';
import { Note } from '../../../components/note.js';
import { useShortcuts } from '../../../components/shortcuts/shortcuts.js';
import { Tag } from '../../../components/tag.js';
import { count } from '../../../lib/time.js';
import type { WrittenFinding } from './answers-document.js';
import { findingsOf } from './answers-document.js';
import type { FieldProps } from './fields.js';

interface FindingsFieldProps extends FieldProps<FormFieldOf<'findings'>> {
  /** The text of the diff, as the exercise gave it. */
  diff: string;
}

/** What is written at the moment: a new finding, or one of the list. */
interface Open {
  index: number | null;
  finding: WrittenFinding;
}

/** A change with comments at its lines, and the list of them. */
export function FindingsField({ field, value, onChange, readOnly, labelledBy, diff }: FindingsFieldProps) {
  const files = useMemo(() => parseUnifiedDiff(diff), [diff]);
  const findings = findingsOf(value);
  const [selection, setSelection] = useState<DiffPlace | null>(null);
  const [open, setOpen] = useState<Open | null>(null);
  const begin = (): void => {
    if (selection === null || readOnly) return;
    const [category, severity] = [field.categories[0]?.id ?? '', field.severities[0]?.id ?? ''];
    setOpen({ index: null, finding: { ...selection, category, severity, comment: '' } });
  };
  const step = (by: number): void => {
    const places = typeof files === 'string' ? [] : placesIn(shownLines(files));
    const at = places.findIndex(({ file, from }) => file === selection?.file && from === selection.to);
    const next = places[Math.min(places.length - 1, Math.max(0, at + by))];
    if (!next) return;
    setSelection(next);
    focusLine(next);
  };
  useShortcuts(
    'Code review',
    readOnly
      ? []
      : [
          { keys: 'j', label: 'Next line', run: () => step(1) },
          { keys: 'k', label: 'Previous line', run: () => step(-1) },
          { keys: 'c', label: 'Comment on the chosen lines', run: begin },
        ],
  );
  if (typeof files === 'string') {
    return (
      <Note tone="warn" fact={`${field.diff} cannot be shown as a change:`}>
        {files}.
      </Note>
    );
  }

  const keep = (finding: WrittenFinding): void => {
    const all = open?.index === null ? [...findings, finding] : findings.map((one, at) => (at === open?.index ? finding : one));
    onChange(all);
    close(finding);
  };
  const close = (finding: WrittenFinding): void => {
    setOpen(null);
    requestAnimationFrame(() => focusLine(finding));
  };
  const remove = (index: number): void => {
    const rest = findings.toSpliced(index, 1);
    onChange(rest.length === 0 ? null : rest);
    setOpen(null);
  };
  const edit = (index: number): void => {
    const finding = findings[index];
    if (!finding) return;
    setSelection({ file: finding.file, from: finding.from, to: finding.to });
    setOpen({ index, finding });
  };

  const composer = open && (
    <Composer
      key={`${String(open.index)} ${String(open.finding.to)}`}
      field={field}
      start={open.finding}
      isNew={open.index === null}
      onKeep={keep}
      onClose={() => close(open.finding)}
    />
  );
  const cards = [
    ...findings.flatMap((finding, index) =>
      open?.index === index
        ? []
        : [
            {
              ...placeOf(finding),
              key: `finding-${String(index)}`,
              card: (
                <FindingCard field={field} finding={finding} number={index + 1} onEdit={readOnly ? null : () => edit(index)} />
              ),
            },
          ],
    ),
    ...(open ? [{ ...placeOf(open.finding), key: 'composer', card: composer }] : []),
  ];
  return (
    <div className="ffind" role="group" aria-labelledby={labelledBy}>
      {!readOnly && (
        <div className="ftool row wrap">
          <span className="small muted" role="status">
            {selection === null
              ? 'Choose a line number of the new version, with Shift a range. Then comment with C.'
              : `Chosen: ${selection.file}, ${linesOf(selection)}.`}
          </span>
          <span className="sp" />
          <Button size="sm" icon="comment" unavailable={selection === null && 'Choose a line first'} onClick={begin} keys="c">
            Comment
          </Button>
        </div>
      )}
      <DiffView files={files} cards={cards} selection={selection} {...(!readOnly && { onSelect: setSelection, onOpen: begin })} />
      <h4>{findings.length === 0 ? 'No comment yet' : `Your review: ${count(findings.length, 'comment')}`}</h4>
      <ol className="plain flist">
        {findings.map((finding, index) => (
          <li key={index} className="row wrap">
            <span className="fpos">{index + 1}</span>
            <Severity field={field} finding={finding} />
            <span className="flab">
              <span className="mono tiny">
                {finding.file} {linesOf(finding)}
              </span>{' '}
              {firstLine(finding.comment)}
            </span>
            {!readOnly && (
              <span className="row g1">
                <Button size="sm" kind="quiet" aria-label={`Edit comment ${String(index + 1)}`} onClick={() => edit(index)}>
                  Edit
                </Button>
                <Button size="sm" kind="quiet" aria-label={`Delete comment ${String(index + 1)}`} onClick={() => remove(index)}>
                  Delete
                </Button>
              </span>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}

interface ComposerProps {
  field: FormFieldOf<'findings'>;
  start: WrittenFinding;
  isNew: boolean;
  onKeep: (finding: WrittenFinding) => void;
  onClose: () => void;
}

function Composer({ field, start, isNew, onKeep, onClose }: ComposerProps) {
  const [finding, setFinding] = useState(start);
  const change = (part: Partial<WrittenFinding>): void => setFinding((now) => ({ ...now, ...part }));
  useShortcuts('Comment', [
    { keys: 'mod+enter', label: isNew ? 'Add the comment' : 'Keep the changes', run: () => onKeep(finding) },
    ...field.severities.slice(0, 9).map(({ id, label }, at) => ({
      keys: `alt+${String(at + 1)}`,
      label: `Severity: ${label}`,
      run: () => change({ severity: id }),
    })),
  ]);
  return (
    <div
      className="dvcard open"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <TextArea
        label={`Comment on ${linesOf(finding)}`}
        rows={3}
        maxLength={4_000}
        autoFocus
        value={finding.comment}
        onChange={(event) => change({ comment: event.currentTarget.value })}
      />
      <div className="row wrap g3">
        <SelectField
          label="Category"
          value={finding.category}
          options={field.categories.map(({ id, label }) => ({ value: id, label }))}
          onChange={(event) => change({ category: event.currentTarget.value })}
        />
        <div className="field">
          <span className="lab">Severity</span>
          <Segmented
            label="Severity"
            value={finding.severity}
            options={field.severities.map(({ id, label }) => ({ value: id, label }))}
            onChange={(severity) => change({ severity })}
          />
        </div>
      </div>
      <div className="row wrap">
        <Button kind="primary" size="sm" keys="mod+enter" onClick={() => onKeep(finding)}>
          {isNew ? 'Add comment' : 'Keep changes'}
        </Button>
        <Button kind="quiet" size="sm" onClick={onClose}>
          {isNew ? 'Discard' : 'Cancel'}
        </Button>
      </div>
    </div>
  );
}

interface FindingCardProps {
  field: FormFieldOf<'findings'>;
  finding: WrittenFinding;
  number: number;
  onEdit: (() => void) | null;
}

function FindingCard({ field, finding, number, onEdit }: FindingCardProps) {
  return (
    <div className="dvcard">
      <div className="row wrap">
        <span className="fpos">{number}</span>
        <Severity field={field} finding={finding} />
        <span className="small muted">{linesOf(finding)}</span>
        <span className="sp" />
        {onEdit && (
          <Button size="sm" kind="quiet" onClick={onEdit} aria-label={`Edit the comment on ${linesOf(finding)}`}>
            Edit
          </Button>
        )}
      </div>
      <p>{finding.comment || <span className="muted">No words yet.</span>}</p>
    </div>
  );
}

function Severity({ field, finding }: { field: FormFieldOf<'findings'>; finding: WrittenFinding }) {
  const labelIn = (items: readonly { id: string; label: string }[], id: string): string =>
    items.find((item) => item.id === id)?.label ?? id;
  return (
    <>
      <Tag tone="acc">{labelIn(field.severities, finding.severity)}</Tag>
      <Tag tone="plain">{labelIn(field.categories, finding.category)}</Tag>
    </>
  );
}

/** Every line that can be chosen, in the order of the page. */
function placesIn(shown: ReadonlyMap<string, ReadonlySet<number>>): DiffPlace[] {
  return [...shown].flatMap(([file, lines]) => [...lines].map((line) => ({ file, from: line, to: line })));
}

function focusLine({ file, to }: { file: string; to: number }): void {
  const region = [...document.querySelectorAll('.dvf')].find((one) => one.getAttribute('aria-label') === `Change of ${file}`);
  region?.querySelector<HTMLElement>(`[data-line="${String(to)}"]`)?.focus();
}

const placeOf = ({ file, from, to }: WrittenFinding): DiffPlace => ({ file, from, to });

function linesOf({ from, to }: { from: number; to: number }): string {
  return from === to ? `line ${String(from)}` : `lines ${String(from)}–${String(to)}`;
}

function firstLine(comment: string): string {
  return comment.trim().split('\n')[0] ?? '';
}
