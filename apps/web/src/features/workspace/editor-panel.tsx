import type { AnswerForm, ExerciseWorkspace } from '@assay/contracts';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { Button, IconButton } from '../../components/button.js';
import { Keys } from '../../components/kbd.js';
import { TabBar, TabPanel } from '../../components/tabs.js';
import type { CursorPlace } from './code-editor.js';
import { CodeEditor } from './code-editor.js';
import { NewFile } from './new-file.js';
import { FileSurface } from './surfaces/file-surface.js';
import { DocumentFrame } from './surfaces/document-frame.js';
import type { Surface } from './surfaces/surface.js';
import { inOrderOfUse, languageOf, surfaceOf } from './surfaces/surface.js';
import type { Workbook, WorkbookFile } from './workbook.js';

/** The files of an exercise, and who hears of an edit. */
export interface EditedExercise {
  id: string;
  workbook: Workbook;
  /** Absent where nothing is saved, as in a preview. */
  saver?: { edited: () => void };
}

export interface EditorPanelProps {
  exercise: EditedExercise;
  /** Its kind, forms and what it gave to begin with. */
  workspace: Pick<ExerciseWorkspace, 'kind' | 'files' | 'forms'>;
  path: string;
  onPath: (path: string) => void;
  /** Nothing can be typed: another device is ahead, or the time is over. */
  locked: boolean;
  goTo: { line: number; at: number } | null;
  /** Absent where there is no history. */
  onHistory?: () => void;
  /** Above the text: what is wrong with saving. */
  notes: ReactNode;
}

const noForms: readonly AnswerForm[] = [];

/** Files, each in its surface or the editor, and the line below. */
export function EditorPanel(props: EditorPanelProps) {
  const { exercise, workspace, path, onPath, locked, goTo, onHistory, notes } = props;
  const { workbook } = exercise;
  const { files, generation } = useSyncExternalStore(workbook.subscribe, workbook.snapshot);
  const [place, setPlace] = useState<CursorPlace>({ line: 1, column: 1 });
  const [naming, setNaming] = useState(false);
  /** Files that are shown as text although they have a surface; documents that are shown as they read. */
  const [turned, setTurned] = useState<readonly string[]>([]);
  const [jump, setJump] = useState<EditorPanelProps['goTo']>(null);
  const forms = workspace.forms ?? noForms;
  const file = files.find((candidate) => candidate.path === path) ?? files[0];
  const surface = file ? surfaceOf(file.path, forms) : 'code';
  const isTurned = file !== undefined && turned.includes(file.path);
  const asText = surface === 'code' || surface === 'markdown' || isTurned;
  const document = useDocumentText(workbook, surface === 'markdown' ? (file?.path ?? null) : null, generation);
  // The editor keeps what it remembers of the other files while a surface is shown.
  const textPath = useLast(asText ? (file?.path ?? '') : null) ?? '';
  if (!file) {
    return null;
  }
  const edited = (): void => {
    exercise.saver?.edited();
    document.look();
  };
  const remove = (): void => {
    workbook.remove(file.path);
    exercise.saver?.edited();
    onPath(files.find((other) => other.path !== file.path)?.path ?? '');
  };
  const turn = (): void => setTurned((now) => (isTurned ? now.filter((other) => other !== file.path) : [...now, file.path]));
  const shown =
    surface === 'markdown'
      ? { path: file.path, text: document.text, preview: isTurned, onLine: (line: number) => setJump({ line, at: Date.now() }) }
      : null;
  const editor = textPath !== '' && (
    <CodeEditor
      key={exercise.id}
      workbook={workbook}
      generation={generation}
      path={textPath}
      readOnly={(files.find((one) => one.path === textPath)?.readOnly ?? true) || locked}
      describedBy="way-out"
      onEdit={edited}
      onCursor={setPlace}
      goTo={laterOf(goTo, jump)}
    />
  );
  return (
    <section className="p-code" id="editor" aria-label="Editor" data-region="code" tabIndex={-1}>
      <TabBar
        id="files"
        className="files"
        label="Files"
        value={file.path}
        onChange={onPath}
        tabs={inOrderOfUse(files, workspace).map((one) => tabOf(one, forms))}
        end={
          <div className="row g1 ftools">
            {turnWords[surface] && (
              <Button kind="quiet" size="sm" aria-pressed={isTurned} onClick={turn}>
                {turnWords[surface]}
              </Button>
            )}
            {file.own && !locked && <IconButton icon="trash" size="sm" label={`Remove ${file.path}`} onClick={remove} />}
            {!locked && exercise.saver && <IconButton icon="plus" size="sm" label="New file" onClick={() => setNaming(true)} />}
            {onHistory && (
              <Button kind="quiet" size="sm" icon="undo" onClick={onHistory} className="history" aria-label="History">
                History
              </Button>
            )}
          </div>
        }
      />
      {notes}
      <TabPanel id="files" value={file.path} className="cmpanel">
        <DocumentFrame document={shown}>
          <div hidden={!asText || shown?.preview === true}>{editor}</div>
        </DocumentFrame>
        {surface !== 'code' && surface !== 'markdown' && !asText && (
          <FileSurface
            surface={surface}
            path={file.path}
            workbook={workbook}
            generation={generation}
            forms={forms}
            given={workspace.files}
            readOnly={file.readOnly || locked}
            onEdit={edited}
            onAsText={turn}
          />
        )}
      </TabPanel>
      <StatusBar file={file} surface={asText ? 'code' : surface} place={place} />
      <NewFile
        opened={naming}
        onClose={() => setNaming(false)}
        refusal={(wanted) => workbook.refusal(wanted)}
        onCreate={(wanted) => {
          workbook.add(wanted);
          exercise.saver?.edited();
          onPath(wanted);
          setNaming(false);
        }}
      />
    </section>
  );
}

/** What the other look of a file is called. */
const turnWords: Partial<Record<Surface, string>> = { form: 'As text', plan: 'As text', diff: 'As text', markdown: 'Preview' };

function tabOf(file: WorkbookFile, forms: readonly AnswerForm[]) {
  const form = forms.find(({ answers }) => answers === file.path);
  return {
    value: file.path,
    label: form ? form.title : file.path,
    icon: form ? ('clipboard' as const) : file.readOnly ? ('lock' as const) : ('file' as const),
    ...(file.readOnly && { spoken: 'read only' }),
  };
}

function StatusBar({ file, surface, place }: { file: WorkbookFile; surface: Surface; place: CursorPlace }) {
  return (
    <div className="statusbar">
      {surface === 'code' ? (
        <>
          <span>
            Ln {place.line}, Col {place.column}
          </span>
          <span className="hide-s">Spaces: 4</span>
          <span className="hide-s">{languageOf(file.path)}</span>
        </>
      ) : (
        <span>{surface === 'form' ? `Written to ${file.path}` : 'To read'}</span>
      )}
      {file.readOnly && <span className="hide-s">Read only: a visible test</span>}
      <span className="sp" />
      {surface === 'code' && (
        <span id="way-out" className="row g1">
          <Keys of="ctrl+m" /> Tab moves focus out
        </span>
      )}
    </div>
  );
}

const documentMs = 250;

/** The text of the shown document, looked at a moment after the last key; nothing while none is shown. */
function useDocumentText(workbook: Workbook, path: string | null, generation: number) {
  const key = `${path ?? ''} ${String(generation)}`;
  const [seen, setSeen] = useState({ key: '', text: '' });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const look = (): void => {
    if (path === null) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setSeen({ key, text: workbook.text(path) }), documentMs);
  };
  return { text: path === null ? '' : seen.key === key ? seen.text : workbook.text(path), look };
}

/** The last value that was not null. */
function useLast(value: string | null): string | null {
  const [last, setLast] = useState(value);
  if (value !== null && value !== last) setLast(value);
  return value ?? last;
}

function laterOf(one: EditorPanelProps['goTo'], other: EditorPanelProps['goTo']): EditorPanelProps['goTo'] {
  return (other?.at ?? 0) > (one?.at ?? 0) ? other : one;
}
