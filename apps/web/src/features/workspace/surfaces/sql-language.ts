import type { Range } from '@codemirror/state';
import type { DecorationSet, EditorView, PluginValue, ViewUpdate } from '@codemirror/view';
import { Decoration, ViewPlugin } from '@codemirror/view';
import { sqlTokens } from './sql-tokens.js';

const marks = {
  comment: Decoration.mark({ class: 'tok-c' }),
  string: Decoration.mark({ class: 'tok-s' }),
  number: Decoration.mark({ class: 'tok-n' }),
  keyword: Decoration.mark({ class: 'tok-k' }),
  function: Decoration.mark({ class: 'tok-f' }),
};

/** Colours a whole query again after each change: queries are short. */
class SqlColours implements PluginValue {
  decorations: DecorationSet;

  constructor(view: EditorView) {
    this.decorations = coloured(view);
  }

  update({ docChanged, view }: ViewUpdate): void {
    if (docChanged) this.decorations = coloured(view);
  }
}

function coloured({ state }: EditorView): DecorationSet {
  const ranges: Range<Decoration>[] = sqlTokens(state.doc.toString()).map(({ kind, from, to }) => marks[kind].range(from, to));
  return Decoration.set(ranges);
}

/** The colours of PostgreSQL's SQL. */
export const sqlLanguage = ViewPlugin.fromClass(SqlColours, { decorations: ({ decorations }) => decorations });
