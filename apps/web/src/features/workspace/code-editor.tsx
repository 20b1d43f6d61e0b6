import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { editorExtensions, loadLanguage } from './editor-setup.js';
import type { Workbook } from './workbook.js';

export interface CursorPlace {
  line: number;
  column: number;
}

export interface CodeEditorProps {
  workbook: Workbook;
  /** Grows when texts were replaced from outside. */
  generation: number;
  path: string;
  readOnly: boolean;
  describedBy: string;
  onEdit: () => void;
  onCursor: (place: CursorPlace) => void;
  /** Puts the cursor on a line, as a link from a test does; `at` makes the same line count again. */
  goTo: { line: number; at: number } | null;
}

/** What a file remembers while another one is shown: undo history, cursor, scroll. */
interface Remembered {
  state: EditorState;
  generation: number;
  version: number;
  readOnly: boolean;
  scrollTop: number;
}

/** CodeMirror for one file at a time. Each file keeps its own undo history. */
export function CodeEditor(props: CodeEditorProps) {
  const { workbook, generation, path, readOnly, describedBy, goTo } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const remembered = useRef(new Map<string, Remembered>());
  const handlers = useRef(props);

  useEffect(() => {
    handlers.current = props;
  });

  useEffect(() => {
    if (!host.current) {
      return;
    }
    const memory = remembered.current;
    const known = memory.get(path);
    const version = workbook.version(path);
    const fresh = known?.generation !== generation || known.readOnly !== readOnly || known.version !== version;
    const listen = EditorView.updateListener.of(({ state, docChanged, selectionSet }) => {
      if (docChanged) {
        const { doc } = state;
        workbook.edit(path, () => doc.toString());
        handlers.current.onEdit();
      }
      if (docChanged || selectionSet) {
        handlers.current.onCursor(placeOf(state));
      }
    });
    const state = fresh
      ? EditorState.create({
          doc: workbook.text(path),
          extensions: [editorExtensions({ path, readOnly, describedBy }), listen],
        })
      : known.state;
    const editor = new EditorView({ state, parent: host.current });
    view.current = editor;
    void loadLanguage(path, editor);
    if (!fresh) {
      editor.scrollDOM.scrollTop = known.scrollTop;
    }
    handlers.current.onCursor(placeOf(state));
    return () => {
      memory.set(path, { state: editor.state, generation, version, readOnly, scrollTop: editor.scrollDOM.scrollTop });
      editor.destroy();
      view.current = null;
    };
  }, [workbook, generation, path, readOnly, describedBy]);

  useEffect(() => {
    const editor = view.current;
    if (goTo && editor && goTo.line <= editor.state.doc.lines) {
      const { from } = editor.state.doc.line(goTo.line);
      editor.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) });
      editor.focus();
    }
  }, [goTo]);

  return <div className="cmhost" ref={host} />;
}

function placeOf(state: EditorState): CursorPlace {
  const { head } = state.selection.main;
  const line = state.doc.lineAt(head);
  return { line: line.number, column: head - line.from + 1 };
}
