import type { ReactNode } from 'react';
import { createContext, use, useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { Drawer } from '../drawer.js';
import { Keys } from '../kbd.js';
import { Switch } from '../field.js';
import type { KeyStroke } from './key-names.js';
import { matches, parseKeys } from './key-names.js';

export interface Shortcut {
  /** See `key-names.ts`: `mod+enter`, `alt+1`, `?`, `g t`. */
  keys: string;
  /** What it does, in the words of the list: "Run the visible tests". */
  label: string;
  run: () => void;
}

interface Group {
  title: string;
  shortcuts: readonly Shortcut[];
}

/** Where one component puts its shortcuts. */
interface Place {
  set: (group: Group) => void;
  leave: () => void;
}

const wordsOf = (group: Group | undefined): string =>
  JSON.stringify([group?.title, group?.shortcuts.map(({ keys, label }) => [keys, label])]);

/** Who listens now. A later group wins over an earlier one, so the top layer's keys come first. */
class ShortcutBoard {
  private readonly groups = new Map<object, Group>();
  private started: KeyStroke | null = null;
  private readonly listeners = new Set<() => void>();
  private snapshot: readonly Group[] = [];

  place(): Place {
    const key = {};
    return {
      set: (group) => {
        const sameWords = wordsOf(this.groups.get(key)) === wordsOf(group);
        this.groups.set(key, group);
        if (!sameWords) {
          this.changed();
        }
      },
      leave: () => {
        this.groups.delete(key);
        this.changed();
      },
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly list = (): readonly Group[] => this.snapshot;

  /** Runs what the key stroke means; true when it meant something. */
  press(stroke: KeyStroke, { inField, singleKeys }: { inField: boolean; singleKeys: boolean }): boolean {
    const previous = this.started;
    this.started = null;
    const withModifier = stroke.ctrlKey || stroke.metaKey || stroke.altKey;
    const plain = !withModifier && stroke.key.length === 1;
    if (plain && (inField || (!singleKeys && stroke.key !== '?'))) {
      return false;
    }
    for (const { shortcuts } of [...this.groups.values()].toReversed()) {
      for (const shortcut of shortcuts) {
        const [first, second] = parseKeys(shortcut.keys);
        if (first && !second && matches(first, stroke)) {
          shortcut.run();
          return true;
        }
        if (first && second && previous && matches(first, previous) && matches(second, stroke)) {
          shortcut.run();
          return true;
        }
      }
    }
    this.started = plain ? stroke : null;
    return false;
  }

  private changed(): void {
    this.snapshot = [...this.groups.values()].filter(({ shortcuts }) => shortcuts.length > 0);
    this.listeners.forEach((listener) => listener());
  }
}

const singleKeysStore = 'assay-single-keys';

interface ShortcutsContext {
  board: ShortcutBoard;
  showHelp: () => void;
  singleKeys: boolean;
  setSingleKeys: (on: boolean) => void;
}
const Context = createContext<ShortcutsContext | null>(null);

function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) {
    return false;
  }
  const typed = target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type);
  return typed || target.isContentEditable || target.closest('textarea, select, [contenteditable="true"]') !== null;
}

/** Listens for every shortcut of the page and shows the list on `?`. One around the whole app. */
export function ShortcutsProvider({ children }: { children: ReactNode }) {
  const [board] = useState(() => new ShortcutBoard());
  const [helpOpen, setHelpOpen] = useState(false);
  const [singleKeys, setSingleKeysState] = useState(() => localStorage.getItem(singleKeysStore) !== 'off');

  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      // A layer such as a dialog keeps the keys of the page below for itself.
      const inDialog = event.target instanceof Element && event.target.closest('dialog, [role="dialog"]') !== null;
      if (event.isComposing || event.defaultPrevented || inDialog) {
        return;
      }
      if (board.press(event, { inField: isField(event.target), singleKeys })) {
        event.preventDefault();
        event.stopPropagation();
      }
    };
    // Before the editor sees them: Ctrl+Enter is ours everywhere.
    document.addEventListener('keydown', listen, { capture: true });
    return () => document.removeEventListener('keydown', listen, { capture: true });
  }, [board, singleKeys]);

  const showHelp = useCallback(() => setHelpOpen(true), []);
  const setSingleKeys = useCallback((on: boolean) => {
    localStorage.setItem(singleKeysStore, on ? 'on' : 'off');
    setSingleKeysState(on);
  }, []);
  const context = useMemo(() => ({ board, showHelp, singleKeys, setSingleKeys }), [board, showHelp, singleKeys, setSingleKeys]);

  return (
    <Context value={context}>
      <GlobalShortcuts onHelp={showHelp} />
      {children}
      <Drawer opened={helpOpen} onClose={() => setHelpOpen(false)} title="Keyboard shortcuts">
        <ShortcutList />
      </Drawer>
    </Context>
  );
}

function GlobalShortcuts({ onHelp }: { onHelp: () => void }) {
  useShortcuts('Everywhere', [
    { keys: '?', label: 'Show this list', run: onHelp },
    { keys: 'f6', label: 'Next region of the page', run: focusNextRegion },
  ]);
  return null;
}

function useShortcutsContext(): ShortcutsContext {
  const context = use(Context);
  if (!context) {
    throw new Error('Put <ShortcutsProvider> around what uses shortcuts.');
  }
  return context;
}

/**
 * Registers shortcuts while the component is mounted. Single keys are off in fields and can be turned off by the person.
 * The list may be a new one at each render.
 */
export function useShortcuts(title: string, shortcuts: readonly Shortcut[]): void {
  const { board } = useShortcutsContext();
  const [place] = useState(() => board.place());
  useEffect(() => {
    place.set({ title, shortcuts });
  });
  useEffect(() => place.leave, [place]);
}

/** Opens the list of shortcuts, and whether single keys are on. */
export function useShortcutHelp(): Omit<ShortcutsContext, 'board'> {
  return useShortcutsContext();
}

/** Every shortcut that works on this page now. */
export function ShortcutList() {
  const { board, singleKeys, setSingleKeys } = useShortcutsContext();
  const groups = useSyncExternalStore(board.subscribe, board.list);
  return (
    <div className="col g4">
      {groups.map(({ title, shortcuts }) => (
        <section key={title} className="col g1">
          <h3>{title}</h3>
          <dl className="keylist small">
            {shortcuts.map(({ keys, label }) => (
              <div key={keys} className="row">
                <dt>{label}</dt>
                <span className="sp" />
                <dd>
                  <Keys of={keys} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <Switch
        label="Single keys"
        hint="Letters, digits and signs alone. They are always off while you type in a field."
        checked={singleKeys}
        onChange={setSingleKeys}
      />
    </div>
  );
}

/** Moves the focus to the next landmark with a name, round and round. */
export function focusNextRegion(): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region], header, nav, main')].filter(
    (element) => element.getClientRects().length > 0,
  );
  const active = document.activeElement;
  const at = regions.findLastIndex((element) => element.contains(active));
  const next = regions[(at + 1) % regions.length];
  if (!next) {
    return;
  }
  if (next.tabIndex < 0 && !next.hasAttribute('tabindex')) {
    next.tabIndex = -1;
  }
  next.focus();
}
