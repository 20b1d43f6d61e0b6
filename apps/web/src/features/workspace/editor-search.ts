import { highlightSelectionMatches, openSearchPanel, search, searchKeymap } from '@codemirror/search';
import { StateEffect } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { keymap } from '@codemirror/view';

/** Opens the search panel; the first time in a file it is added to the editor. */
export function openSearch(view: EditorView): void {
  if (!openSearchPanel(view)) {
    view.dispatch({ effects: StateEffect.appendConfig.of([search(), highlightSelectionMatches(), keymap.of(searchKeymap)]) });
    openSearchPanel(view);
  }
}
