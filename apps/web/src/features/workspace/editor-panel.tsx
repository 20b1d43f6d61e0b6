import { useState, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { Button, IconButton } from '../../components/button.js';
import { Dialog } from '../../components/drawer.js';
import { TextField } from '../../components/field.js';
import { Keys } from '../../components/kbd.js';
import { TabBar, TabPanel } from '../../components/tabs.js';
import type { CursorPlace } from './code-editor.js';
import { CodeEditor } from './code-editor.js';
import type { OpenExercise } from './workspace-session.js';

export interface EditorPanelProps {
  exercise: OpenExercise;
  path: string;
  onPath: (path: string) => void;
  /** Nothing can be typed: another device is ahead, or the time is over. */
  locked: boolean;
  goTo: { line: number; at: number } | null;
  onHistory: () => void;
  /** Above the text: what is wrong with saving. */
  notes: ReactNode;
}

/** Files, editor and the line below it. */
export function EditorPanel({ exercise, path, onPath, locked, goTo, onHistory, notes }: EditorPanelProps) {
  const { workbook, saver } = exercise;
  const { files, generation } = useSyncExternalStore(workbook.subscribe, workbook.snapshot);
  const [place, setPlace] = useState<CursorPlace>({ line: 1, column: 1 });
  const [naming, setNaming] = useState(false);
  const file = files.find((candidate) => candidate.path === path) ?? files[0];
  if (!file) {
    return null;
  }
  const remove = (): void => {
    workbook.remove(file.path);
    saver.edited();
    onPath(files.find((other) => other.path !== file.path)?.path ?? '');
  };
  return (
    <section className="p-code" id="editor" aria-label="Editor" data-region="code" tabIndex={-1}>
      <TabBar
        id="files"
        className="files"
        label="Files"
        value={file.path}
        onChange={onPath}
        tabs={files.map((candidate) => ({
          value: candidate.path,
          label: candidate.path,
          icon: candidate.readOnly ? 'lock' : 'file',
          ...(candidate.readOnly && { spoken: 'read only' }),
        }))}
        end={
          <div className="row g1 ftools">
            {file.own && !locked && <IconButton icon="trash" size="sm" label={`Remove ${file.path}`} onClick={remove} />}
            {!locked && <IconButton icon="plus" size="sm" label="New file" onClick={() => setNaming(true)} />}
            <Button kind="quiet" size="sm" icon="undo" onClick={onHistory} className="history" aria-label="History">
              History
            </Button>
          </div>
        }
      />
      {notes}
      <TabPanel id="files" value={file.path} className="cmpanel">
        <CodeEditor
          key={exercise.id}
          workbook={workbook}
          generation={generation}
          path={file.path}
          readOnly={file.readOnly || locked}
          describedBy="way-out"
          onEdit={() => saver.edited()}
          onCursor={setPlace}
          goTo={goTo}
        />
      </TabPanel>
      <div className="statusbar">
        <span>
          Ln {place.line}, Col {place.column}
        </span>
        <span className="hide-s">Spaces: 4</span>
        <span className="hide-s">{/\.pyi?$/.test(file.path) ? 'Python' : 'Text'}</span>
        {file.readOnly && <span className="hide-s">Read only: a visible test</span>}
        <span className="sp" />
        <span id="way-out" className="row g1">
          <Keys of="ctrl+m" /> Tab moves focus out
        </span>
      </div>
      <NewFile
        opened={naming}
        onClose={() => setNaming(false)}
        refusal={(wanted) => workbook.refusal(wanted)}
        onCreate={(wanted) => {
          workbook.add(wanted);
          saver.edited();
          onPath(wanted);
          setNaming(false);
        }}
      />
    </section>
  );
}

interface NewFileProps {
  opened: boolean;
  onClose: () => void;
  refusal: (path: string) => string | null;
  onCreate: (path: string) => void;
}

function NewFile({ opened, onClose, refusal, onCreate }: NewFileProps) {
  const [path, setPath] = useState('');
  const [error, setError] = useState<string | null>(null);
  const create = (): void => {
    const wanted = path.trim();
    const wrong = refusal(wanted);
    setError(wrong);
    if (wrong === null) {
      onCreate(wanted);
      setPath('');
    }
  };
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title="New file"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" onClick={create}>
            Create
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          create();
        }}
      >
        <TextField
          label="Name"
          hint="With its folder, such as NOTES.md or app/errors.py."
          data-autofocus
          autoComplete="off"
          spellCheck={false}
          value={path}
          onChange={(event) => setPath(event.currentTarget.value)}
          error={error}
        />
      </form>
    </Dialog>
  );
}
