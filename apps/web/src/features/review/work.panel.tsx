import type { ComparedAnswers, Evidence, ReviewView } from '@assay/contracts';
import type { ReactNode } from 'react';
import { useMemo, useState } from 'react';
import { Button } from '../../components/button.js';
import type { LineMark, LineRange } from '../../components/code/code-view.js';
import { CodeView } from '../../components/code/code-view.js';
import { EmptyState } from '../../components/empty-state.js';
import { TextArea } from '../../components/field.js';
import { Icon } from '../../components/icon.js';
import { TabBar, TabPanel } from '../../components/tabs.js';
import { Tag } from '../../components/tag.js';
import { AnswersPanel } from './answers.panel.js';

interface WorkPanelProps {
  review: ReviewView;
  path: string;
  onPath: (path: string) => void;
  selection: LineRange | null;
  onSelect: (range: LineRange) => void;
  scrollToLine: number | null;
  /** Cited for the criterion in hand: marked at its lines. */
  cited: readonly Evidence[];
  /** The line a note is being written at. */
  noteAt: number | null;
  onNote: (text: string | null) => void;
  onTask: () => void;
  /** Cites the answer of one field of a form; absent when nothing can be rated. */
  onCiteAnswer?: (compared: ComparedAnswers, fieldId: string) => void;
}

/** Left: the submitted files, with what is cited marked at its lines. */
export function WorkPanel({
  review,
  path,
  onPath,
  selection,
  onSelect,
  scrollToLine,
  cited,
  noteAt,
  onNote,
  onTask,
  onCiteAnswer,
}: WorkPanelProps) {
  const compared = review.answers?.find((one) => answersTab(one) === path);
  const file = review.files.find((one) => one.path === path);
  const marks = useMemo(() => marksOf(cited, path), [cited, path]);
  const cards = useMemo(() => {
    const notes = new Map<number, ReactNode>();
    cited.forEach((evidence, index) => {
      if (evidence.kind === 'note' && evidence.path === path) {
        notes.set(evidence.line, <NoteCard key={index} number={index + 1} line={evidence.line} text={evidence.text} />);
      }
    });
    if (noteAt !== null) notes.set(noteAt, <NoteComposer key="composer" line={noteAt} onDone={onNote} />);
    return notes;
  }, [cited, path, noteAt, onNote]);
  return (
    <section className="dk-files" aria-label="Submission" data-region>
      <TabBar
        id="work"
        label="Submitted files"
        tabs={[
          ...(review.answers ?? []).map((one) => ({ value: answersTab(one), label: one.title, icon: 'clipboard' as const })),
          ...review.files.map((one) => ({ value: one.path, label: one.path, icon: 'file' as const })),
        ]}
        value={path}
        onChange={onPath}
        end={
          <Button kind="quiet" size="sm" icon="book" onClick={onTask}>
            Task
          </Button>
        }
      />
      <TabPanel id="work" value={path} className="dk-scroll">
        {compared ? (
          <AnswersPanel
            key={path}
            compared={compared}
            {...(onCiteAnswer && { onCite: (fieldId: string) => onCiteAnswer(compared, fieldId) })}
          />
        ) : file ? (
          <CodeView
            code={file.content}
            path={path}
            marks={marks}
            cards={cards}
            selection={selection}
            onSelect={onSelect}
            scrollToLine={scrollToLine}
          />
        ) : (
          <EmptyState icon="file" title="Nothing was handed in">
            There are no files to read. Rate only what there is evidence for.
          </EmptyState>
        )}
      </TabPanel>
    </section>
  );
}

function marksOf(cited: readonly Evidence[], path: string): LineMark[] {
  return cited.flatMap((evidence, index): LineMark[] => {
    if (evidence.kind === 'test' || evidence.path !== path) return [];
    const range = evidence.kind === 'lines' ? evidence : { from: evidence.line, to: evidence.line };
    const chip = (
      <span className="evt">
        <Icon name="link" small />E{index + 1}
      </span>
    );
    return [{ from: range.from, to: range.to, kind: 'evidence', chip }];
  });
}

function NoteCard({ number, line, text }: { number: number; line: number; text: string }) {
  return (
    <div className="cmt">
      <div className="row">
        <strong className="small">Your note, line {line}</strong>
        <Tag tone="acc" icon="link">
          cited as E{number}
        </Tag>
      </div>
      <p>{text}</p>
    </div>
  );
}

function NoteComposer({ line, onDone }: { line: number; onDone: (text: string | null) => void }) {
  const [text, setText] = useState('');
  return (
    <div className="cmt open">
      <TextArea
        label={`Note at line ${String(line)}`}
        value={text}
        rows={2}
        maxLength={2_000}
        autoFocus
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone(null);
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && text.trim() !== '') onDone(text.trim());
        }}
      />
      <div className="row">
        <Button
          size="sm"
          kind="primary"
          unavailable={text.trim() === '' && 'Write something first'}
          onClick={() => onDone(text.trim())}
          keys="mod+enter"
        >
          Add as evidence
        </Button>
        <Button size="sm" kind="quiet" onClick={() => onDone(null)}>
          Cancel
        </Button>
      </div>
    </div>
  );
}

/** The tab of answers beside their key; no file's path begins so. */
function answersTab({ group }: ComparedAnswers): string {
  return `answers:${group}`;
}

/** What a rater wants to read first: answers beside their key, else the first file that is not a test. */
export function firstTab({ answers, files }: Pick<ReviewView, 'answers' | 'files'>): string {
  const [compared] = answers ?? [];
  if (compared) return answersTab(compared);
  return (files.find(({ path }) => !/(^|\/)test_|NOTES/.test(path)) ?? files[0])?.path ?? '';
}
