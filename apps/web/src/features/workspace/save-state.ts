import type { Problem, RevisionView } from '@assay/contracts';
import type { Draft } from '../../lib/device-store.js';

/**
 * Saving one exercise, as a state and what can happen to it; nothing here waits, sends or stores.
 *
 * A draft is what was sent. Until it is answered it goes out again unchanged, under the same client id: the server keeps one
 * row for it, and no answer that was lost on the way can turn into a conflict with ourselves.
 */
export type Trouble =
  | { kind: 'offline' | 'unavailable' | 'signed-out'; tries: number; retryAt: number }
  /** The server will not take these files; the next edit may mend it. */
  | { kind: 'refused'; problem: Problem; edits: number }
  /** Another device saved a newer text. */
  | { kind: 'conflict' }
  /** The attempt ended before this text arrived. */
  | { kind: 'closed' };

export interface SaveState {
  /** Edits made here since the page opened. */
  edits: number;
  /** Edits that the newest acknowledged revision holds. */
  savedEdits: number;
  /** The newest acknowledged revision; null while there is none. */
  base: RevisionView | null;
  draft: Draft | null;
  sending: boolean;
  trouble: Trouble | null;
  /** Times of the first and the last edit that no revision holds, ms on a forward clock. */
  firstUnsavedAt: number | null;
  lastEditAt: number | null;
}

/** Pauses that make "saved at most 2 s after typing stops, at most 5 s while typing" hold on a slow line. */
export const stillMs = 1_000;
export const longestMs = 3_500;
const retryMs = [1_000, 2_000, 3_000, 5_000] as const;

export function savedAt(base: RevisionView | null): SaveState {
  return {
    edits: 0,
    savedEdits: 0,
    base,
    draft: null,
    sending: false,
    trouble: null,
    firstUnsavedAt: null,
    lastEditAt: null,
  };
}

export const hasUnsaved = (state: SaveState): boolean => state.edits > state.savedEdits || state.draft !== null;

/** Whether typing is of use: not while another device is ahead, not after the end. */
export const isLocked = ({ trouble }: SaveState): boolean => trouble?.kind === 'conflict' || trouble?.kind === 'closed';

export function edited(state: SaveState, now: number): SaveState {
  const trouble = state.trouble?.kind === 'refused' ? null : state.trouble;
  return { ...state, trouble, edits: state.edits + 1, firstUnsavedAt: state.firstUnsavedAt ?? now, lastEditAt: now };
}

/** When the next try to save is due; null when there is nothing to do or something must happen first. */
export function dueAt(state: SaveState): number | null {
  const { trouble, draft, firstUnsavedAt, lastEditAt } = state;
  if (state.sending || isLocked(state) || trouble?.kind === 'refused') {
    return null;
  }
  if (trouble && 'retryAt' in trouble) {
    return trouble.retryAt;
  }
  if (draft) {
    return 0;
  }
  return firstUnsavedAt === null || lastEditAt === null ? null : Math.min(lastEditAt + stillMs, firstUnsavedAt + longestMs);
}

/** A try begins. What comes in from here on belongs to the next draft. */
export function sending(state: SaveState, draft: Draft): SaveState {
  return { ...state, draft, sending: true };
}

export function acknowledged(state: SaveState, base: RevisionView, now: number): SaveState {
  const savedEdits = Math.max(state.savedEdits, state.draft?.edits ?? 0);
  const more = state.edits > savedEdits;
  return {
    ...state,
    base,
    savedEdits,
    draft: null,
    sending: false,
    trouble: null,
    // What was typed while the answer was on its way counts from now: nothing older is unsaved.
    firstUnsavedAt: more ? now : null,
    lastEditAt: more ? state.lastEditAt : null,
  };
}

export type Failure =
  | { kind: 'offline' | 'signed-out' }
  | { kind: 'unavailable'; retryAfterMs?: number }
  | { kind: 'refused'; problem: Problem }
  | { kind: 'conflict' }
  | { kind: 'closed' };

export function failed(state: SaveState, failure: Failure, now: number): SaveState {
  const stopped = { ...state, sending: false };
  switch (failure.kind) {
    case 'offline':
    case 'signed-out':
    case 'unavailable': {
      const tries = state.trouble && 'tries' in state.trouble ? state.trouble.tries + 1 : 1;
      const pause = retryMs[Math.min(tries, retryMs.length) - 1] ?? retryMs[0];
      const asked = failure.kind === 'unavailable' ? (failure.retryAfterMs ?? 0) : 0;
      return { ...stopped, trouble: { kind: failure.kind, tries, retryAt: now + Math.max(pause, asked) } };
    }
    case 'refused':
      return { ...stopped, draft: null, trouble: { kind: 'refused', problem: failure.problem, edits: state.edits } };
    case 'conflict':
    case 'closed':
      return { ...stopped, draft: null, trouble: { kind: failure.kind } };
  }
}

/** The line is back, or the person signed in again: try at once. */
export function retryNow(state: SaveState): SaveState {
  return state.trouble && 'retryAt' in state.trouble ? { ...state, trouble: { ...state.trouble, retryAt: 0 } } : state;
}

/** The person goes on here on top of what the other device saved; the text of this device becomes the next revision. */
export function takenOver(state: SaveState, theirs: RevisionView, now: number): SaveState {
  return {
    ...state,
    base: theirs,
    trouble: null,
    edits: Math.max(state.edits, state.savedEdits + 1),
    firstUnsavedAt: now,
    lastEditAt: now,
  };
}

export type SavePhase = 'saved' | 'saving' | 'offline' | 'signed-out' | 'refused' | 'conflict' | 'closed';

/** What the bar says. */
export function phaseOf(state: SaveState): SavePhase {
  if (state.trouble) {
    return state.trouble.kind === 'unavailable' ? 'offline' : state.trouble.kind;
  }
  return hasUnsaved(state) ? 'saving' : 'saved';
}
