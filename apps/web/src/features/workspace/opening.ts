import type { ExerciseWorkspace, TextFile } from '@assay/contracts';
import type { DeviceCopy } from '../../lib/device-store.js';
import type { SaveState } from './save-state.js';
import { savedAt } from './save-state.js';
import { sameFiles } from './workbook.js';

export interface Opening {
  /** What the editor shows; null for the starter files. */
  files: readonly TextFile[] | null;
  state: SaveState;
}

/**
 * Where to begin in an exercise, from what the server has and what was left on this device: unsent text of this device goes
 * on where it stopped, unless another device has saved something newer; then it is shown, kept, and the person decides.
 */
export function openExercise(workspace: ExerciseWorkspace, copy: DeviceCopy | null, now: number): Opening {
  const latest = workspace.latest;
  const base = latest?.revision ?? null;
  const clean = savedAt(base);
  const onServer = latest?.files ?? null;
  if (!copy || (onServer && sameFiles(copy.files, onServer))) {
    return { files: onServer, state: clean };
  }
  const unsaved = { ...clean, edits: 1, firstUnsavedAt: now, lastEditAt: now };
  if (copy.baseSeq === (base?.seq ?? 0)) {
    const nothingAfter = copy.draft !== null && sameFiles(copy.files, copy.draft.files);
    return { files: copy.files, state: { ...unsaved, draft: copy.draft && { ...copy.draft, edits: nothingAfter ? 1 : 0 } } };
  }
  // Our draft arrived, only its answer did not: the text goes on after it.
  if (copy.draft && onServer && sameFiles(copy.draft.files, onServer)) {
    return { files: copy.files, state: unsaved };
  }
  return { files: copy.files, state: { ...unsaved, trouble: { kind: 'conflict' } } };
}
