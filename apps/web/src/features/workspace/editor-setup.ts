import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, indentOnInput, indentUnit, LanguageSupport, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { Compartment, EditorState } from '@codemirror/state';
import type { KeyBinding } from '@codemirror/view';
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from '@codemirror/view';
import { pythonSource, syntaxClasses } from '../../components/code/highlight.js';
import { styleNonce } from '../../lib/style-nonce.js';

/** Every colour is a token, so both schemes and forced colours follow by themselves. */
const look = EditorView.theme({
  '&': { height: '100%', fontSize: '13px', color: 'var(--text)', backgroundColor: 'var(--surface)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '20px', fontFeatureSettings: '"liga" 0, "calt" 0' },
  '.cm-content': { padding: '8px 0', caretColor: 'var(--accent)' },
  '.cm-line': { padding: '0 16px 0 4px' },
  '.cm-gutters': { backgroundColor: 'var(--surface)', color: 'var(--text-3)', border: 'none', fontSize: '12px' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '44px', padding: '0 10px 0 8px' },
  '.cm-activeLine': { backgroundColor: 'var(--line-hl)' },
  '.cm-activeLineGutter': { backgroundColor: 'var(--line-hl)', color: 'var(--text)', boxShadow: 'inset 2px 0 0 var(--accent)' },
  '.cm-cursor, .cm-dropCursor': { borderLeft: '2px solid var(--accent)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground, ::selection': {
    background: 'var(--accent-line) !important',
  },
  '.cm-selectionMatch': { backgroundColor: 'var(--band)' },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--band)', outline: '1px solid var(--line-strong)' },
  '&.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'var(--bad-soft)' },
  '.cm-panels': { backgroundColor: 'var(--bg)', color: 'var(--text)', borderColor: 'var(--line)' },
  '.cm-panels.cm-panels-bottom': { borderTop: '1px solid var(--line)' },
  '.cm-panel.cm-search': { padding: '8px 12px', fontFamily: 'var(--font)', fontSize: '13px' },
  '.cm-textfield': {
    backgroundColor: 'var(--surface)',
    border: '1px solid var(--line-strong)',
    borderRadius: '6px',
    fontSize: '13px',
    padding: '3px 8px',
  },
  '.cm-button': {
    background: 'var(--surface)',
    border: '1px solid var(--line-strong)',
    borderRadius: '6px',
    fontSize: '13px',
    padding: '3px 10px',
  },
  '.cm-panel.cm-search [name=close]': { fontSize: '18px', width: '24px', height: '24px', color: 'var(--text-2)' },
  '.cm-searchMatch': { backgroundColor: 'var(--warn-soft)', outline: '1px solid var(--warn-line)' },
  '.cm-searchMatch-selected': { backgroundColor: 'var(--accent-soft)', outline: '1px solid var(--accent-line)' },
});

/** The search panel comes with the first search. */
const findWhenAsked: KeyBinding = {
  key: 'Mod-f',
  run: (view) => {
    void import('./editor-search.js').then(({ openSearch }) => openSearch(view));
    return true;
  },
};

const language = new Compartment();

/** Gives a file the colours of a language that comes only with the first file of its kind. */
export async function loadLanguage(path: string, view: EditorView): Promise<void> {
  if (!/\.sql$/i.test(path)) return;
  const { sqlLanguage } = await import('./surfaces/sql-language.js');
  if (view.dom.isConnected) view.dispatch({ effects: language.reconfigure([sqlLanguage, EditorView.lineWrapping]) });
}

export interface EditorOptions {
  path: string;
  readOnly: boolean;
  /** Id of the sentence that says how Tab leaves the editor. */
  describedBy: string;
}

/** What the editor of one file can do. */
export function editorExtensions({ path, readOnly, describedBy }: EditorOptions): Extension[] {
  return [
    EditorView.cspNonce.of(styleNonce()),
    look,
    lineNumbers(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    drawSelection(),
    history(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    indentUnit.of('    '),
    EditorState.tabSize.of(4),
    EditorState.readOnly.of(readOnly),
    syntaxHighlighting(syntaxClasses),
    language.of(/\.pyi?$/.test(path) ? new LanguageSupport(pythonSource) : EditorView.lineWrapping),
    // Ctrl M is in the default keymap: then Tab moves the focus out.
    keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab, findWhenAsked]),
    EditorView.contentAttributes.of({
      'aria-label': readOnly ? `${path}, read only` : path,
      'aria-describedby': describedBy,
      // The scrolling box around it counts as reachable through this.
      tabindex: '0',
      spellcheck: 'false',
      autocorrect: 'off',
      autocapitalize: 'off',
    }),
  ];
}
